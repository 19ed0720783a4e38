import { createIdentity, sessionTokensSchema, systemRandomBytes } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { createApiRig, problemOf } from '../testing/api-rig.ts';

describe('registering', () => {
  it('opens a session whose tokens work', async () => {
    const rig = createApiRig();
    const answer = await rig.call('POST', '/register', {
      body: await rig.registration({ nickname: 'Zoë_名' }),
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const tokens = sessionTokensSchema.parse(await answer.json());
    expect(tokens).toMatchObject({ nickname: 'Zoë_名', accessExpiresIn: 900 });
    expect(await rig.sessions.authenticate(tokens.accessToken)).toMatchObject({
      ok: true,
      value: { session: tokens.sessionId, nickname: 'Zoë_名' },
    });
  });

  it('gives one identity the same handle in all of its sessions, and others another', async () => {
    const rig = createApiRig();
    const identity = createIdentity(systemRandomBytes);
    const handles = [];
    for (const who of [identity, identity, undefined]) {
      const user = await rig.sessions.authenticate((await rig.register('Ann', who)).accessToken);
      if (!user.ok) throw new Error(user.error);
      handles.push(user.value.handle);
    }
    expect(handles[0]).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(handles[1]).toBe(handles[0]);
    expect(handles[2]).not.toBe(handles[0]);
  });

  it('turns away who does not state to be 18 or over', async () => {
    const rig = createApiRig();
    const answer = await rig.call('POST', '/register', { body: await rig.registration({ adult: false }) });
    expect(await problemOf(answer)).toMatchObject({ kind: 'under-age', status: 403 });
  });

  it.each([
    ['control characters', 'an\u0000n'],
    ['an invisible direction mark', 'ann\u202eevil'],
    ['a space', 'ann b'],
    ['one character', 'a'],
    ['51 characters', 'a'.repeat(51)],
    ['markup', '<b>ann</b>'],
  ])('refuses a nickname of %s', async (_what, nickname) => {
    const rig = createApiRig();
    const answer = await rig.call('POST', '/register', { body: await rig.registration({ nickname }) });
    const problem = await problemOf(answer);
    expect(problem.kind).toBe('nickname-invalid');
    expect(new Set(problem.errors?.map(({ path }) => path))).toEqual(new Set(['nickname']));
  });

  it('refuses unknown fields, and says which', async () => {
    const rig = createApiRig();
    const body = { ...(await rig.registration()), admin: true };
    const answer = await problemOf(await rig.call('POST', '/register', { body }));
    expect(answer.kind).toBe('invalid-request');
    expect(JSON.stringify(answer.errors)).toContain('admin');
  });

  it('names each field that is missing', async () => {
    const answer = await problemOf(await createApiRig().call('POST', '/register', { body: {} }));
    expect(answer.errors?.map(({ path }) => path).sort()).toEqual([
      'adult',
      'nickname',
      'proof',
      'publicKey',
      'signature',
    ]);
  });

  it('refuses what is not JSON, by its content or by its type', async () => {
    const rig = createApiRig();
    const broken = await rig.call('POST', '/register', { body: '{"nickname":' });
    expect(await problemOf(broken)).toMatchObject({ kind: 'invalid-request', status: 400 });
    const body = JSON.stringify(await rig.registration());
    const form = await rig.call('POST', '/register', { body, headers: { 'content-type': 'text/plain' } });
    expect((await problemOf(form)).detail).toContain('application/json');
  });

  it('refuses a body that is too large, whether or not it says so', async () => {
    const rig = createApiRig();
    const body = JSON.stringify({ nickname: 'a'.repeat(20_000) });
    const said = await rig.call('POST', '/register', {
      body,
      headers: { 'content-length': String(body.length) },
    });
    expect(await problemOf(said)).toMatchObject({ kind: 'body-too-large', status: 413 });
    expect(await problemOf(await rig.call('POST', '/register', { body }))).toMatchObject({ status: 413 });
  });

  it('takes a proof of work once only', async () => {
    const rig = createApiRig();
    const body = await rig.registration();
    expect((await rig.call('POST', '/register', { body })).status).toBe(201);
    const again = await rig.call('POST', '/register', { body });
    expect(await problemOf(again)).toMatchObject({ kind: 'proof-of-work-invalid', status: 400 });
  });

  it('takes a proof of work in time only', async () => {
    const rig = createApiRig();
    const body = await rig.registration();
    rig.time.nowMs += 301_000;
    expect(await problemOf(await rig.call('POST', '/register', { body }))).toMatchObject({
      kind: 'proof-of-work-invalid',
    });
  });

  it('refuses a key that did not sign, and lets the same proof be used by the one that does', async () => {
    const rig = createApiRig();
    const good = await rig.registration();
    const stolen = { ...good, publicKey: createIdentity(systemRandomBytes).publicKey };
    expect(await problemOf(await rig.call('POST', '/register', { body: stolen }))).toMatchObject({
      kind: 'signature-invalid',
    });
    expect((await rig.call('POST', '/register', { body: good })).status).toBe(201);
  });

  it('refuses a key of small order, under which one signature fits every message', async () => {
    const rig = createApiRig();
    const publicKey = 'AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
    const signature = `${publicKey.slice(0, -1)}${'A'.repeat(44)}`;
    const body = await rig.registration({ publicKey, signature });
    expect(await problemOf(await rig.call('POST', '/register', { body }))).toMatchObject({
      kind: 'signature-invalid',
    });
  });

  it('asks another age gate where there is one', async () => {
    const rig = createApiRig({ context: { ageGate: { minimumAge: 21, admits: async () => false } } });
    const answer = await rig.call('POST', '/register', { body: await rig.registration() });
    expect(await problemOf(answer)).toMatchObject({ kind: 'under-age' });
  });
});
