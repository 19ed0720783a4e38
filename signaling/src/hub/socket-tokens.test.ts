import { describe, expect, it } from 'vitest';
import { readSocketTokens } from './socket-tokens.ts';

describe('the list of subprotocols', () => {
  it('carries version, access token and resume token in any order', () => {
    expect(readSocketTokens('sotto.resume.r1, sotto.token.a.b-c_d,sotto.v1')).toEqual({
      speaksVersion: true,
      access: 'a.b-c_d',
      resume: 'r1',
    });
  });

  it('may be absent or speak of something else', () => {
    const nothing = { speaksVersion: false, access: undefined, resume: undefined };
    expect(readSocketTokens(undefined)).toEqual(nothing);
    expect(readSocketTokens('graphql-ws, sotto.v10')).toEqual(nothing);
  });
});
