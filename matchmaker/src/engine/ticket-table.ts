import type { TicketId } from '@sotto/protocol';
import type { Ticket } from '../queue.ts';
import { fingerprint, fingerprintBit } from './fingerprint.ts';
import { Interner } from './interner.ts';
import { TicketRows } from './ticket-rows.ts';
import { aboutBits, acceptedBits, ageIndex, genderIndex, packWants } from './wants.ts';

/** What the engine reads of a ticket; payload and offer are the queue's. */
export type EngineTicket = Omit<Ticket, 'payload' | 'pool'>;

const initialSlots = 256;

/** The waiting tickets: which slot each has, and what the rows hold of it. Slots of removed tickets are used again. */
export class TicketTable {
  readonly rows = new TicketRows(initialSlots);
  readonly #languages = new Interner();
  readonly #interests = new Interner();
  readonly #slots = new Map<TicketId, number>();
  readonly #ids: TicketId[] = [];
  readonly #free: number[] = [];
  /** Fingerprints of people to avoid, blocks first. Absent where there are none. */
  readonly #avoided: (readonly number[] | undefined)[] = [];
  readonly #scratch: number[] = [];

  get size(): number {
    return this.#slots.size;
  }

  slotOf(id: TicketId): number | undefined {
    return this.#slots.get(id);
  }

  idOf(slot: number): TicketId {
    return this.#ids[slot] as TicketId;
  }

  /** Whether the ticket of a slot avoids the person of a fingerprint; recent partners count only on request. */
  avoids(slot: number, handle: number, recentToo: boolean): boolean {
    if ((this.rows.avoidedBits(slot) & fingerprintBit(handle)) === 0) return false;
    const avoided = this.#avoided[slot];
    if (avoided === undefined) return false;
    const length = recentToo ? avoided.length : this.rows.blockCount(slot);
    for (let i = 0; i < length; i += 1) if (avoided[i] === handle) return true;
    return false;
  }

  /** Puts a ticket into a free slot. `grown` is called with the new capacity where there was none. */
  insert(ticket: EngineTicket, grown: (slots: number) => void): number {
    if (this.#slots.has(ticket.id)) throw new Error('the ticket is in the engine already');
    const { rows } = this;
    const slot = this.#free.pop() ?? this.#ids.length;
    if (slot >= rows.capacity) {
      rows.grow(rows.capacity * 2);
      grown(rows.capacity);
    }
    this.#slots.set(ticket.id, slot);
    this.#ids[slot] = ticket.id;
    const { about } = ticket;
    const wants = packWants(ticket.wants);
    rows.setWord(slot, aboutBits(about) | (acceptedBits(wants) << 16));
    rows.setWants(slot, wants);
    rows.setWantsAtFirst(slot, wants);
    rows.setSteps(slot, 0);
    rows.setPerson(slot, genderIndex(about), ageIndex(about));
    rows.setNames(slot, fingerprint(ticket.handle), fingerprint(ticket.session));
    rows.setEnteredAtMs(slot, ticket.enteredAtMs);
    rows.setStanding(slot, ticket.reputation, ticket.priority);
    rows.setLanguages(slot, this.#intern(this.#languages, about.languages));
    rows.setInterests(slot, this.#intern(this.#interests, about.interests));
    this.#setAvoided(slot, ticket.blocks, ticket.recent);
    return slot;
  }

  remove(slot: number): void {
    const { rows } = this;
    this.#slots.delete(this.idOf(slot));
    this.#ids[slot] = '';
    this.#avoided[slot] = undefined;
    for (let i = rows.interestCount(slot) - 1; i >= 0; i -= 1)
      this.#interests.release(rows.interest(slot, i));
    for (let i = rows.languageCount(slot) - 1; i >= 0; i -= 1)
      this.#languages.release(rows.language(slot, i));
    this.#free.push(slot);
  }

  #setAvoided(slot: number, blocks: readonly string[], recent: readonly string[]): void {
    const length = blocks.length + recent.length;
    if (length === 0) {
      this.#avoided[slot] = undefined;
      this.rows.setAvoided(slot, 0, 0);
      return;
    }
    const avoided: number[] = [];
    let bits = 0;
    for (let i = 0; i < length; i += 1) {
      const handle = i < blocks.length ? blocks[i] : recent[i - blocks.length];
      const print = fingerprint(handle as string);
      avoided.push(print);
      bits |= fingerprintBit(print);
    }
    this.#avoided[slot] = avoided;
    this.rows.setAvoided(slot, bits, Math.min(blocks.length, 255));
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
