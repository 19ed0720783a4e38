import type { SessionId } from '@sotto/protocol';
import type { Courier } from '../courier/courier.ts';
import { errorFields, type Log } from '../log/log.ts';
import type { Clock, SessionPrincipal } from '../ports.ts';
import { openingDigest } from './resume-token.ts';
import type { SeatStore } from './seat-store.ts';
import type { Seats } from './seats.ts';

export interface HandoverDeps {
  readonly seats: Seats;
  readonly courier: Courier;
  /** Absent where this is the only node. */
  readonly store: SeatStore | undefined;
  /** Names this node among the others. */
  readonly node: string;
  /** The longest that a seat waits for its client. */
  readonly graceMs: number;
  readonly clock: Clock;
  readonly log: Log;
}

/** Between two renewals of the snapshots. Each lives twice as long beyond the grace time. */
export const renewEveryMs = 30_000;

/**
 * Moves seats between nodes. Each change of a seat is saved; a socket that comes to another node takes the
 * snapshot from the store and tells the node that had it.
 */
export class Handover {
  readonly #deps: HandoverDeps;
  /** Sockets that were prepared for and are not settled, by session. */
  readonly #coming = new Map<SessionId, number>();

  constructor(deps: HandoverDeps) {
    this.#deps = deps;
    const { courier, node, seats, store } = deps;
    courier.onMessage((session, message) => {
      if (message.kind !== 'moved') seats.receive(session, message);
      else if (message.by !== node) this.#hand(session, message.keep);
    });
    if (store !== undefined) this.#saveTo(store);
  }

  /** Before a socket of `holder` is let in: from now on the session's messages come here, and so does its seat. */
  async prepare(holder: SessionPrincipal, resume: string | undefined): Promise<void> {
    const { courier, graceMs, clock, node, seats, store } = this.#deps;
    const { session } = holder;
    this.#coming.set(session, (this.#coming.get(session) ?? 0) + 1);
    await courier.open(session);
    if (store === undefined || seats.get(session) !== undefined) return;
    const snapshot = await store.take(session);
    const keep = snapshot !== undefined && openingDigest(resume, snapshot) !== undefined;
    courier.send(session, { kind: 'moved', by: node, keep });
    if (snapshot === undefined || seats.get(session) !== undefined) return;
    const { seat, held } = snapshot;
    if (!keep) return seats.discard(seat);
    const awayUntilMs = seat.awayUntilMs ?? clock() + graceMs;
    const chair = seats.place({ ...seat, awayUntilMs }, holder, snapshot);
    for (const { match, frame } of held) chair.hold(match, frame);
  }

  /** Once for each {@link prepare}, when its socket has its seat or did not come about. */
  settle(session: SessionId): void {
    const coming = (this.#coming.get(session) ?? 1) - 1;
    if (coming > 0) {
      this.#coming.set(session, coming);
      return;
    }
    this.#coming.delete(session);
    if (this.#deps.seats.get(session) === undefined) this.#deps.courier.shut(session);
  }

  /** To be called every {@link renewEveryMs}: seats that are in use are kept in the store. */
  renew(): void {
    const { seats, store } = this.#deps;
    if (store === undefined) return;
    for (const { outlet, seat } of seats.all()) {
      if (outlet !== undefined) this.#attempt('renew', store.renew(seat.session, this.#ttlMs));
    }
  }

  get #ttlMs(): number {
    return this.#deps.graceMs + 2 * renewEveryMs;
  }

  #hand(session: SessionId, keep: boolean): void {
    const chair = this.#deps.seats.lift(session);
    if (chair === undefined) return;
    chair.outlet?.close('replaced');
    if (!keep) this.#deps.seats.discard(chair.seat);
  }

  #saveTo(store: SeatStore): void {
    this.#deps.seats.onChange((session, chair) => {
      if (chair === undefined) {
        this.#attempt('remove', store.remove(session));
        return;
      }
      const { digest, formerDigest, held, seat } = chair;
      this.#attempt('save', store.save(session, { seat, digest, formerDigest, held }, this.#ttlMs));
    });
  }

  /** A snapshot that could not be saved costs a resume on another node, and nothing on this one. */
  #attempt(method: string, work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#deps.log.warn('seat-store-failed', { ...errorFields(error), method });
    });
  }
}
