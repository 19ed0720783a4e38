import { areaUnderRoc, midranks } from './figures.ts';
import type { Random } from './random.ts';

/** A figure with its 95 % confidence interval, and of how many items it is a figure. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly of: number;
}

/** The two-sided 95 % quantile of the normal distribution. */
const z95 = 1.959964;

/** Wilson's score interval of a rate: close also for rates near 0 and 1 and for few items. Undefined of none. */
export function wilson(hits: number, of: number): Interval | undefined {
  if (of === 0) return undefined;
  const value = hits / of;
  const scale = 1 + (z95 * z95) / of;
  const centre = (value + (z95 * z95) / (2 * of)) / scale;
  const half = (z95 / scale) * Math.sqrt((value * (1 - value)) / of + (z95 * z95) / (4 * of * of));
  return {
    value,
    low: hits === 0 ? 0 : Math.max(0, centre - half),
    high: hits === of ? 1 : Math.min(1, centre + half),
    of,
  };
}

/** The rate at which it holds among the items, with Wilson's interval. */
export const rateOf = <T>(items: readonly T[], holds: (item: T) => boolean): Interval | undefined =>
  wilson(items.filter(holds).length, items.length);

/**
 * The area under the ROC curve with the interval of DeLong, DeLong and Clarke-Pearson (1988), computed by ranks as Sun and Xu
 * (2014) do, on the logit scale so that it stays within 0 and 1. Where the classes part without a single exception
 * the variance is 0; then the bound is Wilson's for the smaller class. Undefined where a class is missing.
 */
export function rocInterval(scores: readonly number[], labels: readonly (0 | 1)[]): Interval | undefined {
  const harmful = scores.filter((_, at) => labels[at] === 1);
  const harmless = scores.filter((_, at) => labels[at] !== 1);
  if (harmful.length === 0 || harmless.length === 0) return undefined;
  const value = areaUnderRoc(scores, labels);
  const of = scores.length;
  const fewer = Math.min(harmful.length, harmless.length);
  if (value === 0 || value === 1) {
    const bound = wilson(value * fewer, fewer) as Interval;
    return { ...bound, of };
  }
  const among = midranks([...harmful, ...harmless]);
  const own = [...midranks(harmful), ...midranks(harmless)];
  const others = (rank: number, at: number) => rank - (own[at] ?? 0);
  const placed = among.map(others);
  const variance =
    spread(placed.slice(0, harmful.length)) / (harmless.length ** 2 * harmful.length) +
    spread(placed.slice(harmful.length)) / (harmful.length ** 2 * harmless.length);
  const logit = Math.log(value / (1 - value));
  const half = (z95 * Math.sqrt(variance)) / (value * (1 - value));
  const back = (x: number) => 1 / (1 + Math.exp(-x));
  return { value, low: back(logit - half), high: back(logit + half), of };
}

/** The unbiased variance of the values; 0 of fewer than two. */
function spread(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
}

const resamples = 1_000;

/**
 * One rate divided by another on the same items, with the interval between the 2.5th and 97.5th percentile of seeded
 * resamples of the items. Undefined where the second rate is 0.
 */
export function ratioInterval(
  pairs: readonly { readonly changed: boolean; readonly plain: boolean }[],
  random: Random,
): Interval | undefined {
  const ratio = (items: typeof pairs) =>
    items.filter((item) => item.changed).length / items.filter((item) => item.plain).length;
  const value = ratio(pairs);
  if (!Number.isFinite(value)) return undefined;
  const drawn: number[] = [];
  for (let i = 0; i < resamples; i += 1) {
    const again = ratio(pairs.map((pair) => pairs[Math.floor(random() * pairs.length)] ?? pair));
    if (Number.isFinite(again)) drawn.push(again);
  }
  drawn.sort((a, b) => a - b);
  const at = (share: number) => drawn[Math.round(share * (drawn.length - 1))] ?? value;
  return { value, low: at(0.025), high: at(0.975), of: pairs.length };
}
