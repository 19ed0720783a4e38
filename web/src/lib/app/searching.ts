import type { MatchedFrame, SeekFrame, ServerFrame, TicketId } from '@sotto/protocol';
import type { Welcome } from '../socket/news.ts';
import { avoidTokens } from './avoid-list.ts';
import {
  stay,
  takeBack,
  writeNow,
  type ChatSnapshot,
  type Core,
  type CoreEffect,
  type CoreStep,
  type ProvenCard,
  type Search,
  type Surroundings,
} from './core.ts';

/** From the wish to meet somebody to a match. */

/** The link and its negotiation get this long before the person is told and offered the next one. */
export const connectWithinMs = 20_000;

const untouched: ChatSnapshot = { lines: [], link: 'connecting', path: 'unknown', partnerTyping: false };

/**
 * Starts a search with a ticket of its own, where there is a profile; signs in first where there is no session. Keys are
 * made anew for each ticket, so that two matches of one person have nothing in common.
 * @param before effects that end whatever went before
 * @param sinceMs when the person began to wait, where that was earlier
 */
export function beginSearch(
  core: Core,
  before: readonly CoreEffect[],
  around: Surroundings,
  sinceMs = around.nowMs,
): CoreStep {
  const { profile, signaling } = core;
  const takeOver: CoreEffect = { type: 'take-over' };
  if (profile === undefined) return { core: { ...core, stage: { at: 'idle' } }, effects: before };
  if (signaling === 'off' || signaling === 'connecting') {
    return {
      core: { ...core, stage: { at: 'signing-in' }, signaling: 'connecting' },
      effects: [...before, takeOver, { type: 'connect', nickname: profile.nickname }],
    };
  }
  const ticket = around.newTicket();
  return {
    core: { ...core, stage: { at: 'searching', search: { ticket, sinceMs, sent: false } } },
    effects: [...before, { type: 'prepare', ticket }, takeOver],
  };
}

/** The keys are there: the seek goes out in the same step. */
export function prepared(core: Core, ticket: TicketId, card: ProvenCard, around: Surroundings): CoreStep {
  const search = searchFor(core, ticket);
  if (search === undefined || search.card !== undefined) return stay(core);
  const next: Search = { ...search, card };
  return core.signaling === 'online'
    ? seek(core, next, around)
    : { core: withSearch(core, next), effects: [] };
}

/** The offer made in advance is there: it joins the ticket. */
export function offered(core: Core, ticket: TicketId, sdp: string): CoreStep {
  const search = searchFor(core, ticket);
  if (search?.offer !== 'asked') return stay(core);
  return {
    core: withSearch(core, { ...search, offer: { sdp } }),
    effects: writeNow(core, { t: 'offer', ticket, sdp }),
  };
}

/** The ticket is in the queue: time for an offer. */
export function waiting(core: Core, frame: Extract<ServerFrame, { t: 'waiting' }>): CoreStep {
  const search = searchFor(core, frame.ticket);
  if (search === undefined) return stay(core);
  return giveOffer(
    core,
    frame.estimateMs === undefined ? search : { ...search, estimateMs: frame.estimateMs },
  );
}

/** Another socket: what the server has lost of the search is told again. */
export function resumeSearch(core: Core, search: Search, welcome: Welcome, around: Surroundings): CoreStep {
  if (!search.sent || welcome.ticket !== search.ticket) return seek(core, search, around);
  // Matched while the socket was away: the server delivers the match again.
  return welcome.match === undefined ? giveOffer(core, search) : stay(core);
}

/** Matched: the link comes first, since every millisecond until the answer is the person's wait. */
export function matched(core: Core, frame: MatchedFrame, { nowMs }: Surroundings): CoreStep {
  const search = searchFor(core, frame.ticket);
  if (search?.card === undefined) return stay(core);
  const { match, ticket, peer, sharedInterests, sharedLanguages, icePolicy } = frame;
  const live = {
    match,
    ticket,
    card: search.card,
    sinceMs: search.sinceMs,
    matchedAtMs: nowMs,
    partner: { nickname: peer.nickname, sharedInterests, sharedLanguages },
    icePolicy,
    direct: { wanted: false, mine: false, theirs: false },
    avoid: peer.avoid,
    confirmed: false,
    chat: untouched,
  };
  return {
    core: { ...core, stage: { at: 'found', live }, outbox: [] },
    effects: [
      { type: 'link', matched: frame },
      { type: 'write', frame: { t: 'accept', match } },
      { type: 'connect-timer', match },
    ],
  };
}

/** Takes the search back; the stage is the caller's to change. */
export function endSearch(core: Core, { ticket, sent }: Search): CoreStep {
  const { core: next, effects } = sent ? takeBack(core, ticket) : stay(core);
  return { core: next, effects: [...effects, { type: 'discard', ticket }] };
}

/** The server is done with a ticket that was taken back: a seek that waited for that goes out. */
export function cancelSettled(core: Core, ticket: TicketId | undefined, around: Surroundings): CoreStep {
  const { cancelling, ...settled } = core;
  if (cancelling === undefined || cancelling !== ticket) return stay(core);
  const { stage } = settled;
  return stage.at === 'searching' && !stage.search.sent ? seek(settled, stage.search, around) : stay(settled);
}

/** The search that runs with this ticket. */
export function searchFor(core: Core, ticket: TicketId): Search | undefined {
  return core.stage.at === 'searching' && core.stage.search.ticket === ticket ? core.stage.search : undefined;
}

function withSearch(core: Core, search: Search): Core {
  return { ...core, stage: { at: 'searching', search } };
}

function giveOffer(core: Core, search: Search): CoreStep {
  const { ticket, offer } = search;
  if (offer === undefined) {
    return {
      core: withSearch(core, { ...search, offer: 'asked' }),
      effects: [{ type: 'make-offer', ticket }],
    };
  }
  const effects = offer === 'asked' ? [] : writeNow(core, { t: 'offer', ticket, sdp: offer.sdp });
  return { core: withSearch(core, search), effects };
}

/** Writes the seek, or keeps it for the moment when keys, socket and server are ready for it. */
function seek(core: Core, search: Search, { nowMs }: Surroundings): CoreStep {
  const { profile, avoid, signaling, cancelling } = core;
  const { ticket, card } = search;
  if (profile === undefined || card === undefined || signaling !== 'online' || cancelling !== undefined) {
    return { core: withSearch(core, search), effects: [] };
  }
  const { about, wants } = profile;
  const frame: SeekFrame = {
    t: 'seek',
    ticket,
    pool: 'text',
    about,
    wants,
    ...card,
    ...avoidTokens(avoid, nowMs),
  };
  return { core: withSearch(core, { ...search, sent: true }), effects: [{ type: 'write', frame }] };
}
