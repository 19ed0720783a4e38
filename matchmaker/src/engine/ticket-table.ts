import { limits } from '@sotto/protocol';
import type { TicketId } from '@sotto/protocol';
import type { Ticket } from '../queue.ts';
import { fingerprint, fingerprintBit } from './fingerprint.ts';
import { growFloat32, growFloat64, growInt32, growUint32, growUint8 } from './grow.ts';
import { Interner } from './interner.ts';
import { aboutBits, ageIndex, genderIndex, packWants } from './wants.ts';

/** What the engine reads of a ticket; payload and offer are the queue's. */
export type EngineTicket = Omit<Ticket, 'payload' | 'pool'>;

const initialSlots = 256;

/**
 * The tickets in the engine as a struct of arrays: about 200 bytes a ticket, and a probe reads one word of a
 * candidate that fails the one-to-one filters. A slot is a row; rows of removed tickets are used again.
 *
 * Reads of typed arrays are written `as number`: slots come from this table and are in range.
 */
export class TicketTable {
  readonly #languageNames = new Interner();
  readonly #interestNames = new Interner();
  readonly #slots = new Map<TicketId, number>();
  readonly #free: number[] = [];
  #used = 0;
  capacity = initialSlots;

  ids: TicketId[] = [];
  /** What the ticket is and accepts now: `about | accepted << 16`. */
  words = new Uint32Array(initialSlots);
  /** The wants as submitted and as widened by now; see `packWants`. */
  wantsAtFirst = new Uint32Array(initialSlots);
  wantsNow = new Uint32Array(initialSlots);
  /** How many widenings are in `wantsNow`. */
  steps = new Uint8Array(initialSlots);
  genders = new Uint8Array(initialSlots);
  ages = new Uint8Array(initialSlots);
  enteredAtMs = new Float64Array(initialSlots);
  reputation = new Float32Array(initialSlots);
  priority = new Float32Array(initialSlots);
  /** Fingerprints of the person and of the session. */
  handles = new Float64Array(initialSlots);
  sessions = new Float64Array(initialSlots);
  /** Fingerprints of people to avoid: `blockCounts` blocks first, then recent ones. Absent where there are none. */
  avoided: (readonly number[] | undefined)[] = [];
  blockCounts = new Uint8Array(initialSlots);
  /** `fingerprintBit` of everybody in `avoided`: most candidates are cleared by it alone. */
  avoidedBits = new Uint32Array(initialSlots);
  /** Interned numbers, ascending, with a fixed stride. */
  interests = new Int32Array(initialSlots * limits.maxInterests);
  interestCounts = new Uint8Array(initialSlots);
  languages = new Int32Array(initialSlots * limits.maxLanguages);
  languageCounts = new Uint8Array(initialSlots);

  get size(): number {
    return this.#slots.size;
  }

  slotOf(id: TicketId): number | undefined {
    return this.#slots.get(id);
  }

  /** Puts a ticket into a free row. `grown` is called with the new capacity where there was none. */
  insert(ticket: EngineTicket, grown: (slots: number) => void): number {
    if (this.#slots.has(ticket.id)) throw new Error('the ticket is in the engine already');
    const slot = this.#free.pop() ?? this.#used++;
    if (slot >= this.capacity) {
      this.#grow(this.capacity * 2);
      grown(this.capacity);
    }
    this.#slots.set(ticket.id, slot);
    this.ids[slot] = ticket.id;
    const wants = packWants(ticket.wants);
    this.wantsAtFirst[slot] = wants;
    this.wantsNow[slot] = wants;
    this.steps[slot] = 0;
    this.words[slot] = aboutBits(ticket.about) | ((wants & 0xffff) << 16);
    this.genders[slot] = genderIndex(ticket.about);
    this.ages[slot] = ageIndex(ticket.about);
    this.enteredAtMs[slot] = ticket.enteredAtMs;
    this.reputation[slot] = Math.min(Math.max(ticket.reputation, 0), 1);
    this.priority[slot] = Math.max(ticket.priority, 0);
    this.handles[slot] = fingerprint(ticket.handle);
    this.sessions[slot] = fingerprint(ticket.session);
    this.#setAvoided(slot, ticket);
    this.interestCounts[slot] = this.#intern(
      this.#interestNames,
      ticket.about.interests,
      this.interests,
      slot * limits.maxInterests,
      limits.maxInterests,
    );
    this.languageCounts[slot] = this.#intern(
      this.#languageNames,
      ticket.about.languages,
      this.languages,
      slot * limits.maxLanguages,
      limits.maxLanguages,
    );
    return slot;
  }

  remove(slot: number): void {
    this.#slots.delete(this.ids[slot] as TicketId);
    this.ids[slot] = '';
    this.avoided[slot] = undefined;
    const interests = slot * limits.maxInterests;
    for (let i = 0; i < (this.interestCounts[slot] as number); i += 1) {
      this.#interestNames.release(this.interests[interests + i] as number);
    }
    const languages = slot * limits.maxLanguages;
    for (let i = 0; i < (this.languageCounts[slot] as number); i += 1) {
      this.#languageNames.release(this.languages[languages + i] as number);
    }
    this.#free.push(slot);
  }

  #setAvoided(slot: number, ticket: EngineTicket): void {
    this.blockCounts[slot] = Math.min(ticket.blocks.length, 255);
    this.avoidedBits[slot] = 0;
    this.avoided[slot] = undefined;
    if (ticket.blocks.length + ticket.recent.length === 0) return;
    const avoided: number[] = [];
    for (const handle of ticket.blocks) avoided.push(fingerprint(handle));
    for (const handle of ticket.recent) avoided.push(fingerprint(handle));
    let bits = 0;
    for (const handle of avoided) bits |= fingerprintBit(handle);
    this.avoided[slot] = avoided;
    this.avoidedBits[slot] = bits;
  }

  /** Writes the numbers of the strings in ascending order; answers how many. Those over the limit are left out. */
  #intern(names: Interner, texts: readonly string[], into: Int32Array, offset: number, most: number): number {
    const count = Math.min(texts.length, most);
    for (let i = 0; i < count; i += 1) {
      const id = names.acquire(texts[i] as string);
      let at = offset + i;
      while (at > offset && (into[at - 1] as number) > id) {
        into[at] = into[at - 1] as number;
        at -= 1;
      }
      into[at] = id;
    }
    return count;
  }

  #grow(slots: number): void {
    this.capacity = slots;
    this.words = growUint32(this.words, slots);
    this.wantsAtFirst = growUint32(this.wantsAtFirst, slots);
    this.wantsNow = growUint32(this.wantsNow, slots);
    this.steps = growUint8(this.steps, slots);
    this.genders = growUint8(this.genders, slots);
    this.ages = growUint8(this.ages, slots);
    this.enteredAtMs = growFloat64(this.enteredAtMs, slots);
    this.reputation = growFloat32(this.reputation, slots);
    this.priority = growFloat32(this.priority, slots);
    this.handles = growFloat64(this.handles, slots);
    this.sessions = growFloat64(this.sessions, slots);
    this.blockCounts = growUint8(this.blockCounts, slots);
    this.avoidedBits = growUint32(this.avoidedBits, slots);
    this.interests = growInt32(this.interests, slots * limits.maxInterests);
    this.interestCounts = growUint8(this.interestCounts, slots);
    this.languages = growInt32(this.languages, slots * limits.maxLanguages);
    this.languageCounts = growUint8(this.languageCounts, slots);
  }
}
