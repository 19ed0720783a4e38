/** How long one side of a picture waits for a sign of the other, on an open link. */
export const answerWithinMs = 30_000;
/** A tick that comes this late means that the device slept, or the tab was frozen: what came meanwhile is yet to be read. */
const sleptAfterMs = 5_000;

/** When to look again where the device slept through the time that was due; `undefined` where it was awake. */
export function waitAnew(dueMs: number, nowMs: number): number | undefined {
  return nowMs - dueMs > sleptAfterMs ? nowMs + answerWithinMs : undefined;
}
