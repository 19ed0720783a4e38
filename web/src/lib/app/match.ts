import type { ClientFrame, MatchId, SignalData } from '@sotto/protocol';
import type { Welcome } from '../socket/news.ts';
import { withRecent } from './avoid-list.ts';
import {
  stay,
  takeBack,
  writeNow,
  type ChatSnapshot,
  type Core,
  type CoreEffect,
  type CoreStep,
  type LiveMatch,
  type OverReason,
  type Surroundings,
} from './core.ts';
import { beginSearch, endSearch } from './searching.ts';

/** From a match to its end. Whatever names another match than the live one changes nothing. */

/** Signals that pile up while the socket is away; a negotiation has about ten. */
const maxOutboxFrames = 64;

/** The match that this side holds; one that is over is none. */
export function liveMatch({ stage }: Core): LiveMatch | undefined {
  return stage.at === 'found' || stage.at === 'chatting' ? stage.live : undefined;
}

/** A frame of the live match: written now, or when the server says that it has kept the match. */
export function say(core: Core, frame: ClientFrame): CoreStep {
  if (core.signaling === 'online') return { core, effects: [{ type: 'write', frame }] };
  return { core: { ...core, outbox: [...core.outbox, frame].slice(-maxOutboxFrames) }, effects: [] };
}

/** A signal on its way out. */
export function signalOut(core: Core, match: MatchId, data: SignalData): CoreStep {
  return liveMatch(core)?.match === match ? say(core, { t: 'signal', match, data }) : stay(core);
}

/** A signal on its way in. */
export function signalIn(core: Core, match: MatchId, data: SignalData): CoreStep {
  return liveMatch(core)?.match === match ? { core, effects: [{ type: 'signal', match, data }] } : stay(core);
}

/** The chat as it looks now. Its first open link makes the partner somebody met. */
export function chatChanged(core: Core, match: MatchId, chat: ChatSnapshot, around: Surroundings): CoreStep {
  const { stage } = core;
  if (stage.at === 'over' && stage.live.match === match) {
    return { core: { ...core, stage: { ...stage, live: { ...stage.live, chat } } }, effects: [] };
  }
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  const next = { ...live, chat };
  if (stage.at === 'chatting' || chat.link !== 'open') {
    // Credentials of a long chat have run out by now, and a lost path is looked for with fresh ones.
    const isLost = live.chat.link === 'open' && chat.link === 'reconnecting';
    return {
      core: { ...core, stage: { at: stage.at === 'chatting' ? 'chatting' : 'found', live: next } },
      effects: isLost ? [...writeNow(core, { t: 'path', match }), { type: 'test-socket' }] : [],
    };
  }
  const avoid = withRecent(core.avoid, live.avoid, around.nowMs);
  return {
    core: { ...core, avoid, stage: { at: 'chatting', live: next } },
    effects: [
      { type: 'connect-timer', match: undefined },
      { type: 'save-avoid', avoid },
    ],
  };
}

/** Both have accepted: the match is final, and its ticket forgotten. */
export function confirmed(core: Core, match: MatchId): CoreStep {
  const { stage } = core;
  if ((stage.at !== 'found' && stage.at !== 'chatting') || stage.live.match !== match) return stay(core);
  return { core: { ...core, stage: { ...stage, live: { ...stage.live, confirmed: true } } }, effects: [] };
}

/** The server says that the match is over. */
export function ended(core: Core, match: MatchId, reason: 'left' | 'gone', around: Surroundings): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return explained(core, match, reason);
  // A match that never opened has cost nobody more than a moment: the search goes on by itself.
  if (core.stage.at === 'found') return beginSearch(core, letGo(live, false), around, live.sinceMs);
  if (reason === 'left') return over(core, live, 'partner-left');
  // The partner's socket is away for long. That says nothing of the link: the chat goes on while it is open.
  return live.chat.link === 'open' ? stay(core) : over(core, live, 'partner-gone');
}

/** The link was faster than the word that explains its end. */
function explained(core: Core, match: MatchId, reason: 'left' | 'gone'): CoreStep {
  const { stage } = core;
  if (stage.at !== 'over' || stage.why !== 'link-lost' || stage.live.match !== match) return stay(core);
  const why = reason === 'left' ? 'partner-left' : 'partner-gone';
  return { core: { ...core, stage: { ...stage, why } }, effects: [{ type: 'note', match, event: why }] };
}

/** The partner said goodbye over the link, which may be ahead of the server. */
export function partnerLeft(core: Core, match: MatchId, around: Surroundings): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  const left = tellServer(core, live);
  if (core.stage.at === 'chatting') {
    const { core: next, effects } = over(left.core, live, 'partner-left');
    return { core: next, effects: [...left.effects, ...effects] };
  }
  return beginSearch(left.core, [...left.effects, ...letGo(live, false)], around, live.sinceMs);
}

