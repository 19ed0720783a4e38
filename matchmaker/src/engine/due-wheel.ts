import { growInt32 } from './grow.ts';

const bucketMs = 16;
const bucketCount = 1_024;
const intsPerSlot = 4;
const inSlot = { next: 0, previous: 1, bucket: 2 } as const;

/** Longest time ahead that a slot can be scheduled; later ones are brought forward to it. */
export const wheelHorizonMs = bucketMs * (bucketCount - 1);

/**
 * When each slot is to be looked at again: a timer wheel with 16 ms resolution. Scheduling, removing and
 * popping take constant time; a heap would pay a logarithm with a cache miss at each level.
 */
export class DueWheel {
  readonly #heads = new Int32Array(bucketCount).fill(-1);
  /** By slot its neighbours in its bucket, or -1, and the bucket plus one, or 0; side by side, for one cache miss. */
  #links: Int32Array;
  /** The first bucket time, in units of 16 ms, that is not yet popped. */
  #cursor = 0;
  /** No slot is due before this bucket time; there may be none at it. */
  #earliest = Infinity;
  #size = 0;

  constructor(slots: number) {
    this.#links = new Int32Array(slots * intsPerSlot);
  }

  reserve(slots: number): void {
    this.#links = growInt32(this.#links, slots * intsPerSlot);
  }

  /** Schedules a slot, or moves it. Due at the first 16 ms mark at or after `dueMs`, and after `nowMs`. */
  schedule(slot: number, dueMs: number, nowMs: number): void {
    this.remove(slot);
    const now = this.#follow(nowMs);
    if (this.#size === 0) this.#cursor = Math.max(this.#cursor, now);
    const soonest = Math.max(this.#cursor, now + 1);
    const latest = this.#cursor + bucketCount - 1;
    const time = Math.min(Math.max(Math.ceil(dueMs / bucketMs), soonest), latest);
    const bucket = time % bucketCount;
    const head = this.#heads[bucket] as number;
    const links = this.#links;
    links[slot * intsPerSlot + inSlot.next] = head;
    links[slot * intsPerSlot + inSlot.previous] = -1;
    links[slot * intsPerSlot + inSlot.bucket] = bucket + 1;
    if (head !== -1) links[head * intsPerSlot + inSlot.previous] = slot;
    this.#heads[bucket] = slot;
    this.#earliest = Math.min(this.#earliest, time);
    this.#size += 1;
  }

  remove(slot: number): void {
    const links = this.#links;
    const bucket = (links[slot * intsPerSlot + inSlot.bucket] as number) - 1;
    if (bucket === -1) return;
    const next = links[slot * intsPerSlot + inSlot.next] as number;
    const previous = links[slot * intsPerSlot + inSlot.previous] as number;
    if (previous === -1) this.#heads[bucket] = next;
    else links[previous * intsPerSlot + inSlot.next] = next;
    if (next !== -1) links[next * intsPerSlot + inSlot.previous] = previous;
    links[slot * intsPerSlot + inSlot.bucket] = 0;
    this.#size -= 1;
  }

  /** Takes out one slot that is due at `nowMs`, or answers -1. */
  pop(nowMs: number): number {
    const now = this.#follow(nowMs);
    if (this.#size === 0) {
      this.#earliest = Infinity;
      return -1;
    }
    this.#cursor = Math.max(this.#cursor, Math.min(this.#earliest, now), now - bucketCount + 1);
    while (this.#cursor <= now) {
      const slot = this.#heads[this.#cursor % bucketCount] as number;
      if (slot !== -1) {
        this.remove(slot);
        return slot;
      }
      this.#cursor += 1;
    }
    this.#earliest = Math.max(this.#earliest, this.#cursor);
    return -1;
  }

  /** When something is due next, in milliseconds, or `undefined` when nothing is scheduled. */
  nextDueMs(): number | undefined {
    if (this.#size === 0) return undefined;
    let time = Math.max(this.#cursor, this.#earliest);
    while (this.#heads[time % bucketCount] === -1) time += 1;
    this.#earliest = time;
    return time * bucketMs;
  }

  /**
   * The clock in bucket times. A clock that was set back takes the wheel with it: slots then come early,
   * which costs a look each, where waiting for the old time could cost hours.
   */
  #follow(nowMs: number): number {
    const now = Math.floor(nowMs / bucketMs);
    if (now + 1 < this.#cursor) {
      this.#cursor = now;
      this.#earliest = now;
    }
    return now;
  }
}
