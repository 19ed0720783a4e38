import { createHmac } from 'node:crypto';
import { systemRandomBytes, toBase64Url } from '@sotto/protocol';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { createAccessTokens } from './access-token.ts';
import { createRefreshTokens } from './refresh-token.ts';

const key = new Uint8Array(32).fill(1);
const session = toBase64Url(new Uint8Array(16).fill(9));
const nowMs = 1_800_000_000_000;
const at = (ms: number) => createAccessTokens(key, 900, () => ms);

describe('access token', () => {
  it('names its session for 15 minutes', async () => {
    const token = await at(nowMs).issue(session);
    expect(await at(nowMs + 899_000).verify(token)).toEqual({ ok: true, value: session });
    expect(await at(nowMs + 900_000).verify(token)).toEqual({ ok: false, error: 'token-expired' });
  });

  it('is refused under another key', async () => {
    const token = await createAccessTokens(new Uint8Array(32).fill(2), 900, () => nowMs).issue(session);
    expect(await at(nowMs).verify(token)).toEqual({ ok: false, error: 'token-invalid' });
  });

  it('is refused with another algorithm, also with none', async () => {
    const signed = (alg: string) =>
      new SignJWT({ sub: session, iss: 'sotto', aud: 'sotto', iat: nowMs / 1_000, exp: nowMs / 1_000 + 900 })
        .setProtectedHeader({ alg })
        .sign(new Uint8Array(64).fill(1));
    const hs512 = await signed('HS512');
    const [, payload] = hs512.split('.');
    const none = `${toBase64Url(Buffer.from('{"alg":"none"}'))}.${payload}.`;
    for (const token of [hs512, none, '', 'a.b.c']) {
      expect(await at(nowMs).verify(token)).toEqual({ ok: false, error: 'token-invalid' });
    }
  });

  it('is refused for another audience, another issuer, without expiry or subject', async () => {
    const good = { sub: session, iss: 'sotto', aud: 'sotto', iat: nowMs / 1_000, exp: nowMs / 1_000 + 900 };
    const sign = (claims: object) =>
      new SignJWT({ ...claims }).setProtectedHeader({ alg: 'HS256' }).sign(key);
    expect(await at(nowMs).verify(await sign(good))).toEqual({ ok: true, value: session });
    const noSubject = { ...good, sub: undefined };
    const endless = { ...good, exp: undefined };
    const bad = [
      { ...good, aud: 'other' },
      { ...good, iss: 'other' },
      { ...good, sub: 'x' },
      noSubject,
      endless,
    ];
    for (const claims of bad) {
      expect(await at(nowMs).verify(await sign(claims))).toEqual({ ok: false, error: 'token-invalid' });
    }
  });
});

describe('refresh token', () => {
  const tokens = createRefreshTokens(key, systemRandomBytes);

  it('reads back to its session and hash', () => {
    const { token, hash } = tokens.issue(session);
    expect(tokens.read(token)).toEqual({ session, hash });
    expect(token).toMatch(/^[A-Za-z0-9_.-]{20,200}$/);
  });

  it('is new each time', () => {
    expect(tokens.issue(session).token).not.toBe(tokens.issue(session).token);
  });

  it('cannot be forged for a known session, so that nobody ends it from outside', () => {
    const text = `${session}.${toBase64Url(systemRandomBytes(32))}`;
    const tag = createHmac('sha256', 'guess').update(text).digest().subarray(0, 16).toString('base64url');
    expect(tokens.read(`${text}.${tag}`)).toBeUndefined();
    expect(tokens.read(text)).toBeUndefined();
    expect(tokens.read(`${tokens.issue(session).token}.x`)).toBeUndefined();
  });
});
