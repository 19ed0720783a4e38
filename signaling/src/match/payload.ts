import type { Card } from '@sotto/protocol';

/** What the other side of a match is shown of a person: travels through the matchmaker unread. */
export interface Introduction {
  readonly nickname: string;
  readonly card: Card;
}

/** Characters of 32 bytes in base64url. */
const keyChars = 43;

/**
 * One string instead of an object with four, since every waiting ticket holds one: the card's three keys, each of
 * 43 characters, then the nickname.
 */
export function encodePayload({ nickname, card }: Introduction): string {
  // Through a buffer: a concatenation would keep its four parts and the tree that joins them.
  return Buffer.from(`${card.sign}${card.seal}${card.fingerprint}${nickname}`).toString();
}

export function decodePayload(payload: string): Introduction {
  return {
    card: {
      sign: payload.slice(0, keyChars),
      seal: payload.slice(keyChars, 2 * keyChars),
      fingerprint: payload.slice(2 * keyChars, 3 * keyChars),
    },
    nickname: payload.slice(3 * keyChars),
  };
}
