import { unattendedHeader } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { codeAt, password } from '../../moderator/testing/join.ts';
import { createApiRig, problemOf } from '../../testing/api-rig.ts';
import { createConsoleClient, joinAs, joinFirst } from '../../testing/console-client.ts';

describe('signing in to the console', { timeout: 60_000 }, () => {
  it('needs name, password and code, and gives a cookie that no script and no other site can use', async () => {
    const rig = createApiRig();
    const client = createConsoleClient(rig);
    const { totpSecret } = await client.join((await rig.moderation.accounts.inviteFirst()) ?? '', 'Ada');
    await client.call('POST', '/sign-out');
    expect(client.cookie()).toBeUndefined();
    expect((await problemOf(await client.call('GET', '/me'))).kind).toBe('signed-out');

    rig.time.nowMs += 30_000;
    const body = { name: 'Ada', password, code: codeAt(totpSecret, rig.time.nowMs) };
    const wrong = { ...body, password: 'some other password' };
    expect((await problemOf(await client.call('POST', '/sign-in', { body: wrong }))).kind).toBe(
      'sign-in-failed',
    );
    const answer = await client.call('POST', '/sign-in', { body });
    expect(await answer.json()).toMatchObject({ moderator: { name: 'Ada' }, recoveryCodesLeft: 10 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sotto-moderator=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
    expect((await client.call('GET', '/me')).status).toBe(200);
    expect((await problemOf(await client.call('POST', '/sign-in', { body }))).kind).toBe('sign-in-failed');
  });

  it('keeps its cookie to https where the server is reached over that alone', async () => {
    const rig = createApiRig();
    const { accounts } = rig.moderation;
    const secure = createApiRig({ context: { moderator: { ...rig.moderation, secureCookies: true } } });
    const client = createConsoleClient(secure);
    await client.join((await accounts.inviteFirst()) ?? '', 'Ada');
    expect(client.cookie()).toMatch(/^__Host-sotto-moderator=/);
    expect((await client.call('GET', '/me')).status).toBe(200);
    const signedOut = await client.call('POST', '/sign-out');
    expect(signedOut.headers.getSetCookie()[0]).toMatch(/^__Host-sotto-moderator=; .*Secure/);
  });

  it('ends where nobody presses a key, though the page goes on asking', async () => {
    const rig = createApiRig();
    const ada = await joinFirst(rig);
    const minutes = async (count: number, headers: Record<string, string>) => {
      for (let i = 0; i < count; i += 1) {
        rig.time.nowMs += 60_000;
        expect((await ada.call('GET', '/queue', { headers })).status).toBe(200);
      }
    };
    await minutes(40, {});
    await minutes(29, { [unattendedHeader]: '1' });
    rig.time.nowMs += 60_000;
    const late = ada.call('GET', '/queue', { headers: { [unattendedHeader]: '1' } });
    expect((await problemOf(await late)).kind).toBe('signed-out');
    expect((await problemOf(await ada.call('GET', '/queue'))).kind).toBe('signed-out');
  });

  it('says how long to wait after too many guesses', async () => {
    const rig = createApiRig();
    const client = createConsoleClient(rig);
    const body = { name: 'nobody', password: 'guess guess', code: '123456' };
    for (let i = 0; i < 5; i += 1) await client.call('POST', '/sign-in', { body });
    const answer = await client.call('POST', '/sign-in', { body });
    expect(answer.headers.get('retry-after')).toBe('15');
    expect((await problemOf(answer)).kind).toBe('too-many-requests');
  });

  it('is refused to pages that are not the console', async () => {
    const rig = createApiRig();
    const ada = await joinFirst(rig);
    const cookie = ada.cookie() ?? '';
    const bare = await rig.call('GET', '/moderator/me', { headers: { cookie } });
    expect((await problemOf(bare)).kind).toBe('console-only');
    const foreign = await ada.call('POST', '/sign-out', { headers: { origin: 'https://evil.example' } });
    expect((await problemOf(foreign)).kind).toBe('origin-forbidden');
    expect((await ada.call('GET', '/me')).status).toBe(200);
  });

  it('says 404 and 405 where there is nothing, as everywhere', async () => {
    const client = createConsoleClient(createApiRig());
    expect((await problemOf(await client.call('GET', '/nothing'))).kind).toBe('not-found');
    expect((await problemOf(await client.call('DELETE', '/me'))).kind).toBe('method-not-allowed');
  });
});

describe('accounts', { timeout: 60_000 }, () => {
  it('are invited, listed and shut out by an administrator', async () => {
    const rig = createApiRig();
    const ada = await joinFirst(rig);
    const ben = await joinAs(rig, ada, 'Ben', ['moderator']);
    const { accounts } = (await (await ada.call('GET', '/accounts')).json()) as {
      accounts: { id: string; name: string; disabled: boolean }[];
    };
    expect(accounts.map(({ name, disabled }) => [name, disabled])).toEqual([
      ['Ada', false],
      ['Ben', false],
    ]);
    const path = `/accounts/${accounts[1]?.id ?? ''}`;
    const shutOut = await ada.call('PATCH', path, { body: { disabled: true } });
    expect(await shutOut.json()).toMatchObject({ name: 'Ben', disabled: true });
    expect((await problemOf(await ben.call('GET', '/me'))).kind).toBe('signed-out');
    expect((await problemOf(await ada.call('PATCH', '/accounts/x', { body: {} }))).kind).toBe('not-found');
    const own = await ada.call('PATCH', `/accounts/${accounts[0]?.id ?? ''}`, {
      body: { roles: ['moderator'] },
    });
    expect((await problemOf(own)).kind).toBe('last-administrator');
  });
});
