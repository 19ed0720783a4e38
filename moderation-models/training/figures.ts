export { areaUnderRoc, shareOf } from '../src/evaluation/figures.ts';

/** The lowest threshold that at most this share of the scores (highest first) reaches, never under the floor, at most 0.999. */
export function thresholdFor(falling: Float64Array, share: number, floor: number): number {
  const reached = falling[Math.floor(share * falling.length)] ?? 0;
  return Math.min(0.999, Math.max(floor, Math.ceil((reached + 1e-4) * 1000) / 1000));
}