/** The match did not come about. The ticket is back in the queue with its age and its keys; a `waiting` follows. */
export function requeued(core: Core, match: MatchId): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  // The two found each other without the server's blessing: let them talk, and take the ticket back.
  if (core.stage.at === 'chatting') return takeBack(core, live.ticket);
  return searchAgain(core, live);
}

/**
 * A link that ends this soon after the match was closed over there, by somebody whose side of it was open already or who
 * went away. One that can't be made takes longer to show.
 */
const closedEarlyMs = 5_000;

/** The link never came about or could not be mended. */
export function linkFailed(core: Core, match: MatchId, around: Surroundings): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  const left = tellServer(core, live);
  if (core.stage.at === 'chatting') {
    const { core: next, effects } = over(left.core, live, 'link-lost');
    return { core: next, effects: [...left.effects, ...effects] };
  }
  const avoid = withRecent(core.avoid, live.avoid, around.nowMs);
  const next = { ...left.core, avoid, outbox: [] };
  const effects: readonly CoreEffect[] = [
    ...left.effects,
    ...letGo(live, false),
    { type: 'save-avoid', avoid },
  ];
  if (around.nowMs - live.matchedAtMs < closedEarlyMs)
    return beginSearch(next, effects, around, live.sinceMs);
  return { core: { ...next, stage: { at: 'failed', failure: 'could-not-connect' } }, effects };
}

/** The partner sent more than anybody reads: the chat is over, and its lines stay. */
export function flooded(core: Core, match: MatchId): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match || core.stage.at !== 'chatting') return stay(core);
  const left = tellServer(core, live);
  const { core: next, effects } = over(left.core, live, 'flooded');
  return { core: next, effects: [...left.effects, ...effects] };
}

/** Somebody may be in between: nothing was opened, and nothing is tried again by itself. */
export function notTrusted(core: Core, match: MatchId): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  const ended = endCurrent(core);
  return {
    core: { ...ended.core, stage: { at: 'failed', failure: 'connection-not-trusted' } },
    effects: ended.effects,
  };
}

/** Ends whatever runs: a ticket is taken back, a match is left. The stage is the caller's to change. */
export function endCurrent(core: Core): CoreStep {
  if (core.stage.at === 'searching') return endSearch(core, core.stage.search);
  const live = liveMatch(core);
  if (live === undefined) return stay({ ...core, outbox: [] });
  const left = tellServer(core, live);
  return { core: { ...left.core, outbox: [] }, effects: [...left.effects, ...letGo(live, true)] };
}

/** Another socket: a match the server has kept gets what piled up; one it has lost lives by its link alone. */
export function resumeMatch(core: Core, live: LiveMatch, welcome: Welcome, around: Surroundings): CoreStep {
  const emptied = { ...core, outbox: [] };
  if (welcome.match === live.match) {
    return { core: emptied, effects: core.outbox.map((frame) => ({ type: 'write', frame })) };
  }
  const requeuedAway = welcome.ticket === live.ticket;
  if (core.stage.at === 'chatting') return stay(emptied);
  return requeuedAway
    ? searchAgain(core, live)
    : beginSearch(emptied, letGo(live, false), around, live.sinceMs);
}

/**
 * Tells the server that this side lets go of a match. One that isn't final may be on its way back into the queue just
 * now, so its ticket is taken back too.
 */
function tellServer(core: Core, { match, ticket, confirmed }: LiveMatch): CoreStep {
  const leave = writeNow(core, { t: 'leave', match });
  if (confirmed) return { core, effects: leave };
  const { core: next, effects } = takeBack(core, ticket);
  return { core: next, effects: [...leave, ...effects] };
}

function searchAgain(core: Core, { match, ticket, card, sinceMs }: LiveMatch): CoreStep {
  return {
    core: { ...core, stage: { at: 'searching', search: { ticket, card, sinceMs, sent: true } }, outbox: [] },
    effects: [
      { type: 'connect-timer', match: undefined },
      { type: 'unlink', match, goodbye: false },
    ],
  };
}

function over(core: Core, live: LiveMatch, why: OverReason): CoreStep {
  const note: readonly CoreEffect[] =
    why === 'link-lost' || why === 'flooded' ? [] : [{ type: 'note', match: live.match, event: why }];
  return {
    core: { ...core, stage: { at: 'over', live, why }, outbox: [] },
    effects: [...note, ...letGo(live, false)],
  };
}

/** For good: the keys of its ticket go too, which a match that comes to nothing would need again. */
function letGo({ match, ticket }: LiveMatch, goodbye: boolean): readonly CoreEffect[] {
  return [
    { type: 'connect-timer', match: undefined },
    { type: 'unlink', match, goodbye },
    { type: 'discard', ticket },
  ];
}
