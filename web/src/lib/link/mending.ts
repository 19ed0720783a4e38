import type { Role } from '@sotto/protocol';
import type { LinkClosed } from './peer-link.ts';

/**
 * When a link is open, when it is given up, and what is done about a lost path in between. Pure: browsers'
 * states and the clock come in, what to do comes out.
 */

/** From the start to the open channel. Chromium gives up after about 15 s, sometimes never: this is our own limit. */
export const openWithinMs = 15_000;
/** A first connection that has come to nothing by then is tried anew: a signal may have been lost. */
export const stalledAfterMs = 4_000;
/** A path may blink (a handover, a busy machine) for this long before anybody is told. */
export const blinkMs = 1_500;
/** Between two attempts at mending. */
export const retryMs = 4_000;
/** From the loss of the path to the end of the link. SCTP itself keeps trying longer than this. */
export const mendWithinMs = 30_000;
/** Requests to restart that follow faster are not heard: each costs an offer. */
const minRestartGapMs = 500;

export type MendingPhase = 'connecting' | 'open' | 'blinking' | 'mending' | 'closed';

export interface Mending {
  readonly role: Role;
  readonly phase: MendingPhase;
  /** When the phase began; for `mending`, when the path was lost. */
  readonly sinceMs: number;
  /** When something is due: pass a `tick` then. */
  readonly dueMs: number | undefined;
  readonly restartedAtMs: number | undefined;
}

export type MendingEvent =
  | { readonly type: 'tick' }
  | { readonly type: 'channel-open' }
  /** The other browser closed the channel. */
  | { readonly type: 'channel-closed' }
  /** `RTCPeerConnection.connectionState`, DTLS and ICE in one. */
  | { readonly type: 'connection'; readonly state: RTCPeerConnectionState }
  /** The answerer asks for a new offer. */
  | { readonly type: 'restart-asked' }
  | { readonly type: 'close'; readonly why: LinkClosed };

export type MendingEffect =
  /** As initiator: restart ICE and send an offer, or send again the offer that has no answer yet. */
  | { readonly type: 'restart' }
  /** As answerer: ask the initiator to do so. */
  | { readonly type: 'ask-restart' }
  | { readonly type: 'opened' }
  | { readonly type: 'reconnecting' }
  | { readonly type: 'mended' }
  | { readonly type: 'closed'; readonly why: LinkClosed };

export interface MendingStep {
  readonly state: Mending;
  readonly effects: readonly MendingEffect[];
}

/** @param firstTryMs how long the first attempt gets, where it is known to be a poor one */
export function startMending(role: Role, nowMs: number, firstTryMs = stalledAfterMs): Mending {
  return { role, phase: 'connecting', sinceMs: nowMs, dueMs: nowMs + firstTryMs, restartedAtMs: undefined };
}

export function mend(state: Mending, event: MendingEvent, nowMs: number): MendingStep {
  if (state.phase === 'closed') return stay(state);
  switch (event.type) {
    case 'close':
      return closed(state, event.why, nowMs);
    case 'channel-closed':
      return closed(state, state.phase === 'connecting' ? 'never-opened' : 'there', nowMs);
    case 'channel-open':
      return state.phase === 'connecting' ? settle(state, nowMs, 'opened') : stay(state);
    case 'connection':
      return connection(state, event.state, nowMs);
    case 'restart-asked':
      return state.role === 'initiator' ? restart(state, nowMs, state.dueMs) : stay(state);
    case 'tick':
      return tick(state, nowMs);
  }
}

function connection(state: Mending, connectionState: RTCPeerConnectionState, nowMs: number): MendingStep {
  switch (connectionState) {
    case 'connected':
      if (state.phase === 'blinking') return settle(state, nowMs);
      return state.phase === 'mending' ? settle(state, nowMs, 'mended') : stay(state);
    case 'disconnected':
      if (state.phase !== 'open') return stay(state);
      return stay({ ...state, phase: 'blinking', sinceMs: nowMs, dueMs: nowMs + blinkMs });
    case 'failed':
      if (state.phase === 'connecting') return restart(state, nowMs, nextTry(state, nowMs));
      return state.phase === 'mending'
        ? tryAgain(state, nowMs)
        : beginMending({ ...state, sinceMs: nowMs }, nowMs);
    case 'closed':
    case 'connecting':
    case 'new':
      return stay(state);
  }
}

function tick(state: Mending, nowMs: number): MendingStep {
  if (state.dueMs === undefined || nowMs < state.dueMs) return stay(state);
  switch (state.phase) {
    case 'connecting':
      if (nowMs >= state.sinceMs + openWithinMs) return closed(state, 'never-opened', nowMs);
      return restart(state, nowMs, nextTry(state, nowMs));
    case 'blinking':
      return beginMending(state, nowMs);
    case 'mending':
      return tryAgain(state, nowMs);
    case 'open':
    case 'closed':
      return stay(state);
  }
}

function beginMending(state: Mending, nowMs: number): MendingStep {
  const mending: Mending = { ...state, phase: 'mending' };
  const { state: next, effects } = restart(mending, nowMs, nextTry(mending, nowMs));
  return { state: next, effects: [{ type: 'reconnecting' }, ...effects] };
}

function tryAgain(state: Mending, nowMs: number): MendingStep {
  if (nowMs >= state.sinceMs + mendWithinMs) return closed(state, 'lost', nowMs);
  return restart(state, nowMs, nextTry(state, nowMs));
}

function restart(state: Mending, nowMs: number, dueMs: number | undefined): MendingStep {
  const { restartedAtMs, role } = state;
  if (restartedAtMs !== undefined && nowMs - restartedAtMs < minRestartGapMs)
    return stay({ ...state, dueMs });
  return {
    state: { ...state, dueMs, restartedAtMs: nowMs },
    effects: [{ type: role === 'initiator' ? 'restart' : 'ask-restart' }],
  };
}

/** The next attempt, or the end where that comes first. */
function nextTry({ phase, sinceMs }: Mending, nowMs: number): number {
  return Math.min(nowMs + retryMs, sinceMs + (phase === 'connecting' ? openWithinMs : mendWithinMs));
}

function settle(state: Mending, nowMs: number, told?: 'opened' | 'mended'): MendingStep {
  const open: Mending = { ...state, phase: 'open', sinceMs: nowMs, dueMs: undefined };
  return { state: open, effects: told === undefined ? [] : [{ type: told }] };
}

function closed(state: Mending, why: LinkClosed, nowMs: number): MendingStep {
  return {
    state: { ...state, phase: 'closed', sinceMs: nowMs, dueMs: undefined },
    effects: [{ type: 'closed', why }],
  };
}

function stay(state: Mending): MendingStep {
  return { state, effects: [] };
}
