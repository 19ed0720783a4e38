export { areaUnderRoc, shareOf } from '../src/evaluation/figures.ts';

/** The lowest threshold that at most this share of the scores reaches, never under the floor, at most 0.999. */
export function thresholdFor(scores: readonly number[], share: number, floor: number): number {
  const falling = [...scores].sort((a, b) => b - a);
  const reached = falling[Math.floor(share * falling.length)] ?? 0;
  return Math.min(0.999, Math.max(floor, Math.ceil((reached + 1e-4) * 1000) / 1000));
}
