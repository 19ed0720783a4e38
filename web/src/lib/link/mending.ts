import type { Role } from '@sotto/protocol';
import type { Mending, MendingEffect, MendingEvent, MendingStep } from './mending-steps.ts';
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
export const blinkMs = 500;
/** Between two attempts at mending. */
export const retryMs = 4_000;
/**
 * From the loss of the path to the end of the link: a browser that was asleep for a minute is still found. SCTP itself keeps trying
 * longer than this, and the server keeps the match longer.
 */
export const mendWithinMs = 90_000;
/**
 * From the exchange of descriptions, where the path was in doubt, to a word of the partner. Chromium keeps to a dead path that ranks
 * before the new ones for three to five seconds; a new connection takes one.
 */
export const silentAfterMs = 1_500;
/** From the closing of the channel by the partner's browser to the end. Whoever closed it without a word, and says none after, has most likely left. */
export const rebuildWithinMs = 15_000;
/** New connections of a link in a row; a partner that asks for more wears this browser out. */
export const maxRebuilds = 30;
/** How much early a next try of the partner may come, and still be one of those that it makes each `retryMs`. */
const paceSlackMs = 500;
/** One of them is forgiven for each time that passes so long. */
export const rebuildForgivenMs = 60_000;
/** Requests to restart that follow faster are not heard: each costs an offer. */
const minRestartGapMs = 500;

/** @param firstTryMs how long the first attempt gets, where it is known to be a poor one */
export function startMending(role: Role, nowMs: number, firstTryMs = stalledAfterMs): Mending {
  const dueMs = nowMs + firstTryMs;
  return {
    ...{ role, phase: 'connecting', sinceMs: nowMs, dueMs, restartedAtMs: undefined },
    ...{ rebuilds: 0, rebuiltAtMs: nowMs, inDoubt: false, closedThere: false },
  };
}

export function mend(state: Mending, event: MendingEvent, nowMs: number): MendingStep {
  if (state.phase === 'closed') return stay(state);
  return take(
    state.closedThere && signsOfLife.has(event.type) ? { ...state, closedThere: false } : state,
    event,
    nowMs,
  );
}

/** Whoever signals has not left, whatever became of the channel. */
const signsOfLife = new Set<MendingEvent['type']>([
  'restart-asked',
  'rebuild-asked',
  'rebuilt-there',
  'exchanged',
  'narrowed',
]);

function take(state: Mending, event: MendingEvent, nowMs: number): MendingStep {
  switch (event.type) {
    case 'close':
      return closed(state, event.why, nowMs);
    case 'channel-closed':
      if (state.phase === 'connecting') return closed(state, 'never-opened', nowMs);
      return state.phase === 'rebuilding' ? stay(state) : rebuild(lostChannel(state, nowMs, true), nowMs);
    case 'channel-open':
      return state.phase === 'connecting' || state.phase === 'rebuilding'
        ? settle(state, nowMs, 'opened')
        : stay(state);
    case 'connection':
      return connection(state, event.state, nowMs);
    case 'restart-asked':
      return state.role === 'initiator' ? restart(state, nowMs, state.dueMs) : stay(state);
    case 'rebuild-asked':
      if (state.role === 'answerer' || state.phase === 'connecting' || tooSoon(state, nowMs))
        return stay(state);
      return rebuild(losing(state, nowMs), nowMs);
    case 'rebuilt-there':
      return rebuiltThere(state, nowMs);
    case 'configured':
      return configured(state, event, nowMs);
    case 'exchanged':
      return stay(state.inDoubt ? { ...state, dueMs: nowMs + silentAfterMs } : state);
    case 'heard':
      return stay(state.inDoubt ? { ...state, inDoubt: false, dueMs: undefined } : state);
    case 'narrowed':
      // After an ICE restart a browser keeps to the old pair while that is the better one: only a new connection forgets it.
      return rebuild(lettingGo(losing(state, nowMs)), nowMs);
    case 'tick':
      return tick(state, nowMs);
  }
}

/** Whoever looks for a path looks anew at once; whoever has one does where that is asked for. */
function configured(
  state: Mending,
  { renew, doubt }: { readonly renew: boolean; readonly doubt: boolean },
  nowMs: number,
): MendingStep {
  if (state.phase === 'mending')
    return restart({ ...state, restartedAtMs: undefined }, nowMs, nextTry(state, nowMs));
  if (!renew || (state.phase !== 'open' && state.phase !== 'blinking')) return stay(state);
  const inDoubt = state.phase === 'open' && (doubt || state.inDoubt);
  return restart({ ...state, inDoubt, restartedAtMs: undefined }, nowMs, state.dueMs);
}

function losing(state: Mending, nowMs: number): MendingStep {
  return state.phase === 'rebuilding' ? stay(state) : lostChannel(state, nowMs);
}

