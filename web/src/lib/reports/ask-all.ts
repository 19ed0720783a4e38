import type { ReportProgress } from '../app/state.ts';

/** Receipts that are asked about at a time. */
const atOnce = 4;

/**
 * Asks what became of each report, a few at a time, in their order. Once the server can't be asked, the rest is not:
 * they get the same answer.
 * @param tell hears each answer as it comes
 */
export async function askAll(
  receipts: readonly string[],
  ask: (receipt: string) => Promise<ReportProgress>,
  tell: (receipt: string, progress: ReportProgress) => void,
): Promise<void> {
  const left = [...receipts];
  let inVain: ReportProgress | undefined;
  const lane = async (): Promise<void> => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const progress = inVain ?? (await ask(next));
      if (!progress.known && progress.failure !== 'unknown') inVain = progress;
      tell(next, progress);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
