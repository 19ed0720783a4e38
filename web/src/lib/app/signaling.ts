import type { ClientFrame, MatchedFrame, ServerFrame } from '@sotto/protocol';
import type { SignInFailure } from '../session/failure.ts';
import type { AppFrame, SocketNews, Welcome } from '../socket/machine.ts';
import { stay, writeNow, type Core, type CoreEffect, type CoreStep, type Surroundings } from './core.ts';
import { endCurrent, liveMatch, partnerGone, partnerLeft, requeued, resumeMatch, signalIn } from './match.ts';
import { beginSearch, matched, resumeSearch, waiting } from './searching.ts';
import type { Failure } from './state.ts';

/** What the signaling server and the way to it mean for the app. */

export function socketNews(core: Core, news: SocketNews, networkUp: boolean, around: Surroundings): CoreStep {
  switch (news.type) {
    case 'online':
      return online({ ...core, signaling: 'online' }, news.welcome, around);
    case 'offline':
      return { core: { ...core, signaling: 'offline' }, effects: [] };
    case 'frame':
      return frameIn(core, news.frame, around);
    case 'trouble':
      return trouble(core, news.failure, networkUp);
    case 'stopped':
      return stopped(core, news.why === 'replaced' ? 'replaced-by-another-tab' : 'refused');
  }
}

function online(core: Core, welcome: Welcome, around: Surroundings): CoreStep {
  const leftovers = leftoverFrames(core, welcome).flatMap((frame) => writeNow(core, frame));
  const { core: next, effects } = resume(core, welcome, around);
  return { core: next, effects: [...leftovers, ...effects] };
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
      return resumeMatch(core, stage.live, welcome.match, around);
    case 'idle':
    case 'over':
    case 'failed':
    case 'wiped':
      return stay(core);
  }
}

/** What the server has kept of things that this side gave up while it was away. */
function leftoverFrames(core: Core, { ticket, match }: Welcome): readonly ClientFrame[] {
  const { stage } = core;
  const live = liveMatch(core);
  const search = stage.at === 'searching' ? stage.search : undefined;
  const frames: ClientFrame[] = [];
  if (match !== undefined && match !== live?.match && !search?.sent) frames.push({ t: 'leave', match });
  if (ticket !== undefined && ticket !== (live ?? search)?.ticket) frames.push({ t: 'cancel', ticket });
  return frames;
}

function trouble(core: Core, failure: SignInFailure, networkUp: boolean): CoreStep {
  const { at } = core.stage;
  const waits = at === 'signing-in' || (at === 'searching' && failure.kind === 'refused');
  if (!waits) return stay(core);
  return {
    core: { ...core, stage: { at: 'failed', ...failureOf(failure, networkUp) }, signaling: 'off' },
    effects: [...endCurrent(core), { type: 'disconnect' }],
  };
}

function failureOf(failure: SignInFailure, networkUp: boolean): { failure: Failure; detail?: string } {
  switch (failure.kind) {
    case 'unavailable':
      return { failure: networkUp ? 'server-unavailable' : 'offline' };
    case 'too-many-requests':
      return { failure: 'too-many-requests' };
    case 'refused':
      return { failure: 'refused', detail: failure.detail };
  }
}

/** The socket is gone for good. A chat doesn't need it; everything before the first open link does. */
function stopped(core: Core, failure: Failure): CoreStep {
  const off: Core = { ...core, signaling: 'off', outbox: [] };
  switch (core.stage.at) {
    case 'signing-in':
    case 'searching':
    case 'found':
      return { core: { ...off, stage: { at: 'failed', failure } }, effects: endCurrent(off) };
    default:
      return { core: off, effects: [] };
  }
}

function frameIn(core: Core, frame: AppFrame, around: Surroundings): CoreStep {
  switch (frame.t) {
    case 'signal':
      return signalIn(core, frame.match, frame.data);
    case 'waiting':
      return waiting(core, frame);
    case 'matched':
      return matchedIn(core, frame);
    case 'requeued':
      return requeuedIn(core, frame);
    case 'ended':
      return frame.reason === 'left'
        ? partnerLeft(core, frame.match, around)
        : partnerGone(core, frame.match, around);
    case 'error':
      return errorIn(core, frame, around);
    case 'confirmed':
    case 'cancelled':
      return stay(core);
  }
}

/** A match of a ticket that was taken back meanwhile is left at once, so that the other side need not wait for it. */
function matchedIn(core: Core, frame: MatchedFrame): CoreStep {
  if (core.stage.at === 'searching' && core.stage.search.ticket === frame.ticket) return matched(core, frame);
  const known = liveMatch(core)?.match === frame.match;
  return { core, effects: writeNow(core, { t: known ? 'accept' : 'leave', match: frame.match }) };
}

/** The same with a ticket that comes back. */
function requeuedIn(core: Core, { match, ticket }: Extract<ServerFrame, { t: 'requeued' }>): CoreStep {
  if (liveMatch(core)?.match === match) return requeued(core, match);
  const known = core.stage.at === 'searching' && core.stage.search.ticket === ticket;
  return known ? stay(core) : { core, effects: writeNow(core, { t: 'cancel', ticket }) };
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
    const effects: readonly CoreEffect[] = [{ type: 'discard', ticket: stage.search.ticket }];
    return { core: { ...core, stage: { at: 'failed', failure, ...detail } }, effects };
  }
  if (error.code !== 'no-such-match' || error.ref === undefined || stage.at !== 'found') return stay(core);
  return partnerLeft(core, error.ref, around);
}
