import type { MatchId, Role, ServerFrame, SessionId, TicketId } from '@sotto/protocol';
import type { Delivery, Ticket } from '@sotto/matchmaker';
import type { PartnerMessage } from '../courier/courier.ts';
import { noConsent, type Consent } from './consent.ts';

/**
 * A session's place in the server: what it looks for and whom it meets. It outlives the socket by the grace
 * time. Each node keeps its own side of a match; nothing holds both.
 */
export interface Seat {
  readonly session: SessionId;
  readonly stage: Stage;
  /** While no socket is attached: when the seat is given up. */
  readonly awayUntilMs: number | undefined;
}

export type Stage = IdleStage | SeekingStage | MatchedStage | ConfirmedStage;

export interface IdleStage {
  readonly at: 'idle';
  /** How a match ended while the client was away; told when it comes back. */
  readonly unsaid: Ended | undefined;
}

export interface SeekingStage {
  readonly at: 'seeking';
  readonly ticket: Ticket;
  /**
   * `entering`: the first submit is on its way. `waiting`: in the queue, and the client knows. `rejoining`: on its
   * way back into the queue after a match that came to nothing or after a drop. `cancelling`: asked to leave it. `absent`: out of
   * it until the client is back, which was away when it was matched: nobody else is to wait for it.
   */
  readonly queue: 'entering' | 'waiting' | 'rejoining' | 'cancelling' | 'absent';
  /** When the ticket is submitted again, in case the queue forgot it. */
  readonly resubmitAtMs: number;
  /** While the ticket must not be in the queue yet: until when, and the offer that came meanwhile. */
  readonly late?: { readonly untilMs: number; readonly sdp?: string } | undefined;
  /** The latest match of this ticket that came to nothing: its delivery may be repeated. */
  readonly lapsed: MatchId | undefined;
}

/** A match that is not final: one side or both have not accepted. */
export interface MatchedStage {
  readonly at: 'matched';
  readonly delivery: Delivery;
  readonly ticket: Ticket;
  /** This side has accepted. */
  readonly mine: boolean;
  /** The other side has accepted. */
  readonly theirs: boolean;
  readonly acceptByMs: number;
  /** The other side was asked once more, because an answer may have been lost between two nodes. */
  readonly asked: boolean;
}

/** A final match. The ticket is forgotten. */
export interface ConfirmedStage {
  readonly at: 'confirmed';
  readonly match: MatchId;
  readonly role: Role;
  readonly peer: SessionId;
  readonly consent: Consent;
}

export type Ended = Extract<ServerFrame, { t: 'ended' }>;

/** Everything that can happen to a seat. */
export type SeatEvent =
  /** `afterMs`: it goes into the queue so much later. */
  | { readonly on: 'seek'; readonly ticket: Ticket; readonly afterMs?: number }
  | { readonly on: 'offer'; readonly ticket: TicketId; readonly sdp: string }
  | { readonly on: 'cancel'; readonly ticket: TicketId }
  | { readonly on: 'accept'; readonly match: MatchId }
  | { readonly on: 'leave'; readonly match: MatchId }
  /** How the match may connect is asked for, with `direct` after this side's word on it. */
  | { readonly on: 'path'; readonly match: MatchId; readonly direct?: boolean | undefined }
  /** The socket is gone. `final`: the page went away with it, and so nobody has the resume token any more. */
  | { readonly on: 'dropped'; readonly final: boolean }
  | { readonly on: 'resumed' }
  /** The session ended or begins anew: whatever the seat holds is given up. */
  | { readonly on: 'vacated' }
  | {
      readonly on: 'submitted';
      readonly ticket: TicketId;
      readonly outcome: 'queued' | 'matched' | 'cancelled' | 'failed';
    }
  | {
      readonly on: 'cancel-answered';
      readonly ticket: TicketId;
      readonly outcome: 'cancelled' | 'matched' | 'unknown' | 'failed';
    }
  | {
      readonly on: 'requeue-answered';
      readonly ticket: TicketId;
      readonly outcome: 'queued' | 'gone' | 'failed';
    }
  | { readonly on: 'delivered'; readonly delivery: Delivery }
  | { readonly on: 'partner'; readonly message: PartnerMessage }
  | { readonly on: 'tick' };

