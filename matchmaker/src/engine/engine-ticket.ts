import type { TicketId } from '@sotto/protocol';
import type { Ticket } from '../queue.ts';
import { fingerprint } from './fingerprint.ts';
import { aboutBits, packWants } from './wants.ts';

/**
 * What the engine reads of a ticket, in numbers where it compares. The server that a person is connected to makes it, so that the one
 * process that matches a pool spends its time on matching.
 */
export interface EngineTicket {
  readonly id: TicketId;
  /** What the person is; see `aboutBits`. */
  readonly about: number;
  /** What the person asks for; see `packWants`. */
  readonly wants: number;
  readonly languages: readonly string[];
  readonly interests: readonly string[];
  /** Fingerprints: of the person, of the session, and of people to block or met lately. */
  readonly handle: number;
  readonly session: number;
  readonly blocks: readonly number[];
  readonly recent: readonly number[];
  readonly reputation: number;
  readonly priority: number;
  readonly enteredAtMs: number;
}

export function engineTicket(ticket: Ticket): EngineTicket {
  const { id, about, wants, handle, session, blocks, recent, reputation, priority, enteredAtMs } = ticket;
  return {
    id,
    about: aboutBits(about),
    wants: packWants(wants),
    languages: about.languages,
    interests: about.interests,
    handle: fingerprint(handle),
    session: fingerprint(session),
    blocks: blocks.map(fingerprint),
    recent: recent.map(fingerprint),
    reputation,
    priority,
    enteredAtMs,
  };
}
