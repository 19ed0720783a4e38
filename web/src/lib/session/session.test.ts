import { fail, ok, systemRandomBytes, verifyRegistration, type SessionTokens } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { ApiFailure } from './api-caller.ts';
import { createIdentityStore } from './identity-store.ts';
import { createSession, refreshAheadMs, type SessionDependencies } from './session.ts';
import { memorySlot } from './slot.ts';

const lifeS = 900;
const challenge = {
  parameters: {
    algorithm: 'PBKDF2/SHA-256',
    nonce: '00',
    salt: '00',
    cost: 1,
    keyLength: 32,
    keyPrefix: '00',
    keySignature: '00',
    expiresAt: 1,
  },
  signature: '0'.repeat(64),
} as const;

const refreshed: SessionTokens = {
  sessionId: 's',
  nickname: 'ann',
  accessToken: 'new',
  accessExpiresIn: lifeS,
  refreshToken: 'r',
};

/** A server that keeps sessions by refresh token and notes what it was asked. */
function setUp(overrides: Partial<SessionDependencies['api']> = {}) {
  const asked: string[] = [];
  const registered: { nickname: string; publicKey: string }[] = [];
  let made = 0;
  let known: string | undefined;
  const clock = { nowMs: 0 };
  const tokens = (): SessionTokens => {
    made += 1;
    known = `refresh-${made}`;
    return {
      sessionId: 's',
      nickname: 'ann',
      accessToken: `access-${made}`,
      accessExpiresIn: lifeS,
      refreshToken: known,
    };
  };
  const api: SessionDependencies['api'] = {
    challenge: () => Promise.resolve(ok(challenge)),
    register: async (request) => {
      asked.push('register');
      if (!(await verifyRegistration(request))) return fail(problem('signature-invalid'));
      registered.push(request);
      return ok(tokens());
    },
    refresh: ({ refreshToken }) => {
      asked.push('refresh');
      return Promise.resolve(refreshToken === known ? ok(tokens()) : fail(problem('refresh-invalid')));
    },
    logout: () => {
      asked.push('logout');
      return Promise.resolve(ok(undefined));
    },
    deleteIdentity: (accessToken) => {
      asked.push(`delete ${accessToken}`);
      return Promise.resolve(ok(undefined));
    },
    ...overrides,
  };
  const store = createIdentityStore(memorySlot(), systemRandomBytes);
  const session = createSession({
    api,
    identities: () => Promise.resolve(store),
    proveWork: () => Promise.resolve('proof'),
    nowMs: () => clock.nowMs,
  });
  return { session, store, asked, registered, clock, forget: () => (known = undefined) };
}

function problem(kind: Extract<ApiFailure, { kind: 'problem' }>['problem']): ApiFailure {
  return { kind: 'problem', problem: kind, detail: kind };
}

describe('a session', () => {
  it('registers at the first need, with a signature that the server can check', async () => {
    const { session, asked } = setUp();
    expect(await session.access('ann', false)).toEqual(ok('access-1'));
    expect(asked).toEqual(['register']);
  });

  it('answers with the token at hand while that lasts', async () => {
    const { session, asked, clock } = setUp();
    await session.access('ann', false);
    clock.nowMs = lifeS * 1_000 - refreshAheadMs - 1;
    expect(await session.access('ann', false)).toEqual(ok('access-1'));
    expect(asked).toEqual(['register']);
  });

  it('refreshes ahead of the end', async () => {
    const { session, asked, clock } = setUp();
    await session.access('ann', false);
    clock.nowMs = lifeS * 1_000 - refreshAheadMs;
    expect(await session.access('ann', false)).toEqual(ok('access-2'));
    expect(asked).toEqual(['register', 'refresh']);
  });

  it('refreshes a token that is in doubt', async () => {
    const { session } = setUp();
    await session.access('ann', false);
    expect(await session.access('ann', true)).toEqual(ok('access-2'));
  });

  it('registers again with the same identity when the server has forgotten the session', async () => {
    const { session, forget, registered } = setUp();
    await session.access('ann', false);
    forget();
    expect(await session.access('ann', true)).toEqual(ok('access-2'));
    expect(registered).toHaveLength(2);
    expect(registered[1]?.publicKey).toBe(registered[0]?.publicKey);
  });

  it('keeps the session when the server cannot be reached', async () => {
    let reachable = false;
    const { session, asked } = setUp({
      refresh: () => Promise.resolve(reachable ? ok(refreshed) : fail({ kind: 'unreachable' })),
    });
    await session.access('ann', false);
    expect(await session.access('ann', true)).toEqual(fail({ kind: 'unavailable' }));
    reachable = true;
    expect(await session.access('ann', true)).toEqual(ok('new'));
    expect(asked).toEqual(['register']);
  });

  it('takes a new session for another nickname and ends the old one', async () => {
    const { session, asked, registered } = setUp();
    await session.access('ann', false);
    await session.access('anna', false);
    expect(asked).toEqual(['register', 'logout', 'register']);
    expect(registered.map(({ nickname }) => nickname)).toEqual(['ann', 'anna']);
  });

  it('asks the server once for calls at the same time', async () => {
    const { session, asked } = setUp();
    const answers = await Promise.all([session.access('ann', false), session.access('ann', false)]);
    expect(answers).toEqual([ok('access-1'), ok('access-1')]);
    expect(asked).toEqual(['register']);
  });

  it('proves its work once more when the proof was refused, and then says so', async () => {
    let tries = 0;
    const { session } = setUp({
      register: () => {
        tries += 1;
        return Promise.resolve(fail(problem('proof-of-work-invalid')));
      },
    });
    expect(await session.access('ann', false)).toEqual(
      fail({ kind: 'refused', detail: 'proof-of-work-invalid' }),
    );
    expect(tries).toBe(2);
  });

  it('passes on for how long the server wants to be left alone', async () => {
    const { session } = setUp({
      challenge: () =>
        Promise.resolve(fail({ ...problem('too-many-requests'), retryAfterS: 12 } as ApiFailure)),
    });
    expect(await session.access('ann', false)).toEqual(
      fail({ kind: 'too-many-requests', retryAfterMs: 12_000 }),
    );
  });

  it('deletes every identity at the server and on the device', async () => {
    const { session, store, asked } = setUp();
    await store.create();
    await store.create();
    await session.access('ann', false);
    expect(await session.deleteIdentities('ann')).toBe(true);
    expect(asked).toEqual(['register', 'delete access-1', 'register', 'delete access-2']);
    expect(await store.list()).toEqual([]);
  });

  it('forgets the identities of the device even where the server cannot be told', async () => {
    const { session, store } = setUp({
      deleteIdentity: () => Promise.resolve(fail({ kind: 'unreachable' })),
    });
    await session.access('ann', false);
    expect(await session.deleteIdentities('ann')).toBe(false);
    expect(await store.list()).toEqual([]);
  });
});
