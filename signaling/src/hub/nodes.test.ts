import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deriveSecrets, randomSecret } from '../config/secrets.ts';
import {
  registerTestIdentity,
  startRedisServer,
  startTestServer,
  type TestRedisServer,
  type TestServer,
} from '../testing.ts';
import { confirm, connect, seekFrame, type TestClient } from './testing/test-client.ts';

/** Of all nodes that ever share this Redis. */
const secrets = deriveSecrets({
  session: randomSecret(),
  identity: randomSecret(),
  evidence: randomSecret(),
});

let redis: TestRedisServer;
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.stop());

beforeEach(async () => {
  const config = {
    secrets,
    redis: { url: redis.url, runMatchmaker: true },
  };
  [here, there] = await Promise.all([startTestServer({ config }), startTestServer({ config })]);
});
afterEach(() => Promise.all([here.stop(), there.stop()]));

interface Person {
  readonly client: TestClient;
  readonly access: string;
  readonly resume: string;
}

async function join(node: TestServer, nickname: string): Promise<Person> {
  const { tokens } = await registerTestIdentity(node.url, { nickname });
  return enter(node, tokens.accessToken);
}

async function enter(node: TestServer, access: string): Promise<Person> {
  const client = await connect(node.url, { access });
  const { resume } = await client.next('welcome');
  return { client, access, resume };
}

const renegotiate = { type: 'renegotiate', restart: true } as const;

describe('two hubs over one Redis', () => {
  it('resume on one what was begun on the other: a ticket with its age', async () => {
    const ann = await join(here, 'Ann');
    const { ticket } = seekFrame();
    ann.client.send(seekFrame({ ticket }));
    await ann.client.next('waiting');
    ann.client.socket.terminate();
    const back = await connect(there.url, ann);
    expect(await back.next('welcome')).toMatchObject({ ticket });
    expect(await back.next('waiting')).toMatchObject({ ticket });
    const ben = await join(here, 'Ben');
    ben.client.send(seekFrame());
    expect((await back.next('matched')).peer.nickname).toBe('Ben');
  });

  it('resume on one what was begun on the other: a match whose partner notices nothing', async () => {
    const ann = await join(here, 'Ann');
    const ben = await join(here, 'Ben');
    const match = await confirm(ann.client, ben.client);
    const back = await connect(there.url, ann);
    expect(await back.next('welcome')).toMatchObject({ match });
    expect(await ann.client.closed).toEqual({ code: 4409, reason: 'replaced' });
    expect(await back.next('confirmed')).toEqual({ t: 'confirmed', match });
    ben.client.send({ t: 'signal', match, data: renegotiate });
    expect(await back.next('signal', 'path')).toEqual({ t: 'signal', match, data: renegotiate });
    back.send({ t: 'leave', match });
    expect(await ben.client.next('ended')).toEqual({ t: 'ended', match, reason: 'left' });
  });

  it('resume on one what the other was told to let go of when it stopped', async () => {
    const ann = await join(here, 'Ann');
    const ben = await join(there, 'Ben');
    const match = await confirm(ann.client, ben.client);
    const stopped = here.stop();
    await ann.client.next('draining');
    expect((await ann.client.closed).code).toBe(1012);
    ben.client.send({ t: 'signal', match, data: renegotiate });
    await ben.client.settled();
    await stopped;
    const back = await connect(there.url, ann);
    expect(await back.next('welcome')).toMatchObject({ match });
    await back.next('confirmed');
    back.send({ t: 'signal', match, data: renegotiate });
    expect(await ben.client.next('signal')).toMatchObject({ match });
  });

  it('replace on one what was begun on the other, where the resume token is missing', async () => {
    const ann = await join(here, 'Ann');
    const ben = await join(there, 'Ben');
    const match = await confirm(ann.client, ben.client);
    const anew = await enter(there, ann.access);
    expect(await ann.client.closed).toEqual({ code: 4409, reason: 'replaced' });
    expect(await ben.client.next('ended')).toEqual({ t: 'ended', match, reason: 'left' });
    await anew.client.settled();
  });

  it('requeue the willing side where the other, on the other node, leaves before it is final', async () => {
    const ann = await join(here, 'Ann');
    const ben = await join(there, 'Ben');
    for (const { client } of [ann, ben]) {
      client.send(seekFrame());
      await client.next('waiting');
    }
    const [{ match, ticket }] = await Promise.all([ann.client.next('matched'), ben.client.next('matched')]);
    ann.client.send({ t: 'accept', match });
    await ann.client.settled();
    ben.client.send({ t: 'leave', match });
    expect(await ann.client.next('requeued')).toEqual({ t: 'requeued', match, ticket });
    expect(await ann.client.next('waiting')).toMatchObject({ ticket });
  });
});