/** What a transition asks its runner to do, in this order. */
export type SeatEffect =
  /** To the client, if it is there; otherwise dropped, since `resumed` tells the whole state anew. */
  | { readonly do: 'frame'; readonly frame: ServerFrame }
  /** The `matched` frame, then the signals that came before it. `waitedMs`: how long the ticket was in the queue. */
  | { readonly do: 'introduce'; readonly delivery: Delivery; readonly waitedMs: number }
  /** Tells the client how its match may connect, with fresh ICE servers. */
  | { readonly do: 'path'; readonly stage: ConfirmedStage }
  | { readonly do: 'submit'; readonly ticket: Ticket }
  | { readonly do: 'attach-offer'; readonly ticket: TicketId; readonly sdp: string }
  | { readonly do: 'cancel'; readonly ticket: TicketId }
  | { readonly do: 'requeue'; readonly ticket: Ticket; readonly match: MatchId }
  | { readonly do: 'tell'; readonly peer: SessionId; readonly message: PartnerMessage };

/** `seat: undefined`: the seat is given up. */
export interface Step {
  readonly seat: Seat | undefined;
  readonly effects: readonly SeatEffect[];
}

/** Times of the seat's life in milliseconds. */
export interface SeatRules {
  /** From the loss of the socket to the loss of the ticket, or of a match that is not final. */
  readonly graceMs: number;
  /** The same for a final match: two people who know each other are worth a longer wait, and mend their link by it. */
  readonly chatGraceMs: number;
  /** From a match to its lapse unless both sides have accepted. */
  readonly acceptMs: number;
  /** Between two submits of a ticket that waits. */
  readonly resubmitMs: number;
}

export function emptySeat(session: SessionId): Seat {
  return { session, stage: idle, awayUntilMs: undefined };
}

export const idle: IdleStage = { at: 'idle', unsaid: undefined };

/** A final match as it begins. */
export function confirmedStage({ match, role }: Delivery, peer: SessionId): ConfirmedStage {
  return { at: 'confirmed', match: match.id, role, peer, consent: noConsent };
}

/** The session on the other side of the match, as long as it is this seat's current one. */
export function partnerIn(seat: Seat, match: MatchId): SessionId | undefined {
  const { stage } = seat;
  if (stage.at === 'confirmed') return stage.match === match ? stage.peer : undefined;
  if (stage.at === 'matched')
    return stage.delivery.match.id === match ? partnerOf(stage.delivery) : undefined;
  return undefined;
}

export function partnerOf({ match, role }: Delivery): SessionId {
  return (role === 'initiator' ? match.answerer : match.initiator).session;
}

/** The ticket that the seat still answers for. */
export function ticketOf({ stage }: Seat): TicketId | undefined {
  return stage.at === 'seeking' || stage.at === 'matched' ? stage.ticket.id : undefined;
}

export function matchOf({ stage }: Seat): MatchId | undefined {
  if (stage.at === 'matched') return stage.delivery.match.id;
  return stage.at === 'confirmed' ? stage.match : undefined;
}

/** When the seat next wants a `tick`. `undefined`: it can sit for ever. */
export function deadlineOf(seat: Seat, rules: SeatRules): number | undefined {
  const own = stageDeadline(seat.stage, rules);
  if (own === undefined || seat.awayUntilMs === undefined) return own ?? seat.awayUntilMs;
  return Math.min(own, seat.awayUntilMs);
}

/** When a side that has accepted asks the other once more. */
export function askAtMs(stage: MatchedStage, rules: SeatRules): number {
  return stage.acceptByMs - rules.acceptMs / 2;
}

function stageDeadline(stage: Stage, rules: SeatRules): number | undefined {
  switch (stage.at) {
    case 'idle':
    case 'confirmed':
      return undefined;
    case 'seeking':
      return stage.resubmitAtMs;
    case 'matched':
      return stage.mine && !stage.asked ? askAtMs(stage, rules) : stage.acceptByMs;
  }
}
