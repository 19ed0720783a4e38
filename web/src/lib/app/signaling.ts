import type { MatchedFrame, ServerFrame, StatementOfReasons, TicketId } from '@sotto/protocol';
import type { SignInFailure } from '../session/failure.ts';
import type { AppFrame, SocketNews, Welcome } from '../socket/news.ts';
import { stay, takeBack, writeNow, type Core, type CoreStep, type Surroundings } from './core.ts';
import { pathRefused, pathTold } from './direct.ts';
import { endCurrent, confirmed, ended, liveMatch, requeued, resumeMatch, signalIn } from './match.ts';
import { beginSearch, cancelSettled, matched, resumeSearch, waiting } from './searching.ts';
import type { Failure } from './state.ts';

/** What the signaling server and the way to it mean for the app. */

export function socketNews(core: Core, news: SocketNews, networkUp: boolean, around: Surroundings): CoreStep {
  switch (news.type) {
    case 'online':
      return online({ ...core, signaling: 'online' }, news.welcome, around);
    case 'offline':
      return { core: { ...core, signaling: 'offline', ...(news.cut && { cut: true }) }, effects: [] };
    case 'frame':
      return frameIn(core, news.frame, around);
    case 'trouble':
      return trouble(core, news.failure, networkUp);
    case 'stopped':
      return stopped(core, news.why === 'replaced' ? 'replaced-by-another-tab' : 'refused');
  }
}

function online(core: Core, welcome: Welcome, around: Surroundings): CoreStep {
  const cleaned = dropLeftovers(core, welcome);
  const resumed = resume(cleaned.core, welcome, around);
  return { core: resumed.core, effects: [...cleaned.effects, ...resumed.effects] };
}

/** Gives up what the server has kept of things that this side gave up, perhaps in frames that never arrived. */
function dropLeftovers({ cancelling: _, ...core }: Core, { ticket, match }: Welcome): CoreStep {
  if (match !== undefined && match === liveMatch(core)?.match) return stay(core);
  // A match that is not final comes with its ticket. Of this side's own ticket it is news, not a leftover.
  if (ticket !== undefined && ticket === ticketOf(core)) return stay(core);
  const leave = match === undefined ? [] : writeNow(core, { t: 'leave', match });
  if (ticket === undefined) return { core, effects: leave };
  const { core: next, effects } = takeBack(core, ticket);
  return { core: next, effects: [...leave, ...effects] };
}

/** The ticket that this side would still be matched with. */
function ticketOf({ stage }: Core): TicketId | undefined {
  if (stage.at === 'searching') return stage.search.ticket;
  return stage.at === 'found' ? stage.live.ticket : undefined;
}

function resume(core: Core, welcome: Welcome, around: Surroundings): CoreStep {
  const { stage } = core;
  switch (stage.at) {
    case 'signing-in':
      return beginSearch(core, [], around);
    case 'searching':
      return resumeSearch(core, stage.search, welcome, around);
    case 'found':
    case 'chatting':
      return resumeMatch(core, stage.live, welcome, around);
    case 'idle':
    case 'over':
    case 'failed':
    case 'banned':
    case 'wiped':
      return stay(core);
  }
}

function trouble(core: Core, failure: SignInFailure, networkUp: boolean): CoreStep {
  if (failure.kind === 'banned') return shutOut(core, failure.statement);
  const { at } = core.stage;
  const waits = at === 'signing-in' || (at === 'searching' && failure.kind === 'refused');
  if (!waits) return stay(core);
  const ended = endCurrent(core);
  return {
    core: { ...ended.core, stage: { at: 'failed', ...failureOf(failure, networkUp) }, signaling: 'off' },
    effects: [...ended.effects, { type: 'disconnect' }],
  };
}

function failureOf(
  failure: Exclude<SignInFailure, { kind: 'banned' }>,
  networkUp: boolean,
): { failure: Failure; detail?: string } {
  switch (failure.kind) {
    case 'unavailable':
      return { failure: networkUp ? 'server-unavailable' : 'offline' };
    case 'too-many-requests':
      return { failure: 'too-many-requests' };
    case 'refused':
      return { failure: 'refused', detail: failure.detail };
  }
}

