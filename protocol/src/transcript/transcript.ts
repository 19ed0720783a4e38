import type { Bytes } from '../bytes.ts';
import { fail, ok, type Result } from '../result.ts';
import { otherRole, type Role } from '../wire/card.ts';
import {
  chainAfter,
  chainFault,
  startOfChain,
  type ChainFault,
  type ChainState,
  type MatchTime,
} from './chain.ts';
import { encodeContent, contentKinds, decodeContent, type Content } from './content.ts';
import type { Envelope } from './envelope.ts';
import { commitmentOf, encodeStatement, headOf, noHead, saltBytes, type Statement } from './statement.ts';

/** What is known of a message by who wrote it or was sent it: its proof and what it says. */
export interface Entry extends Envelope {
  readonly salt: Bytes;
  readonly body: Bytes;
}

/** A message that is about to be signed or checked: the bytes that the signature is over, and the rest of its entry. */
export interface Unsigned {
  readonly signed: Bytes;
  readonly entry: Omit<Entry, 'signature'>;
}

/** Why a message of the partner's is not taken. */
export type EntryFault = ChainFault | 'content';

/** What the header of a message tells before its body is opened. */
export interface Told {
  readonly kind: number;
  readonly seq: number;
  readonly ackSeq: number;
  readonly atMs: number;
}

interface Side {
  state: ChainState;
  /** Heads by number, from the oldest that may still be acknowledged. */
  readonly heads: Map<number, Bytes>;
  readonly entries: Entry[];
}

/**
 * Both chains of one match as one side sees them, in memory only: what was written here and what has been received. The next
 * statement follows from it on both ends, so neither its `prev` nor its `ackHead` travels: two browsers with different
 * histories get different bytes, and the signature fails.
 *
 * @example
 * const { signed, entry } = transcript.write({ type: 'text', text: 'hello' }, nowMs, randomBytes(32));
 * transcript.add({ ...entry, signature: await signer.sign(signed) });
 */
export class Transcript {
  readonly role: Role;
  readonly #tx: Bytes;
  readonly #time: MatchTime;
  readonly #sides: Record<Role, Side>;
  readonly #all: Entry[] = [];
  /** Own statements, written and not all signed yet: the next one follows upon the last of these. */
  #written: ChainState;

  /** @param tx transcript hash of the match. @param time the {@link matchTime} of the match. */
  constructor(role: Role, tx: Bytes, time: MatchTime) {
    this.role = role;
    this.#tx = tx;
    this.#time = time;
    this.#sides = { initiator: newSide('initiator', time), answerer: newSide('answerer', time) };
    this.#written = startOfChain(role, time);
  }

  /** The number of the partner's last message. */
  get received(): number {
    return this.#sides[otherRole(this.role)].state.seq;
  }

  /**
   * The next own message, to be signed and then {@link add}ed. A message acknowledges all that has been received. A time
   * before the last one's or outside the match's is moved to the nearest that the partner takes.
   * @throws RangeError for a salt that is not {@link saltBytes} long.
   */
  write(content: Content, atMs: number, salt: Bytes): Unsigned {
    const partner = this.#sides[otherRole(this.role)].state;
    const body = encodeContent(content);
    const statement: Statement = {
      role: this.role,
      seq: this.#written.seq + 1,
      prev: this.#written.head,
      ackSeq: partner.seq,
      ackHead: partner.head,
      atMs: Math.min(Math.max(Math.floor(atMs), this.#written.atMs), this.#time.exp),
      kind: contentKinds[content.type],
      commitment: commitmentOf(salt, body),
    };
    const signed = encodeStatement(this.#tx, statement);
    const head = headOf(signed);
    this.#written = chainAfter(statement, head);
    this.#sides[this.role].heads.set(statement.seq, head);
    return { signed, entry: { statement, salt, body } };
  }

  /**
   * The statement that the partner must have signed, if the message follows upon all before it. Says nothing of
   * the signature: verify it over `signed`, then {@link add} the entry.
   */
  read(told: Told, salt: Bytes, body: Bytes): Result<Unsigned & { readonly content: Content }, EntryFault> {
    const content = decodeContent(told.kind, body);
    if (content === undefined || salt.length !== saltBytes) return fail('content');
    const partner = this.#sides[otherRole(this.role)].state;
    const ackHead = told.ackSeq === 0 ? noHead : this.#sides[this.role].heads.get(told.ackSeq);
    if (ackHead === undefined) return fail('acknowledgement');
    const statement: Statement = {
      ...told,
      role: partner.role,
      prev: partner.head,
      ackHead,
      commitment: commitmentOf(salt, body),
    };
    const fault = chainFault(partner, statement, this.#time);
    if (fault !== undefined) return fail(fault);
    return ok({ signed: encodeStatement(this.#tx, statement), entry: { statement, salt, body }, content });
  }

  /** Keeps a message whose signature is there, or has been verified. Each side's messages come in their order. */
  add(entry: Entry): void {
    const { statement } = entry;
    const side = this.#sides[statement.role];
    if (statement.seq !== side.state.seq + 1) throw new Error('messages are kept in their order');
    const head = headOf(encodeStatement(this.#tx, statement));
    side.state = chainAfter(statement, head);
    side.heads.set(statement.seq, head);
    side.entries.push(entry);
    this.#all.push(entry);
    this.#forgetHeads(this.#sides[otherRole(statement.role)], statement.ackSeq);
  }

  /**
   * All messages in the order in which this side wrote and received them, whatever times the partner tells. None is let go of while the match
   * is known: a partner could bury what can be reported under what need not be.
   */
  get all(): readonly Entry[] {
    return this.#all;
  }

  /** The messages of a side, oldest first. */
  entries(role: Role): readonly Entry[] {
    return this.#sides[role].entries;
  }

  /** Overwrites what was said and forgets all. */
  erase(): void {
    this.#all.length = 0;
    for (const { heads, entries } of Object.values(this.#sides)) {
      for (const { salt, body } of entries) {
        salt.fill(0);
        body.fill(0);
      }
      entries.length = 0;
      heads.clear();
    }
  }

  /** An acknowledgement is never taken back: heads before it are not asked for again. */
  #forgetHeads({ heads }: Side, acknowledged: number): void {
    for (const seq of heads.keys()) {
      if (seq >= acknowledged) return;
      heads.delete(seq);
    }
  }
}

function newSide(role: Role, time: MatchTime): Side {
  return { state: startOfChain(role, time), heads: new Map(), entries: [] };
}
