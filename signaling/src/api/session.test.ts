import { createIdentity, sessionTokensSchema, systemRandomBytes, type SessionTokens } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createApiRig, problemOf, type ApiRig } from '../testing/api-rig.ts';

async function refreshed(rig: ApiRig, refreshToken: string): Promise<SessionTokens> {
  const answer = await rig.call('POST', '/refresh', { body: { refreshToken } });
  expect(answer.status).toBe(200);
  return sessionTokensSchema.parse(await answer.json());
}

describe('access token', () => {
  it('is needed, must be ours, and expires after 15 minutes', async () => {
    const rig = createApiRig();
    const { accessToken } = await rig.register();
    const logout = async (token?: string) =>
      problemOf(await rig.call('POST', '/logout', token === undefined ? {} : { token }));
    expect(await logout()).toMatchObject({ kind: 'token-missing', status: 401 });
    expect(await logout(`${accessToken}x`)).toMatchObject({ kind: 'token-invalid', status: 401 });
    rig.time.nowMs += 901_000;
    expect(await logout(accessToken)).toMatchObject({ kind: 'token-expired', status: 401 });
  });

  it('is asked for by the scheme that it needs', async () => {
    const answer = await createApiRig().call('DELETE', '/identity');
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('refreshing', () => {
  it('gives new tokens of the same session, and spends the old one', async () => {
    const rig = createApiRig();
    const first = await rig.register('Ann');
    const second = await refreshed(rig, first.refreshToken);
    expect(second).toMatchObject({ sessionId: first.sessionId, nickname: 'Ann' });
    expect(second.refreshToken).not.toBe(first.refreshToken);
    await refreshed(rig, second.refreshToken);
  });

  it('with a token that was used before ends the session, for thief and owner alike', async () => {
    const rig = createApiRig();
    const ended: string[] = [];
    rig.sessions.onEnded((session) => ended.push(session));
    const bystander = await rig.register('Bob');
    const first = await rig.register('Ann');
    const second = await refreshed(rig, first.refreshToken);
    const replay = await rig.call('POST', '/refresh', { body: { refreshToken: first.refreshToken } });
    expect(await problemOf(replay)).toMatchObject({ kind: 'refresh-reused', status: 401 });
    expect(ended).toEqual([first.sessionId]);
    const owner = await rig.call('POST', '/refresh', { body: { refreshToken: second.refreshToken } });
    expect(await problemOf(owner)).toMatchObject({ kind: 'session-ended' });
    expect(await rig.sessions.authenticate(second.accessToken)).toEqual({
      ok: false,
      error: 'session-ended',
    });
    await refreshed(rig, bystander.refreshToken);
  });

  it('with a forged token changes nothing for the session that it names', async () => {
    const rig = createApiRig();
    const { refreshToken, sessionId } = await rig.register();
    const forged = `${sessionId}.${'A'.repeat(43)}.${'A'.repeat(22)}`;
    const answer = await rig.call('POST', '/refresh', { body: { refreshToken: forged } });
    expect(await problemOf(answer)).toMatchObject({ kind: 'refresh-invalid', status: 401 });
    await refreshed(rig, refreshToken);
  });

  it('keeps a session alive that would be idle for too long', async () => {
    const rig = createApiRig();
    let { refreshToken } = await rig.register();
    for (let day = 0; day < 3; day += 1) {
      rig.time.nowMs += 23 * 60 * 60_000;
      ({ refreshToken } = await refreshed(rig, refreshToken));
    }
    rig.time.nowMs += 25 * 60 * 60_000;
    const late = await rig.call('POST', '/refresh', { body: { refreshToken } });
    expect(await problemOf(late)).toMatchObject({ kind: 'session-ended' });
  });
});

describe('ending', () => {
  it('by logout ends this session only', async () => {
    const rig = createApiRig();
    const identity = createIdentity(systemRandomBytes);
    const [here, there] = [await rig.register('Ann', identity), await rig.register('Ann', identity)];
    const answer = await rig.call('POST', '/logout', { token: here.accessToken });
    expect(answer.status).toBe(204);
    const again = await rig.call('POST', '/logout', { token: here.accessToken });
    expect(await problemOf(again)).toMatchObject({ kind: 'session-ended' });
    expect((await rig.sessions.authenticate(there.accessToken)).ok).toBe(true);
  });

  it('by deleting the identity ends all of its sessions and nobody else', async () => {
    const rig = createApiRig();
    const identity = createIdentity(systemRandomBytes);
    const [here, there] = [await rig.register('Ann', identity), await rig.register('Ann', identity)];
    const other = await rig.register('Bob');
    const ended: string[] = [];
    rig.sessions.onEnded((session) => ended.push(session));
    expect((await rig.call('DELETE', '/identity', { token: here.accessToken })).status).toBe(204);
    expect(ended.sort()).toEqual([here.sessionId, there.sessionId].sort());
    expect((await rig.sessions.authenticate(there.accessToken)).ok).toBe(false);
    expect((await rig.sessions.authenticate(other.accessToken)).ok).toBe(true);
  });

  it('by deleting the identity can be asked again where something could not be forgotten', async () => {
    const forget = () => Promise.reject(new Error('away'));
    const rig = createApiRig({ context: { bans: { noticeFor: () => Promise.resolve(undefined), forget } } });
    const { accessToken } = await rig.register('Ann');
    expect((await rig.call('DELETE', '/identity', { token: accessToken })).status).toBe(500);
    expect((await rig.sessions.authenticate(accessToken)).ok).toBe(true);
  });
});
