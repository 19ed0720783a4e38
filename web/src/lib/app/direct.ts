import type { MatchPathFrame } from '@sotto/protocol';
import {
  stay,
  writeNow,
  type Core,
  type CoreEffect,
  type CoreStep,
  type Direct,
  type LiveMatch,
} from './core.ts';
import { liveMatch, say } from './match.ts';
import type { DirectEvent, DirectState } from './state.ts';

/** A direct connection by agreement, in a match that is relayed. */

/** From the agreement to a direct path; then it is back to the relay. */
export const directWithinMs = 15_000;

export const noDirect: Direct = { wanted: false, mine: false, theirs: false };

const isAgreed = ({ wanted, mine, theirs }: Direct): boolean => wanted && mine && theirs;

/** What the pages show of it. */
export function directState({ direct, icePolicy }: Pick<LiveMatch, 'direct' | 'icePolicy'>): DirectState {
  if (icePolicy === 'all') return 'unneeded';
  if (isAgreed(direct)) return 'agreed';
  if (direct.wanted) return 'asking';
  return direct.theirs ? 'asked' : 'none';
}

/** This person offers, agrees, declines or takes back. A "no" holds at once, whatever the server says. */
export function allowDirect(core: Core, allow: boolean): CoreStep {
  const live = liveMatch(core);
  if (live === undefined || core.stage.at !== 'chatting' || live.icePolicy === 'all') return stay(core);
  const { direct, match } = live;
  if (allow) {
    if (direct.wanted || !live.confirmed || core.signaling !== 'online') return stay(core);
    const asked = note(match, 'direct-asked');
    return {
      core: withDirect(core, live, { ...direct, wanted: true }),
      effects: [...(direct.theirs ? [] : [asked]), ...writeNow(core, { t: 'path', match, direct: true })],
    };
  }
  if (!direct.wanted && !direct.theirs) return stay(core);
  const said = say(withDirect(core, live, noDirect), { t: 'path', match, direct: false });
  return {
    core: said.core,
    effects: [...said.effects, note(match, isAgreed(direct) ? 'direct-ended' : 'direct-taken-back'), noTimer],
  };
}

/** How the match may connect, by the server's word. Addresses leave this browser only where this person wants it, too. */
export function pathTold(core: Core, frame: MatchPathFrame): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== frame.match || core.stage.at !== 'chatting') return stay(core);
  const { iceServers, match, mine, theirs } = frame;
  const before = live.direct;
  // A "yes" of this side that the server no longer knows was ended by the other one.
  const wanted = before.wanted && (mine || !before.mine);
  const direct: Direct = { wanted, mine, theirs };
  const icePolicy = live.icePolicy === 'all' || isAgreed(direct) ? 'all' : 'relay';
  const settled = withoutCut(core);
  const next = withDirect(settled, live, direct);
  // The server takes this side for willing, and it is not: its "no" was lost.
  const corrected = mine && !wanted ? say(next, { t: 'path', match, direct: false }) : stay(next);
  // And the other way round: its "yes" went down with a socket. On the same socket it is void, for it crossed a "no".
  const repeated =
    core.cut === true && wanted && !mine ? writeNow(core, { t: 'path', match, direct: true }) : [];
  return {
    core: corrected.core,
    effects: [
      { type: 'configure', match, config: { iceServers, icePolicy }, renew: core.cut === true },
      ...corrected.effects,
      ...repeated,
      ...newsOf(live, before, direct),
    ],
  };
}

/** The server hears no more of it. */
export function pathRefused(core: Core): CoreStep {
  const live = liveMatch(core);
  if (live === undefined || !live.direct.wanted) return stay(core);
  return {
    core: withDirect(core, live, { ...live.direct, wanted: false }),
    effects: [note(live.match, 'direct-unavailable')],
  };
}

/** Both agreed, and there is no way but the relay. Addresses that nobody has use for are given to nobody. */
export function directTimedOut(core: Core, match: string): CoreStep {
  const live = liveMatch(core);
  if (live?.match !== match || !isAgreed(live.direct) || live.chat.path === 'direct') return stay(core);
  const said = say(withDirect(core, live, noDirect), { t: 'path', match, direct: false });
  return { core: said.core, effects: [...said.effects, note(match, 'direct-failed')] };
}

function newsOf({ match, chat }: LiveMatch, before: Direct, now: Direct): readonly CoreEffect[] {
  if (isAgreed(now))
    return isAgreed(before) ? [] : [note(match, 'direct-agreed'), { type: 'direct-timer', match }];
  if (isAgreed(before))
    return [note(match, chat.path === 'direct' ? 'direct-ended' : 'direct-failed'), noTimer];
  if (now.theirs && !before.theirs) return [note(match, 'direct-offered')];
  if (before.wanted && before.mine && !now.wanted) return [note(match, 'direct-declined')];
  return before.theirs && !now.theirs ? [note(match, 'direct-taken-back')] : [];
}

function withoutCut({ cut: _, ...core }: Core): Core {
  return core;
}

const noTimer: CoreEffect = { type: 'direct-timer', match: undefined };

function note(match: string, event: DirectEvent): CoreEffect {
  return { type: 'note', match, event };
}

function withDirect(core: Core, live: LiveMatch, direct: Direct): Core {
  const { stage } = core;
  return stage.at === 'chatting' ? { ...core, stage: { ...stage, live: { ...live, direct } } } : core;
}
