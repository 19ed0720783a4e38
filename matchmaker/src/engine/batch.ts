import type { Edges } from './edges.ts';

/** A pair of slots that a batch decided on. */
export interface BatchPair {
  readonly a: number;
  readonly b: number;
  readonly worth: number;
}

/** Most batches find nothing more after three rounds; each costs a pass over the edges. */
const rounds = 12;

/**
 * Chooses pairs from the edges of a batch for much worth in all: the best edge first, then local search: an edge is
 * put in where that gains, its ends' former partners being brought together, or each with whom it gains most. Where
 * no such change gains any more, no two edges put in together would, so the whole is worth at least two thirds of the
 * optimum (Drake and Hougardy, "Improved linear time approximation algorithms for weighted matchings", 2003).
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
const nobody = -1;

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
  const together = leftA !== nobody && leftB !== nobody ? worthOf(leftA, leftB) : 0;
  const apart = partApart(partners, [leftA, leftB], [a, b]);
  if (worth + Math.max(together, apart.gain) <= given + leastGain) return false;
  partners.part(a);
  partners.part(b);
  partners.join(a, b, worth);
  if (together > 0 && together >= apart.gain) partners.join(leftA, leftB, together);
  else for (const found of apart.edges) partners.put(found);
  return true;
}

interface Apart {
  /** What the edges are worth beyond what they part. */
  readonly gain: number;
  readonly edges: readonly number[];
}

/** With whom the two who are left gain most, each with somebody else. Whoever chooses first may take the other's best. */
function partApart(partners: Partners, left: readonly number[], taken: readonly number[]): Apart {
  const [one, other] = left as [number, number];
  const first = chooseInTurn(partners, [one, other], taken);
  if (first.edges.length === 0 || one === nobody || other === nobody) return first;
  const second = chooseInTurn(partners, [other, one], taken);
  return second.gain > first.gain ? second : first;
}

function chooseInTurn(partners: Partners, left: readonly number[], taken: readonly number[]): Apart {
  const shut = [...left, ...taken];
  const edges: number[] = [];
  let gain = 0;
  for (const slot of left) {
    if (slot === nobody) continue;
    const edge = partners.bestGain(slot, shut);
    if (edge === nobody) continue;
    const found = partners.otherEnd(edge, slot);
    gain += partners.gain(edge, slot);
    edges.push(edge);
    shut.push(found, partners.of(found));
  }
  return { gain, edges };
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

  /** What a slot that is left would gain by an edge, whoever is at its other end being parted for it. */
  gain(edge: number, slot: number): number {
    return this.#edges.worth(edge) - this.worth(this.otherEnd(edge, slot));
  }

  /** The edge by which a slot gains most, to nobody of those who are shut out, or -1 where none gains. */
  bestGain(slot: number, shut: readonly number[]): number {
    let best = nobody;
    let most = leastGain;
    for (const edge of this.#edgesOf.get(slot) ?? []) {
      if (this.#edges.worth(edge) <= most) continue;
      const gain = this.gain(edge, slot);
      if (gain <= most || shut.includes(this.otherEnd(edge, slot))) continue;
      best = edge;
      most = gain;
    }
    return best;
  }

  /** Puts an edge in, whoever was with its ends being parted. */
  put(edge: number): void {
    const a = this.#edges.a(edge);
    const b = this.#edges.b(edge);
    this.part(a);
    this.part(b);
    this.join(a, b, this.#edges.worth(edge));
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
