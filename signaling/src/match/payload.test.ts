import { cardOf, createMatchKeys, systemRandomBytes } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { decodePayload, encodePayload } from './payload.ts';

describe('the payload of a ticket', () => {
  it.each(['Ann', 'Æther_9', '名前-さん', '𝔘𝔫𝔦'])('gives back card and nickname %s', (nickname) => {
    const introduction = {
      nickname,
      card: cardOf(createMatchKeys(systemRandomBytes), systemRandomBytes(32)),
    };
    expect(decodePayload(encodePayload(introduction))).toEqual(introduction);
  });
});
