import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, isIPv4, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { renderTurnConfig, type TurnConfigOptions } from './config.ts';
import { ipRange } from './ip-range.ts';
import { runTurnServer, type RunningTurnServer } from './run.ts';
import { specialPurposeBlocks } from './special-purpose.ts';
import { openTls, openUdp, type TurnClient } from './testing/turn-client.ts';

const secret = 'the-secret-that-both-sides-share-0001';
const previous = 'the-secret-before-the-last-change-001';
const folder = mkdtempSync(join(tmpdir(), 'sotto-turn-test-'));
const certificate = join(folder, 'certificate.pem');
const key = join(folder, 'key.pem');

let server: RunningTurnServer;
let options: TurnConfigOptions;
let open: TurnClient[] = [];

beforeAll(async () => {
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=turn.example.org', '-addext', 'subjectAltName=DNS:turn.example.org'],
    ...['-keyout', key, '-out', certificate],
  ]);
  const [listeningPort, tlsPort] = [await freePort(), await freePort()];
  options = {
    realm: 'turn.example.org',
    secrets: [secret, previous],
    listeningPort,
    tls: { port: tlsPort, certificate, key },
    listeningIps: ['127.0.0.1'],
    relayIps: ['127.0.0.1', '::1'],
    externalIps: [],
    relayPorts: { min: 49_152, max: 65_535 },
    allocationsPerUser: 3,
    allocationsInAll: 0,
    bytesPerSecond: 0,
    allowedPeerIps: [],
  };
  server = runTurnServer(renderTurnConfig(options));
  await (await udp()).bind();
});

afterEach(() => {
  for (const client of open) client.close();
  open = [];
});

afterAll(async () => {
  server.process.kill('SIGKILL');
  await server.ended;
  rmSync(folder, { recursive: true, force: true });
});

async function udp(): Promise<TurnClient> {
  const client = await openUdp(options.listeningPort);
  open.push(client);
  return client;
}

/** As the signaling server mints them. */
function mint(userId: string, { under = secret, lifeS = 300 } = {}) {
  const username = `${Math.floor(Date.now() / 1_000) + lifeS}:${userId}`;
  return { username, credential: createHmac('sha1', under).update(username).digest('base64') };
}

/** Both a UDP and a TCP port that nobody has. */
async function freePort(): Promise<number> {
  const tcp = createServer().listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const datagrams = createSocket('udp4').bind(port, '127.0.0.1');
  await once(datagrams, 'listening');
  datagrams.close();
  tcp.close();
  await once(tcp, 'close');
  return port;
}

describe('coturn with the rendered configuration', () => {
  it('refuses the first and last address of every special-purpose block as a peer', async () => {
    const v4 = await udp();
    const v6 = await udp();
    expect(await v4.allocate(mint('v4'), 4)).toBe(0);
    expect(await v6.allocate(mint('v6'), 6)).toBe(0);
    const addresses = specialPurposeBlocks.flatMap(({ cidr }) => Object.values(ipRange(cidr)));
    const granted: string[] = [];
    for (const address of addresses) {
      if ((await (isIPv4(address) ? v4 : v6).permit(address)) !== 403) granted.push(address);
    }
    expect(granted).toEqual([]);
  });

  it('lets people reach public addresses', async () => {
    const v4 = await udp();
    const v6 = await udp();
    expect(await v4.allocate(mint('out4'), 4)).toBe(0);
    expect(await v6.allocate(mint('out6'), 6)).toBe(0);
    expect(await v4.permit('192.0.0.255')).toBe(403);
    for (const address of ['9.255.255.255', '11.0.0.0', '192.0.1.0', '223.255.255.255']) {
      expect(await v4.permit(address), address).toBe(0);
    }
    expect(await v6.permit('2606:4700::1111')).toBe(0);
  });

  it('refuses who has no credential, an expired, a foreign or an altered one', async () => {
    const good = mint('honest');
    const later = `${Number(good.username.split(':')[0]) + 86_400}:honest`;
    const refused = {
      nobody: { username: '', credential: '' },
      expired: mint('honest', { lifeS: -1 }),
      foreign: mint('honest', { under: 'x'.repeat(32) }),
      longer: { ...good, username: later },
      other: { ...good, username: good.username.replace('honest', 'someone') },
      altered: { ...good, credential: `A${good.credential.slice(1)}` },
    };
    for (const [what, credential] of Object.entries(refused)) {
      expect(await (await udp()).allocate(credential, 4), what).toBe(401);
    }
    expect(await (await udp()).allocate(good, 4)).toBe(0);
  });

  it('takes credentials under the secret before the last change', async () => {
    expect(await (await udp()).allocate(mint('slow', { under: previous }), 4)).toBe(0);
  });

  it('grants one participant no more allocations than the quota', async () => {
    const greedy = mint('greedy');
    const answers: number[] = [];
    for (let i = 0; i < 4; i++) answers.push(await (await udp()).allocate(greedy, 4));
    expect(answers).toEqual([0, 0, 0, 486]);
  });

  it('relays over TLS by the same rules', async () => {
    const { port } = options.tls ?? { port: 0 };
    const client = await openTls(port, readFileSync(certificate, 'utf8'));
    open.push(client);
    expect(await client.allocate(mint('tls'), 4)).toBe(0);
    expect(await client.permit('10.0.0.1')).toBe(403);
  });
});

describe('runTurnServer', () => {
  it('leaves nothing behind when it is ended', async () => {
    const port = await freePort();
    const second = runTurnServer(renderTurnConfig({ ...options, listeningPort: port, tls: undefined }));
    const client = await openUdp(port);
    open.push(client);
    await client.bind();
    const path = second.process.spawnargs[2] ?? '';
    expect(existsSync(path)).toBe(true);
    second.process.kill('SIGTERM');
    expect(await second.ended).toBe(0);
    expect(existsSync(path)).toBe(false);
  });

  it('says -1 where coturn is not installed', async () => {
    expect(await runTurnServer('', join(folder, 'no-such-program')).ended).toBe(-1);
  });
});
