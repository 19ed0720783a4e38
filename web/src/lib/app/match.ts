import type { ClientFrame, MatchId, SignalData } from '@sotto/protocol';
import { withRecent } from './avoid-list.ts';
import {
  stay,
  writeNow,
  type ChatSnapshot,
  type Core,
  type CoreEffect,
  type CoreStep,
  type LiveMatch,
  type OverReason,
  type Surroundings,
} from './core.ts';
import { beginSearch, cancelEffects } from './searching.ts';

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
    return {
      core: { ...core, stage: { at: stage.at === 'chatting' ? 'chatting' : 'found', live: next } },
      effects: [],
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

/**
 * The partner ended it. A match that never opened has cost the partner nothing but a moment, so the search goes on by
 * itself; after a chat the person decides.
 */
export function partnerLeft(core: Core, match: MatchId, around: Surroundings): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  if (core.stage.at === 'found') return beginSearch(core, letGo(live, false), around, live.sinceMs);
  return over(core, live, 'partner-left');
}

/**
 * The server gave up waiting for the partner's socket. That says nothing about the link: a chat goes on as
 * long as its link is open or being mended, and the server merely forgets the match.
 */
export function partnerGone(core: Core, match: MatchId, around: Surroundings): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  if (core.stage.at === 'found') return beginSearch(core, letGo(live, false), around, live.sinceMs);
  return live.chat.link === 'open' ? stay(core) : over(core, live, 'partner-gone');
}

/** The match did not come about. The ticket is back in the queue with its age and its keys; a `waiting` follows. */
export function requeued(core: Core, match: MatchId): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  const { ticket, card, sinceMs } = live;
  // The two found each other without the server's blessing: let them talk, and take the ticket back.
  if (core.stage.at === 'chatting') return { core, effects: writeNow(core, { t: 'cancel', ticket }) };
  return {
    core: { ...core, stage: { at: 'searching', search: { ticket, card, sinceMs, sent: true } }, outbox: [] },
    effects: [
      { type: 'connect-timer', match: undefined },
      { type: 'unlink', match, goodbye: false },
    ],
  };
}

/** The link never came about or could not be mended. */
export function linkFailed(core: Core, match: MatchId, around: Surroundings): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  if (core.stage.at === 'chatting') return over(core, live, 'link-lost');
  const avoid = withRecent(core.avoid, live.avoid, around.nowMs);
  return {
    core: { ...core, avoid, stage: { at: 'failed', failure: 'could-not-connect' }, outbox: [] },
    effects: [...endEffects(core, live), { type: 'save-avoid', avoid }],
  };
}

/** Somebody may be in between: nothing was opened, and nothing is tried again by itself. */
export function notTrusted(core: Core, match: MatchId): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match) return stay(core);
  return {
    core: { ...core, stage: { at: 'failed', failure: 'connection-not-trusted' }, outbox: [] },
    effects: endEffects(core, live),
  };
}

/** This side ends the match: the partner is told over both ways, whichever works. */
export function endEffects(core: Core, live: LiveMatch): readonly CoreEffect[] {
  return [...writeNow(core, { t: 'leave', match: live.match }), ...letGo(live, true)];
}

/** Ends whatever runs: a ticket is taken back, a match is left. */
export function endCurrent(core: Core): readonly CoreEffect[] {
  if (core.stage.at === 'searching') return cancelEffects(core, core.stage.search);
  const live = liveMatch(core);
  return live === undefined ? [] : endEffects(core, live);
}

/** A socket that is back: a match the server kept gets what piled up; a match it has lost lives by its link alone. */
export function resumeMatch(
  core: Core,
  live: LiveMatch,
  keptMatch: MatchId | undefined,
  around: Surroundings,
): CoreStep {
  const rested = { ...core, outbox: [] };
  if (keptMatch === live.match)
    return { core: rested, effects: core.outbox.map((frame) => ({ type: 'write', frame })) };
  if (core.stage.at === 'chatting') return { core: rested, effects: [] };
  return beginSearch(rested, letGo(live, false), around, live.sinceMs);
}

function over(core: Core, live: LiveMatch, why: OverReason): CoreStep {
  const note: readonly CoreEffect[] =
    why === 'link-lost' ? [] : [{ type: 'note', match: live.match, event: why }];
  const leave = why === 'partner-left' ? [] : writeNow(core, { t: 'leave', match: live.match });
  return {
    core: { ...core, stage: { at: 'over', live, why }, outbox: [] },
    effects: [...note, ...leave, ...letGo(live, false)],
  };
}

function letGo({ match }: LiveMatch, goodbye: boolean): readonly CoreEffect[] {
  return [
    { type: 'connect-timer', match: undefined },
    { type: 'unlink', match, goodbye },
  ];
}
