import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignalData } from '@sotto/protocol';
import { deriveSecrets, randomSecret } from '../config/secrets.ts';
import { registerTestIdentity, startRedisServer, startTestServer } from '../testing.ts';
import type { TestRedisServer, TestServer } from '../testing.ts';
import { confirm, connect, type TestClient } from './testing/test-client.ts';

const candidateOf = (line: string) =>
  ({ type: 'candidate', candidate: { candidate: line, sdpMLineIndex: 0, sdpMid: '0' } }) as const;
const host = candidateOf('candidate:1 1 udp 2122260223 192.168.1.7 54321 typ host');
const relayed = candidateOf('candidate:4 1 udp 33562367 203.0.113.5 49152 typ relay raddr 0.0.0.0 rport 0');

let redis: TestRedisServer;
let nodes: readonly [TestServer, TestServer];
beforeAll(async () => {
  redis = await startRedisServer();
});
afterAll(() => redis.stop());
/** Of all nodes that ever share this Redis. */
const secrets = deriveSecrets({
  session: randomSecret(),
  identity: randomSecret(),
  evidence: randomSecret(),
});
beforeEach(async () => {
  const config = {
    secrets,
    redis: { url: redis.url, runMatchmaker: true },
    icePolicy: 'relay',
    turn: {
      regions: [{ name: 'home', urls: ['turn:relay.example'], secret: 'the-secret-of-the-relay' }],
      ttlS: 600,
    },
  } as const;
  nodes = await Promise.all([startTestServer({ config }), startTestServer({ config })]);
});
afterEach(() => Promise.all(nodes.map((node) => node.stop())));

/** Two people in a relayed match, each on a node of their own. */
async function meet(): Promise<{ ann: TestClient; ben: TestClient; match: string }> {
  const [ann, ben] = await Promise.all(
    nodes.map(async (node, at) => {
      const { tokens } = await registerTestIdentity(node.url, { nickname: at === 0 ? 'Ann' : 'Ben' });
      const client = await connect(node.url, { access: tokens.accessToken });
      await client.next('welcome');
      return client;
    }),
  );
  if (ann === undefined || ben === undefined) throw new Error('nobody came');
  return { ann, ben, match: await confirm(ann, ben) };
}

/** What of these candidates comes through. */
async function passed(from: TestClient, to: TestClient, match: string): Promise<SignalData[]> {
  const end: SignalData = { type: 'renegotiate', restart: true };
  for (const data of [host, relayed, end]) from.send({ t: 'signal', match, data });
  const got: SignalData[] = [];
  for (;;) {
    const { data } = await to.next('signal', 'path');
    if (data.type === 'renegotiate') return got;
    got.push(data);
  }
}

describe('a direct connection by agreement, between two nodes', () => {
  it('lets addresses pass once both have said yes, and no longer than both do', async () => {
    const { ann, ben, match } = await meet();
    expect(await passed(ann, ben, match)).toEqual([relayed]);

    ann.send({ t: 'path', match, direct: true });
    expect(await ann.next('path')).toMatchObject({ mine: true, theirs: false, icePolicy: 'relay' });
    expect(await ben.next('path')).toMatchObject({ mine: false, theirs: true, icePolicy: 'relay' });
    for (const [from, to] of [
      [ann, ben],
      [ben, ann],
    ] as const)
      expect(await passed(from, to, match)).toEqual([relayed]);

    ben.send({ t: 'path', match, direct: true });
    for (const side of [ann, ben]) {
      const { iceServers, ...told } = await side.next('path');
      expect(told).toEqual({ t: 'path', match, mine: true, theirs: true, icePolicy: 'all' });
      expect(iceServers[0]?.credential).toBeDefined();
    }
    expect(await passed(ann, ben, match)).toEqual([host, relayed]);
    expect(await passed(ben, ann, match)).toEqual([host, relayed]);

    ben.send({ t: 'path', match, direct: false });
    for (const side of [ann, ben])
      expect(await side.next('path')).toMatchObject({ mine: false, theirs: false, icePolicy: 'relay' });
    expect(await passed(ann, ben, match)).toEqual([relayed]);
    expect(await passed(ben, ann, match)).toEqual([relayed]);
  });

  it('gives nothing to a client that says yes again and again while the other does not', async () => {
    const { ann, ben, match } = await meet();
    for (let i = 0; i < 3; i++) ann.send({ t: 'path', match, direct: true });
    expect(await passed(ann, ben, match)).toEqual([relayed]);
    ben.send({ t: 'path', match, direct: false });
    // Of the yes before, nothing is left.
    expect(await passed(ben, ann, match)).toEqual([relayed]);
    expect(await passed(ann, ben, match)).toEqual([relayed]);
  });

  it('is told anew to whoever comes back, with fresh credentials', async () => {
    const { ann, match } = await meet();
    ann.send({ t: 'path', match });
    const { iceServers, icePolicy } = await ann.next('path');
    expect(icePolicy).toBe('relay');
    expect(iceServers[0]?.urls).toEqual(['turn:relay.example']);
    ann.send({ t: 'path', match: 'AAAAAAAAAAAAAAAAAAAAAA', direct: true });
    expect(await ann.next('error')).toMatchObject({ code: 'no-such-match', of: 'path' });
  });
});
