/** The answer to the age gate, kept for as long as the tab: somebody under 18 cannot just answer again. */
export type AgeAnswer = 'adult' | 'minor';

const storageKey = 'sotto.age';

export function rememberedAge(): AgeAnswer | undefined {
  try {
    const kept = sessionStorage.getItem(storageKey);
    return kept === 'adult' || kept === 'minor' ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps nothing where the browser refuses storage; then the question comes again after a reload. */
export function rememberAge(answer: AgeAnswer): void {
  try {
    sessionStorage.setItem(storageKey, answer);
  } catch {
    return;
  }
}
