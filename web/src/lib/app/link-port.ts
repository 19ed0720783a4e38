import type { MatchedFrame, MatchId, SignalData, TicketId } from '@sotto/protocol';
import type { MatchRecord } from '../chat/index.ts';
import type { LinkConfig } from '../link/peer-link.ts';
import type { LinkEvent, NotedEvent } from './core.ts';
import type { PictureSent, PictureToSend, SafetySymbol } from './state.ts';

/**
 * The browser-to-browser side as the app uses it: effects go in, events come out through the `tell` it was made with,
 * at once where that is possible.
 */
export interface LinkPort {
  /** Makes the keys of a ticket; told as `prepared`. Keys of an earlier ticket that wasn't matched are erased. */
  prepare(ticket: TicketId): void;
  /** Makes an offer in advance; told as `offered`. */
  makeOffer(ticket: TicketId): void;
  /** Lets go of what was made for a ticket. */
  discard(ticket: TicketId): void;
  /** Makes the link of a match with what was made for its ticket. */
  link(matched: MatchedFrame): void;
  signal(match: MatchId, data: SignalData): void;
  note(match: MatchId, event: NotedEvent): void;
  /** How the link of a match looks for its way from now on; `renew`: it looks at once, well as it may seem. */
  configure(match: MatchId, config: LinkConfig, renew: boolean): void;
  unlink(match: MatchId, goodbye: boolean): void;

  /** What can be reported: of the chat that is open, or of the last one that was. */
  record(): MatchRecord | undefined;
  /** Erases it. */
  forgetRecord(): void;

  /** The rest is about the one chat that is open. */
  send(text: string): boolean;
  sendPicture(picture: PictureToSend): Promise<PictureSent>;
  cancelPicture(key: string): void;
  typing(): void;
  seen(): void;
  safetyCode(): Promise<readonly SafetySymbol[] | undefined>;
}

/** Loads the code of the link and makes the certificate that all links of this tab share. */
export type LoadLink = (tell: (event: LinkEvent) => void, readReceipts: () => boolean) => Promise<LinkPort>;