/** A moderator has shut this identity out: whatever goes on ends, an open chat too. */
function shutOut(core: Core, statement: StatementOfReasons): CoreStep {
  const ended = endCurrent(core);
  return {
    core: { ...ended.core, stage: { at: 'banned', statement }, signaling: 'off' },
    effects: [...ended.effects, { type: 'keep-statement', statement }, { type: 'disconnect' }],
  };
}

function told(core: Core, statement: StatementOfReasons): CoreStep {
  if (statement.measure === 'ban') return shutOut(core, statement);
  if (core.warnings.some(({ receipt }) => receipt === statement.receipt)) return stay(core);
  return { core: { ...core, warnings: [...core.warnings, statement] }, effects: [] };
}

/** The socket is gone for good. A chat doesn't need it; everything before the first open link does. */
function stopped(core: Core, failure: Failure): CoreStep {
  const off: Core = { ...core, signaling: 'off', outbox: [] };
  const { at } = core.stage;
  if (at !== 'signing-in' && at !== 'searching' && at !== 'found') return stay(off);
  const ended = endCurrent(off);
  return { core: { ...ended.core, stage: { at: 'failed', failure } }, effects: ended.effects };
}

/** One person searches in one tab. A chat goes on where it is, and keeps the socket for the mending of its link. */
export function takenOver(core: Core): CoreStep {
  if (core.stage.at === 'chatting' || core.signaling === 'off') return stay(core);
  // With the socket still there, the server hears of it too.
  const { effects } = endCurrent(core);
  const { core: next } = stopped(core, 'replaced-by-another-tab');
  return { core: next, effects: [...effects, { type: 'disconnect' }] };
}

function frameIn(core: Core, frame: AppFrame, around: Surroundings): CoreStep {
  switch (frame.t) {
    case 'signal':
      return signalIn(core, frame.match, frame.data);
    case 'waiting':
      return waiting(core, frame);
    case 'matched':
      return matchedIn(core, frame, around);
    case 'requeued':
      return requeuedIn(core, frame);
    case 'ended':
      return ended(core, frame.match, frame.reason, around);
    case 'error':
      return errorIn(core, frame, around);
    case 'cancelled':
      return cancelSettled(core, frame.ticket, around);
    case 'path':
      return pathTold(core, frame);
    case 'confirmed':
      return confirmed(core, frame.match);
    case 'statement':
      return told(core, frame.statement);
  }
}

/** A match of a ticket that was taken back meanwhile is left at once, so that the other side need not wait for it. */
function matchedIn(core: Core, frame: MatchedFrame, around: Surroundings): CoreStep {
  const { match, ticket } = frame;
  if (core.stage.at === 'searching' && core.stage.search.ticket === ticket)
    return matched(core, frame, around);
  if (liveMatch(core)?.match === match) return { core, effects: writeNow(core, { t: 'accept', match }) };
  // The ticket too, since the match may have come to nothing by now, and the ticket be in the queue again.
  const leave = writeNow(core, { t: 'leave', match });
  const { core: next, effects } = takeBack(core, ticket);
  return { core: next, effects: [...leave, ...effects] };
}

/** The same with a ticket that comes back. */
function requeuedIn(core: Core, { match, ticket }: Extract<ServerFrame, { t: 'requeued' }>): CoreStep {
  if (liveMatch(core)?.match === match) return requeued(core, match);
  const known = core.stage.at === 'searching' && core.stage.search.ticket === ticket;
  return known ? stay(core) : takeBack(core, ticket);
}

function errorIn(core: Core, error: Extract<ServerFrame, { t: 'error' }>, around: Surroundings): CoreStep {
  const { stage } = core;
  if (
    stage.at === 'searching' &&
    error.of === 'seek' &&
    (error.ref ?? stage.search.ticket) === stage.search.ticket
  ) {
    const failure = error.code === 'unavailable' ? 'server-unavailable' : 'refused';
    const detail = error.detail === undefined ? {} : { detail: error.detail };
    return {
      core: { ...core, stage: { at: 'failed', failure, ...detail } },
      effects: [{ type: 'discard', ticket: stage.search.ticket }],
    };
  }
  if (error.of === 'path') return pathRefused(core);
  if (error.of === 'cancel') return cancelSettled(core, error.ref, around);
  if (error.code !== 'no-such-match' || error.ref === undefined || stage.at !== 'found') return stay(core);
  return ended(core, error.ref, 'gone', around);
}
