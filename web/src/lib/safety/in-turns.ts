/** Runs something once after so many milliseconds; the result cancels it. */
export type After = (delayMs: number, run: () => void) => () => void;

const turns = 5;

/**
 * The same in several turns, one timer after the other. On a device at rest that is the very time. On one so busy that
 * timers come late, each comes late, and a worker that has to share the same processors gets its share of the delay:
 * with one timer for all, the page would always be done waiting before the worker had a turn.
 */
export function inTurns(after: After): After {
  return (delayMs, run) => {
    let cancel: () => void = () => undefined;
    const turn = (left: number): void => {
      if (left === 0) return run();
      cancel = after(delayMs / turns, () => turn(left - 1));
    };
    turn(turns);
    return () => cancel();
  };
}

export const afterTimeout: After = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  return () => clearTimeout(timer);
};
