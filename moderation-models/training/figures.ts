/** Area under the ROC curve, ties counted half; NaN where one of the classes is missing. */
export function areaUnderRoc(scores: readonly number[], labels: readonly (0 | 1)[]): number {
  const order = scores
    .map((score, at) => ({ score, label: labels[at] ?? 0 }))
    .sort((a, b) => a.score - b.score);
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.score === order[from]?.score) to += 1;
    for (let at = from; at < to; at += 1) {
      if (order[at]?.label !== 1) continue;
      rankSum += (from + to + 1) / 2;
      positives += 1;
    }
    from = to;
  }
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (order.length - positives));
}

/** The lowest threshold that at most this share of the scores reaches, never under the floor, at most 0.999. */
export function thresholdFor(scores: readonly number[], share: number, floor: number): number {
  const falling = [...scores].sort((a, b) => b - a);
  const reached = falling[Math.floor(share * falling.length)] ?? 0;
  return Math.min(0.999, Math.max(floor, Math.ceil((reached + 1e-4) * 1000) / 1000));
}

/** The share of the items for which it holds; NaN of none. */
export const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length;
