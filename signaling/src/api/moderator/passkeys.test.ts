import {
  passkeyCreationSchema,
  passkeyRequestSchema,
  passkeySchema,
  passkeysSchema,
  type Passkey,
} from '@sotto/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { password } from '../../moderator/testing/join.ts';
import { createApiRig, problemOf, type ApiRig } from '../../testing/api-rig.ts';
import { createConsoleClient, joinAs, joinFirst, type ConsoleClient } from '../../testing/console-client.ts';
import { createSoftPasskey, type SoftCeremony, type SoftPasskey } from '../../testing/soft-passkey.ts';

const origin = 'https://chat.example';
const site = { origin, rpId: 'chat.example' };

let rig: ApiRig;
let ada: ConsoleClient;
beforeEach(async () => {
  rig = createApiRig({ publicOrigins: [origin] });
  ada = await joinFirst(rig);
}, 60_000);

async function creation(client: ConsoleClient = ada): Promise<SoftCeremony> {
  const answer = await client.call('POST', '/passkeys/challenge');
  const { challenge, rp } = passkeyCreationSchema.parse(await answer.json());
  return { challenge, origin, rpId: rp.id };
}

async function add(
  passkey: SoftPasskey,
  {
    client = ada,
    name = 'Key',
    at,
  }: { client?: ConsoleClient; name?: string; at?: Partial<SoftCeremony> } = {},
): Promise<Response> {
  const credential = passkey.register({ ...(await creation(client)), ...at });
  return client.call('POST', '/passkeys', { body: { name, credential } });
}

async function listed(client: ConsoleClient = ada): Promise<Passkey[]> {
  return passkeysSchema.parse(await (await client.call('GET', '/passkeys')).json()).passkeys;
}

async function signInCeremony(): Promise<SoftCeremony> {
  const answer = await createConsoleClient(rig).call('POST', '/sign-in/challenge');
  return { ...site, challenge: passkeyRequestSchema.parse(await answer.json()).challenge };
}

/** What comes of signing in with it, and as whom the log then knows it. */
async function signIn(body: object): Promise<string> {
  const answer = await createConsoleClient(rig).call('POST', '/sign-in', {
    body: { name: 'Ada', password, ...body },
  });
  return answer.status === 200 ? 'signed in' : (await problemOf(answer)).kind;
}

const kindOf = async (answer: Response): Promise<string> => (await problemOf(answer)).kind;

