/**
 * How long to wait before attempt number `attempt` (0 is the first retry), in milliseconds: exponential with
 * full jitter, so that a thousand browsers that lose a server at once don't come back at once.
 * @param random uniform in [0, 1)
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 * @example backoffMs(3, () => 0.5) === 2_000
 */
export function backoffMs(
  attempt: number,
  random: () => number,
  bounds = { baseMs: 500, capMs: 20_000 },
): number {
  const ceilingMs = Math.min(bounds.capMs, bounds.baseMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random() * ceilingMs);
}
