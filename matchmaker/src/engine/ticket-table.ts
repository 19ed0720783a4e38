import type { TicketId } from '@sotto/protocol';
import type { EngineTicket } from './engine-ticket.ts';
import { Avoided } from './avoided.ts';
import { fingerprintBit } from './fingerprint.ts';
import { Interner } from './interner.ts';
import { SlotIndex } from './slot-index.ts';
import { TicketRows } from './ticket-rows.ts';
import { acceptedBits, ageOf, genderOf } from './wants.ts';

const initialSlots = 256;

/** The waiting tickets: which slot each has, and what the rows hold of it. Slots of removed tickets are used again. */
export class TicketTable {
  readonly rows = new TicketRows(initialSlots);
  readonly #languages = new Interner();
  readonly #interests = new Interner();
  readonly #slots = new SlotIndex();
  readonly #ids: TicketId[] = [];
  readonly #free: number[] = [];
  /** Fingerprints of people to avoid, blocks first. */
  readonly #avoided = new Avoided(initialSlots);
  readonly #scratch: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  slotOf(id: TicketId): number | undefined {
    const slot = this.#find(id, hashOf(id));
    return slot === -1 ? undefined : slot;
  }

  idOf(slot: number): TicketId {
    return this.#ids[slot] as TicketId;
  }

  /** Whether the ticket of a slot avoids the person of a fingerprint; recent partners count only on request. */
  avoids(slot: number, handle: number, recentToo: boolean): boolean {
    if ((this.rows.avoidedBits(slot) & fingerprintBit(handle)) === 0) return false;
    const count = recentToo ? this.rows.avoidedCount(slot) : this.rows.blockCount(slot);
    return this.#avoided.has(slot, count, handle);
  }

  /** Puts a ticket into a free slot. `grown` is called with the new capacity where there was none. */
  insert(ticket: EngineTicket, grown: (slots: number) => void): number {
    const { rows } = this;
    const hash = hashOf(ticket.id);
    const slot = this.#take(ticket.id, hash);
    if (slot >= rows.capacity) {
      rows.grow(rows.capacity * 2);
      this.#avoided.reserve(rows.capacity);
      grown(rows.capacity);
    }
    const { about, wants } = ticket;
    rows.setIdHash(slot, hash);
    rows.setWord(slot, about | (acceptedBits(wants) << 16));
    rows.setWants(slot, wants);
    rows.setWantsAtFirst(slot, wants);
    rows.setSteps(slot, 0);
    rows.setPerson(slot, genderOf(about), ageOf(about));
    rows.setNames(slot, ticket.handle, ticket.session);
    rows.setEnteredAtMs(slot, ticket.enteredAtMs);
    rows.setStanding(slot, ticket.reputation, ticket.priority);
    rows.setLanguages(slot, this.#intern(this.#languages, ticket.languages));
    rows.setInterests(slot, this.#intern(this.#interests, ticket.interests));
    this.#setAvoided(slot, ticket.blocks, ticket.recent);
    return slot;
  }

  #find(id: TicketId, hash: number): number {
    return this.#slots.find(hash, (slot) => this.#ids[slot] === id);
  }

  /** A free slot for an id. */
  #take(id: TicketId, hash: number): number {
    if (this.#find(id, hash) !== -1) throw new Error('the ticket is in the engine already');
    const slot = this.#free.length > 0 ? (this.#free.pop() as number) : this.#ids.length;
    this.#slots.add(hash, slot);
    this.#ids[slot] = id;
    return slot;
  }

  remove(slot: number): void {
    const { rows } = this;
    this.#avoided.clear(slot, rows.avoidedCount(slot));
    this.#slots.remove(rows.idHash(slot), slot);
    this.#ids[slot] = '';
    for (let i = rows.interestCount(slot) - 1; i >= 0; i -= 1)
      this.#interests.release(rows.interest(slot, i));
    for (let i = rows.languageCount(slot) - 1; i >= 0; i -= 1)
      this.#languages.release(rows.language(slot, i));
    this.#free.push(slot);
  }

  #setAvoided(slot: number, blocks: readonly number[], recent: readonly number[]): void {
    const count = blocks.length + recent.length;
    let bits = 0;
    for (let i = 0; i < count; i += 1) {
      const print = (i < blocks.length ? blocks[i] : recent[i - blocks.length]) as number;
      this.#avoided.put(slot, i, print);
      bits |= fingerprintBit(print);
    }
    this.rows.setAvoided(slot, bits, blocks.length, count);
  }

  /** The numbers of the strings in ascending order, in an array that the next call uses again. */
  #intern(names: Interner, texts: readonly string[]): readonly number[] {
    const ids = this.#scratch;
    ids.length = 0;
    for (const text of texts) {
      const id = names.acquire(text);
      let at = ids.length;
      ids.push(id);
      while (at > 0 && (ids[at - 1] as number) > id) {
        ids[at] = ids[at - 1] as number;
        at -= 1;
      }
      ids[at] = id;
    }
    return ids;
  }
}

/** 32 bits of an id, which is random: its first six characters in base64url say enough. */
function hashOf(id: TicketId): number {
  const low = id.charCodeAt(0) | (id.charCodeAt(1) << 8) | (id.charCodeAt(2) << 16);
  const high = id.charCodeAt(3) | (id.charCodeAt(4) << 8) | (id.charCodeAt(5) << 16);
  const mixed = Math.imul(low ^ Math.imul(high, 2654435761), 2246822507);
  return mixed ^ (mixed >>> 15);
}
