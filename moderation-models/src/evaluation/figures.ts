/** Area under the ROC curve, ties counted half; NaN where one of the classes is missing. */
export function areaUnderRoc(scores: readonly number[], labels: readonly (0 | 1)[]): number {
  const ranks = midranks(scores);
  let rankSum = 0;
  let positives = 0;
  ranks.forEach((rank, at) => {
    if (labels[at] !== 1) return;
    rankSum += rank;
    positives += 1;
  });
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * (scores.length - positives));
}

/** The rank of each value from 1 on, in the order of the values as given; equal values share their mean rank. */
export function midranks(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (const { at } of order.slice(from, to)) ranks[at] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** The share of the items for which it holds; NaN of none. */
export const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length;