/** The partner's offer may be long in coming: until then nothing goes by the old connection. The initiator's next one takes its place at once. */
function lettingGo({ state, effects }: MendingStep): MendingStep {
  return state.role === 'initiator'
    ? { state, effects }
    : { state, effects: [...effects, { type: 'let-go' }] };
}

function lostChannel(state: Mending, nowMs: number, closedThere = false): MendingStep {
  return {
    state: {
      ...state,
      phase: 'rebuilding',
      sinceMs: nowMs,
      inDoubt: false,
      restartedAtMs: undefined,
      closedThere,
    },
    effects: state.phase === 'mending' ? [] : [{ type: 'reconnecting' }],
  };
}

function rebuild(before: MendingStep, nowMs: number): MendingStep {
  const { state, effects } = counted(before, nowMs);
  return state.rebuilds > maxRebuilds ? closed(state, 'lost', nowMs) : askRebuild(state, effects, nowMs);
}

function askRebuild(state: Mending, before: readonly MendingEffect[], nowMs: number): MendingStep {
  const ask: MendingEffect = { type: state.role === 'initiator' ? 'rebuild' : 'ask-rebuild' };
  const next = { ...state, restartedAtMs: nowMs, dueMs: nextTry(state, nowMs) };
  return { state: next, effects: [...before, ask] };
}

function rebuiltThere(state: Mending, nowMs: number): MendingStep {
  const connecting = state.phase === 'connecting';
  const { state: next, effects } = counted(connecting ? stay(state) : losing(state, nowMs), nowMs);
  if (next.rebuilds > maxRebuilds) return closed(state, 'lost', nowMs);
  // A first connection has its own times.
  return connecting
    ? stay({ ...state, rebuilds: next.rebuilds, rebuiltAtMs: nowMs })
    : { state: next, effects };
}

function counted({ state, effects }: MendingStep, nowMs: number): MendingStep {
  const forgiven = (nowMs - state.rebuiltAtMs) / rebuildForgivenMs;
  const rebuilds = Math.max(0, state.rebuilds - forgiven) + (keepsPace(state, nowMs) ? 0 : 1);
  const dueMs = nextTry(state, nowMs);
  return { state: { ...state, rebuilds, rebuiltAtMs: nowMs, restartedAtMs: nowMs, dueMs }, effects };
}

/** A side's own tries are not counted, and neither are those of a partner that makes them no faster: else one side alone would give up. */
function keepsPace({ phase, restartedAtMs, rebuiltAtMs }: Mending, nowMs: number): boolean {
  const goesOn = phase === 'rebuilding' && restartedAtMs !== undefined;
  return goesOn && nowMs - rebuiltAtMs >= retryMs - paceSlackMs;
}

function tooSoon({ restartedAtMs, phase }: Mending, nowMs: number): boolean {
  return phase === 'rebuilding' && restartedAtMs !== undefined && nowMs - restartedAtMs < minRestartGapMs;
}

function connection(state: Mending, connectionState: RTCPeerConnectionState, nowMs: number): MendingStep {
  switch (connectionState) {
    case 'connected':
      // Of a new connection the channel is what counts.
      if (state.phase === 'blinking') return settle(state, nowMs);
      return state.phase === 'mending' ? settle(state, nowMs, 'mended') : stay(state);
    case 'disconnected':
      if (state.phase !== 'open') return stay(state);
      return stay({ ...state, phase: 'blinking', inDoubt: false, sinceMs: nowMs, dueMs: nowMs + blinkMs });
    case 'failed':
      if (state.phase === 'connecting') return restart(state, nowMs, nextTry(state, nowMs));
      if (state.phase === 'rebuilding') return stay(state);
      return state.phase === 'mending'
        ? tryAgain(state, nowMs)
        : beginMending({ ...state, inDoubt: false, sinceMs: nowMs }, nowMs);
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
    case 'rebuilding':
      if (nowMs >= state.sinceMs + withinMs(state))
        return closed(state, state.closedThere ? 'there' : 'lost', nowMs);
      // The same connection once more, most likely.
      return askRebuild(state, [], nowMs);
    case 'open':
      return rebuild(lostChannel(state, nowMs), nowMs);
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
function nextTry(state: Mending, nowMs: number): number {
  return Math.min(nowMs + retryMs, state.sinceMs + withinMs(state));
}

/** From the beginning of the phase to the end of the link. */
function withinMs({ phase, closedThere }: Mending): number {
  if (phase === 'connecting') return openWithinMs;
  return phase === 'rebuilding' && closedThere ? rebuildWithinMs : mendWithinMs;
}

function settle(state: Mending, nowMs: number, told?: 'opened' | 'mended'): MendingStep {
  // The last attempt has done its work: whoever asks for the next one does not mean the same.
  const done = { dueMs: undefined, restartedAtMs: undefined, inDoubt: false };
  const open: Mending = { ...state, ...done, phase: 'open', sinceMs: nowMs };
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
