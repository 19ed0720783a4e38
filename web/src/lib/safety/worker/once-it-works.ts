/** Loads something once for all who ask; what failed is tried anew by whoever asks next. */
export function onceItWorks<Asked extends readonly unknown[], Found extends { readonly ok: boolean }>(
  load: (...asked: Asked) => Promise<Found>,
): (...asked: Asked) => Promise<Found> {
  let kept: Promise<Found> | undefined;
  return async (...asked) => {
    const mine = (kept ??= load(...asked));
    const forget = (): void => {
      if (kept === mine) kept = undefined;
    };
    try {
      const found = await mine;
      if (!found.ok) forget();
      return found;
    } catch (error) {
      forget();
      throw error;
    }
  };
}
