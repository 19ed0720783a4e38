import blossom from 'edmonds-blossom-fixed';

/** An edge between two numbered tickets, and what the pair is worth. */
export type Edge = readonly [a: number, b: number, worth: number];

/** The implementation compares sums of weights for equality, so it gets whole numbers. */
const unitsPerWorth = 10_000;

/** What the best of all matchings is worth in all, by Edmonds' algorithm: O(n³), exact to 1/10,000 a pair. */
export function maximumWeight(edges: readonly Edge[]): number {
  const partners = blossom(edges.map(([a, b, worth]) => [a, b, Math.round(worth * unitsPerWorth)]));
  const worths = new Map(edges.map(([a, b, worth]) => [`${a} ${b}`, worth]));
  let total = 0;
  for (const [a, b] of partners.entries()) {
    if (b > a) total += worths.get(`${a} ${b}`) ?? worths.get(`${b} ${a}`) ?? 0;
  }
  return total;
}
