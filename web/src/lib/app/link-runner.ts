import { cardOf, createMatchKeys, eraseMatchKeys, provePossession } from '@sotto/protocol';
import type {
  Card,
  MatchedFrame,
  MatchId,
  MatchKeys,
  RandomBytes,
  SignalData,
  TicketId,
} from '@sotto/protocol';
import type { LinkConfig, LinkFactory } from '../link/peer-link.ts';
import type { MatchRecord } from '../chat/index.ts';
import type { ChatSnapshot, LinkEvent, NotedEvent } from './core.ts';
import type { LinkPort } from './link-port.ts';
import type { PictureSent, PictureToSend, SafetySymbol } from './state.ts';

/** A chat with one partner over one link, as far as the app runs it. */
export interface RunningChat {
  /** What can be reported of the match. Outlives the chat, until it is erased. */
  readonly record: MatchRecord | undefined;
  signal(data: SignalData): void;
  send(text: string): boolean;
  sendPicture(picture: PictureToSend): Promise<PictureSent>;
  cancelPicture(key: string): void;
  typing(): void;
  seen(): void;
  safetyCode(): Promise<readonly SafetySymbol[] | undefined>;
  /** Shows a line of the server's word, even when the chat is over. */
  note(event: NotedEvent): void;
  /** How its link looks for a way from now on. */
  configure(config: LinkConfig, renew: boolean): void;
  /** Lets go of link and keys; with a goodbye to the partner first where `goodbye`. */
  close(goodbye: boolean): void;
}

export interface ChatListener {
  readonly signal: (data: SignalData) => void;
  readonly changed: (chat: ChatSnapshot) => void;
  readonly ended: (why: 'partner-left' | 'link-lost' | 'flooded' | 'not-trusted') => void;
}

/** Opens the chat of a match. The keys are the chat's own from then on. */
export type OpenChat = (
  matched: MatchedFrame,
  keys: MatchKeys,
  card: Card,
  listener: ChatListener,
) => RunningChat;

export interface LinkRunnerParts {
  readonly factory: Pick<LinkFactory, 'fingerprint' | 'prepareOffer'>;
  readonly openChat: OpenChat;
  readonly tell: (event: LinkEvent) => void;
  readonly randomBytes: RandomBytes;
  /** Runs a job when the page has nothing better to do. */
  readonly whenIdle: (job: () => void) => void;
  /** How to look for a way before a match has said so; none where a wrong guess could tell more than the person wants. */
  readonly firstConfig: () => LinkConfig | undefined;
}

/** What was made for a ticket. It outlives a match that comes to nothing: the ticket goes back with the same card. */
interface Prepared {
  readonly ticket: TicketId;
  readonly keys: MatchKeys;
  readonly card: Card;
}

/**
 * Joins links and chats to the app machine. Holds the keys of at most one ticket, one chat, and the record of the last match
 * that came about, until the next one does.
 */
export function createLinkRunner(parts: LinkRunnerParts): LinkPort {
  const { factory, openChat, tell, randomBytes, firstConfig } = parts;
  let prepared: Prepared | undefined;
  let chat: { readonly match: MatchId; readonly running: RunningChat } | undefined;
  let record: MatchRecord | undefined;
  let latestConfig: LinkConfig | undefined;

  // Keys take about 5 ms to make, which would be part of every wait; so the next ones are made in advance.
  let spare: MatchKeys | undefined;
  const makeSpare = (): void =>
    parts.whenIdle(() => {
      spare ??= createMatchKeys(randomBytes);
    });
  const takeKeys = (): MatchKeys => {
    const keys = spare ?? createMatchKeys(randomBytes);
    spare = undefined;
    return keys;
  };
  makeSpare();

  const erase = (): void => {
    if (prepared !== undefined) eraseMatchKeys(prepared.keys);
    prepared = undefined;
  };

  const keepRecord = (next: MatchRecord | undefined): void => {
    if (record !== next) record?.erase();
    record = next;
  };

  const chatOf = (match: MatchId): RunningChat | undefined =>
    chat?.match === match ? chat.running : undefined;

  return {
    prepare: (ticket) => {
      erase();
      const keys = takeKeys();
      const own: Prepared = { ticket, keys, card: cardOf(keys, factory.fingerprint) };
      prepared = own;
      void provePossession(keys, factory.fingerprint, ticket).then((proof) => {
        if (prepared === own) tell({ type: 'prepared', ticket, card: { card: own.card, proof } });
      });
    },
    makeOffer: (ticket) => {
      const config = latestConfig ?? firstConfig();
      if (config === undefined) return;
      void factory.prepareOffer(config).then((sdp) => {
        if (sdp !== undefined) tell({ type: 'offered', ticket, sdp });
      });
    },
    discard: (ticket) => {
      if (prepared?.ticket === ticket) erase();
    },
    link: (matched) => {
      const { match, ticket, iceServers, icePolicy } = matched;
      if (prepared?.ticket !== ticket) return;
      latestConfig = { iceServers, icePolicy };
      const listener: ChatListener = {
        signal: (data) => tell({ type: 'link-signal', match, data }),
        changed: (snapshot) => {
          if (snapshot.link === 'open' && prepared !== undefined) {
            erase();
            makeSpare();
            keepRecord(chatOf(match)?.record);
          }
          tell({ type: 'chat-changed', match, chat: snapshot });
        },
        ended: (why) => tell({ type: endings[why], match }),
      };
      // One that never opened leaves nothing to report.
      if (chat !== undefined && chat.running.record !== record) chat.running.record?.erase();
      chat = { match, running: openChat(matched, structuredClone(prepared.keys), prepared.card, listener) };
    },
    signal: (match, data) => chatOf(match)?.signal(data),
    configure: (match, config, renew) => chatOf(match)?.configure(config, renew),
    note: (match, event) => chatOf(match)?.note(event),
    unlink: (match, goodbye) => {
      chatOf(match)?.close(goodbye);
      // One that ended over there stays on the page, and a last line may follow.
      if (goodbye && chat?.match === match) chat = undefined;
    },
    record: () => record,
    forgetRecord: () => keepRecord(undefined),
    send: (text) => chat?.running.send(text) ?? false,
    sendPicture: async (picture) => chat?.running.sendPicture(picture) ?? 'not-now',
    cancelPicture: (key) => chat?.running.cancelPicture(key),
    typing: () => chat?.running.typing(),
    seen: () => chat?.running.seen(),
    safetyCode: () => chat?.running.safetyCode() ?? Promise.resolve(undefined),
  };
}

const endings = {
  'partner-left': 'partner-left',
  'link-lost': 'link-failed',
  flooded: 'flooded',
  'not-trusted': 'not-trusted',
} as const;
