import type { Edges } from './edges.ts';

/** A pair of slots that a batch decided on. */
export interface BatchPair {
  readonly a: number;
  readonly b: number;
  readonly worth: number;
}

/** Two rounds find nearly all that more would; each costs a pass over the edges. */
const rounds = 4;

/**
 * Chooses pairs from the edges of a batch for much worth in all: the best edge first (at least half of the
 * optimum), then local search: an edge is put in where that gains, its ends' former partners being brought
 * together, or each with somebody free, where they can be.
 *
 * @param worthOf what a pair is worth that no edge may tell of; 0 or less where it must not be.
 */
export function choosePairs(edges: Edges, worthOf: (a: number, b: number) => number): BatchPair[] {
  const order = edges.sorted();
  const partners = new Partners(edges);
  for (const edge of order) {
    const a = edges.a(edge);
    const b = edges.b(edge);
    if (partners.isFree(a) && partners.isFree(b)) partners.join(a, b, edges.worth(edge));
  }
  for (let round = 0; round < rounds; round += 1) {
    let gained = false;
    for (const edge of order) gained = improve(edges, edge, partners, worthOf) || gained;
    if (!gained) break;
  }
  return partners.pairs();
}

const leastGain = 1e-9;

function improve(
  edges: Edges,
  edge: number,
  partners: Partners,
  worthOf: (a: number, b: number) => number,
): boolean {
  const a = edges.a(edge);
  const b = edges.b(edge);
  const leftA = partners.of(a);
  const leftB = partners.of(b);
  if (leftA === b) return false;
  const given = partners.worth(a) + partners.worth(b);
  const worth = edges.worth(edge);
  // Even the best that the left ones could find would not make up for it.
  if (worth + partners.best(leftA) + partners.best(leftB) <= given + leastGain) return false;
  const together = leftA !== -1 && leftB !== -1 ? worthOf(leftA, leftB) : 0;
  const freeForA = leftA === -1 ? -1 : partners.bestFree(leftA, a, b, -1);
  const otherForA = freeForA === -1 ? -1 : partners.otherEnd(freeForA, leftA);
  const freeForB = leftB === -1 ? -1 : partners.bestFree(leftB, a, b, otherForA);
  const apart = (freeForA === -1 ? 0 : edges.worth(freeForA)) + (freeForB === -1 ? 0 : edges.worth(freeForB));
  if (worth + Math.max(together, apart) <= given + leastGain) return false;
  partners.part(a);
  partners.part(b);
  partners.join(a, b, worth);
  if (together > 0 && together >= apart) {
    partners.join(leftA, leftB, together);
  } else {
    if (freeForA !== -1) partners.join(leftA, otherForA, edges.worth(freeForA));
    if (freeForB !== -1) partners.join(leftB, partners.otherEnd(freeForB, leftB), edges.worth(freeForB));
  }
  return true;
}

/** Who is with whom while a batch is decided, and the edges of each. */
class Partners {
  readonly #edges: Edges;
  readonly #partner = new Map<number, number>();
  readonly #worth = new Map<number, number>();
  readonly #edgesOf = new Map<number, number[]>();
  readonly #best = new Map<number, number>();

  constructor(edges: Edges) {
    this.#edges = edges;
    for (let edge = 0; edge < edges.length; edge += 1) {
      for (const end of [edges.a(edge), edges.b(edge)]) {
        const list = this.#edgesOf.get(end);
        if (list === undefined) this.#edgesOf.set(end, [edge]);
        else list.push(edge);
        this.#best.set(end, Math.max(this.#best.get(end) ?? 0, edges.worth(edge)));
      }
    }
  }

  of(slot: number): number {
    return this.#partner.get(slot) ?? -1;
  }

  /** What the pair is worth in which a slot is; 0 for a free one. */
  worth(slot: number): number {
    return this.#worth.get(slot) ?? 0;
  }

  isFree(slot: number): boolean {
    return !this.#partner.has(slot);
  }

  /** The most that any edge of a slot is worth. */
  best(slot: number): number {
    return this.#best.get(slot) ?? 0;
  }

  otherEnd(edge: number, slot: number): number {
    const a = this.#edges.a(edge);
    return a === slot ? this.#edges.b(edge) : a;
  }

  /** The edge of a slot that is worth most to somebody free, other than three, or -1. */
  bestFree(slot: number, notA: number, notB: number, notC: number): number {
    let best = -1;
    for (const edge of this.#edgesOf.get(slot) ?? []) {
      if (best !== -1 && this.#edges.worth(edge) <= this.#edges.worth(best)) continue;
      const other = this.otherEnd(edge, slot);
      if (other !== notA && other !== notB && other !== notC && this.isFree(other)) best = edge;
    }
    return best;
  }

  join(a: number, b: number, worth: number): void {
    this.#partner.set(a, b).set(b, a);
    this.#worth.set(a, worth).set(b, worth);
  }

  /** Makes a slot and its partner free. */
  part(slot: number): void {
    const other = this.#partner.get(slot);
    if (other === undefined) return;
    for (const end of [slot, other]) {
      this.#partner.delete(end);
      this.#worth.delete(end);
    }
  }

  pairs(): BatchPair[] {
    const pairs: BatchPair[] = [];
    for (const [a, b] of this.#partner) if (a < b) pairs.push({ a, b, worth: this.worth(a) });
    return pairs;
  }
}
