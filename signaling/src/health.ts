/** How long an answer counts, so that whoever asks often asks no database. */
const freshMs = 1_000;
/** After so long without an answer a database counts as away. */
const patienceMs = 2_000;

/**
 * Whether something answers, asked at most once a second.
 * @param ask rejects where it does not.
 * @param nowMs a clock that only goes on.
 */
export function createHealth(
  ask: () => Promise<unknown>,
  nowMs: () => number = () => performance.now(),
): () => Promise<boolean> {
  let last: { readonly atMs: number; readonly answer: Promise<boolean> } | undefined;
  return () => {
    const atMs = nowMs();
    if (last === undefined || atMs - last.atMs >= freshMs) last = { atMs, answer: answers(ask()) };
    return last.answer;
  };
}

function answers(asked: Promise<unknown>): Promise<boolean> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => resolve(false), patienceMs);
    asked
      .then(
        () => resolve(true),
        () => resolve(false),
      )
      .finally(() => clearTimeout(impatient));
  });
}