describe('a passkey', { timeout: 60_000 }, () => {
  it('signs in beside the password, and is in the log', async () => {
    const passkey = createSoftPasskey();
    const added = await add(passkey, { name: ' Blue key ' });
    expect(added.status).toBe(201);
    expect(passkeySchema.parse(await added.json())).toMatchObject({ id: passkey.id, name: 'Blue key' });
    expect(await signIn({ passkey: passkey.assert(await signInCeremony()) })).toBe('signed in');
    expect(await listed()).toMatchObject([{ id: passkey.id, usedAtMs: rig.time.nowMs }]);
    const log = await (await ada.call('GET', '/audit')).text();
    expect(log).toContain('passkey-added');
    expect(log).toContain('{\\"with\\":\\"passkey\\"}');
  });

  it('is nothing without the password, nor for another account', async () => {
    const passkey = createSoftPasskey();
    await add(passkey);
    await joinAs(rig, ada, 'Ben', ['moderator']);
    const ceremony = signInCeremony;
    expect(await signIn({ password: 'something else', passkey: passkey.assert(await ceremony()) })).toBe(
      'sign-in-failed',
    );
    expect(await signIn({ name: 'Ben', passkey: passkey.assert(await ceremony()) })).toBe('sign-in-failed');
    expect(await signIn({ passkey: createSoftPasskey().assert(await ceremony()) })).toBe('sign-in-failed');
    const both = { code: '123456', passkey: passkey.assert(await ceremony()) };
    expect(await signIn(both)).toBe('invalid-request');
    expect(await signIn({})).toBe('invalid-request');
  });

  it('answers a challenge once, in time, for this site', async () => {
    const passkey = createSoftPasskey();
    await add(passkey);
    const once = await signInCeremony();
    expect(await signIn({ passkey: passkey.assert(once) })).toBe('signed in');
    expect(await signIn({ passkey: passkey.assert(once) })).toBe('sign-in-failed');
    const late = await signInCeremony();
    rig.time.nowMs += 5 * 60_000;
    expect(await signIn({ passkey: passkey.assert(late) })).toBe('sign-in-failed');
    for (const elsewhere of [{ origin: 'https://chat.example.evil' }, { rpId: 'evil.example' }]) {
      const at = { ...(await signInCeremony()), ...elsewhere };
      expect(await signIn({ passkey: passkey.assert(at) })).toBe('sign-in-failed');
    }
    const forMaking = { ...(await creation()), ...site };
    expect(await signIn({ passkey: passkey.assert(forMaking) })).toBe('sign-in-failed');
    rig.time.nowMs += 3_600_000;
    expect(await signIn({ passkey: passkey.assert(await signInCeremony()) })).toBe('signed in');
  });

  it('that counts back is a copy, and one that counts nothing is none', async () => {
    const passkey = createSoftPasskey();
    await add(passkey);
    passkey.counter = 10;
    expect(await signIn({ passkey: passkey.assert(await signInCeremony()) })).toBe('signed in');
    passkey.counter = 10;
    expect(await signIn({ passkey: passkey.assert(await signInCeremony()) })).toBe('sign-in-failed');
    const synced = createSoftPasskey(false);
    await add(synced);
    for (let i = 0; i < 2; i += 1)
      expect(await signIn({ passkey: synced.assert(await signInCeremony()) })).toBe('signed in');
  });

  it('is added by a challenge of this account, once, and to one account', async () => {
    const passkey = createSoftPasskey();
    const ben = await joinAs(rig, ada, 'Ben', ['moderator']);
    expect(await kindOf(await add(passkey, { at: await creation(ben) }))).toBe('passkey-refused');
    expect(await kindOf(await add(passkey, { at: { origin: 'https://evil.example' } }))).toBe(
      'passkey-refused',
    );
    const at = await creation();
    expect((await add(passkey, { at })).status).toBe(201);
    expect(await kindOf(await add(createSoftPasskey(), { at }))).toBe('passkey-refused');
    expect(await kindOf(await add(passkey, { client: ben }))).toBe('passkey-refused');
    expect(await listed(ben)).toEqual([]);
  });

  it('with certificates of its own is refused before anything follows what they say', async () => {
    const at = await creation();
    // CBOR: "fmt": "android-key", "packed"; "attStmt": {"x5c": [h'00']}. The last is no CBOR.
    const certified = '6761747453746d74a16378356381' + '4100';
    const statements = [
      `63666d746b616e64726f69642d6b6579${certified}`,
      `63666d74667061636b6564${certified}`,
      '63666d74646e6f6e656761747453746d74ff',
    ];
    for (const statement of statements) {
      const credential = createSoftPasskey().register(at, Buffer.from(statement, 'hex'));
      const answer = await ada.call('POST', '/passkeys', { body: { name: 'Key', credential } });
      expect(await kindOf(answer)).toBe('passkey-refused');
    }
    // Nothing was verified: the challenge has not been used up.
    expect((await add(createSoftPasskey(), { at })).status).toBe(201);
  });

  it('is added only by whoever has just shown both factors', async () => {
    const at = await creation();
    rig.time.nowMs += 10 * 60_000;
    expect(await kindOf(await ada.call('POST', '/passkeys/challenge'))).toBe('sign-in-again');
    const credential = createSoftPasskey().register(at);
    const late = await ada.call('POST', '/passkeys', { body: { name: 'Key', credential } });
    expect(await kindOf(late)).toBe('sign-in-again');
    expect(await listed()).toEqual([]);
  });

  it('goes with the account: one that was shut out and let in again has none', async () => {
    const ben = await joinAs(rig, ada, 'Ben', ['moderator']);
    const passkey = createSoftPasskey();
    await add(passkey, { client: ben });
    const { accounts } = (await (await ada.call('GET', '/accounts')).json()) as {
      accounts: { id: string; name: string }[];
    };
    const id = accounts.find(({ name }) => name === 'Ben')?.id ?? '';
    for (const disabled of [true, false])
      expect((await ada.call('PATCH', `/accounts/${id}`, { body: { disabled } })).status).toBe(200);
    const again = { name: 'Ben', passkey: passkey.assert(await signInCeremony()) };
    expect(await signIn(again)).toBe('sign-in-failed');
  });

  it('may count as high as authenticators do', async () => {
    const passkey = createSoftPasskey();
    await add(passkey);
    passkey.counter = 3_000_000_000;
    expect(await signIn({ passkey: passkey.assert(await signInCeremony()) })).toBe('signed in');
  });

  it('is renamed and removed by its owner alone; the app stays a second factor', async () => {
    const passkey = createSoftPasskey();
    await add(passkey);
    const ben = await joinAs(rig, ada, 'Ben', ['administrator']);
    const path = `/passkeys/${passkey.id}`;
    expect((await ben.call('PATCH', path, { body: { name: 'Mine' } })).status).toBe(404);
    expect((await ben.call('DELETE', path)).status).toBe(404);
    expect((await ada.call('PATCH', path, { body: { name: 'Red key' } })).status).toBe(204);
    expect(await listed()).toMatchObject([{ name: 'Red key' }]);
    expect((await ada.call('DELETE', path)).status).toBe(204);
    expect(await listed()).toEqual([]);
    expect(await (await ada.call('GET', '/audit')).text()).toContain('{\\"passkey\\":\\"Red key\\"}');
    expect(await signIn({ passkey: passkey.assert(await signInCeremony()) })).toBe('sign-in-failed');
  });

  it('has a bound on how many there are', async () => {
    for (let i = 0; i < 10; i += 1) expect((await add(createSoftPasskey())).status).toBe(201);
    expect(await kindOf(await ada.call('POST', '/passkeys/challenge'))).toBe('too-many-passkeys');
  });
});

it('a server without an address of its own takes no passkeys, and says so', { timeout: 60_000 }, async () => {
  const home = createApiRig();
  const client = await joinFirst(home);
  expect(await (await client.call('GET', '/sign-in')).json()).toEqual({ passkeys: false });
  for (const path of ['/sign-in/challenge', '/passkeys/challenge'])
    expect(await kindOf(await client.call('POST', path))).toBe('passkeys-unavailable');
});
