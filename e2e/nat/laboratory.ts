import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, test as base } from '@playwright/test';
import { renderTurnConfig, runTurnServer } from '@sotto/turn';
import { createLaboratory, type Laboratory, type Site } from '@sotto/turn/testing';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { watchPages } from '../support/page-watch.ts';
import { Person } from '../support/person.ts';
import { startServer } from '../support/server.ts';
import { candidateTypes, framesOf, keepConnections } from '../support/connections.ts';

export type Policy = 'relay' | 'all';

/** Somebody at a site, and what their browser gave away there. */
export interface Visitor {
  readonly person: Person;
  readonly site: Site;
  /** Every text frame of the signaling socket, either way. */
  readonly frames: ReturnType<typeof framesOf>;
  /** The kinds of candidates on either side, as the browser's statistics list them. */
  candidateTypes(): Promise<readonly string[]>;
}

interface Internet {
  readonly laboratory: Laboratory;
  readonly originOf: (policy: Policy) => string;
}

interface Fixtures {
  /** Brings somebody at a site as far as the search, on the server with that policy. */
  visit: (site: Site, nickname: string, policy: Policy) => Promise<Visitor>;
}

const turnPort = 3_478;
const webPort = 443;

export const test = base.extend<Fixtures, { internet: Internet }>({
  internet: [
    async ({ browserName: _ }, use) => {
      const laboratory = createLaboratory();
      const folder = mkdtempSync(join(tmpdir(), 'sotto-nat-'));
      const { addresses, serverNamespace } = laboratory;
      const secret = 'only-for-the-network-laboratory-0001';
      const relay = runTurnServer(
        renderTurnConfig({
          realm: 'relay.lab.example',
          secrets: [secret],
          listeningPort: turnPort,
          tls: { port: webPort, ...certificateIn(folder, addresses.relay) },
          listeningIps: [addresses.relay],
          relayIps: [addresses.relay],
          externalIps: [],
          relayPorts: { min: 49_152, max: 65_535 },
          // An address change leaves an allocation behind until it runs out, and one pair makes many of them here.
          allocationsPerUser: 128,
          allocationsInAll: 0,
          bytesPerSecond: 0,
          allowedPeerIps: [],
        }),
        inNamespace(folder, serverNamespace, 'turnserver'),
      );
      const start = (address: string, policy: Policy) =>
        startServer(
          {
            ...{ HOST: address, PORT: String(webPort), ICE_POLICY: policy, TURN_SECRET: secret },
            PUBLIC_ORIGINS: originAt(address),
            TURN_URLS: [
              `stun:${addresses.relay}:${turnPort}`,
              `turn:${addresses.relay}:${turnPort}?transport=udp`,
              `turn:${addresses.relay}:${webPort}?transport=tcp`,
            ].join(),
          },
          ['ip', 'netns', 'exec', serverNamespace],
        );
      try {
        const servers = [await start(addresses.app, 'relay'), await start(addresses.openApp, 'all')];
        await use({
          laboratory,
          originOf: (policy) => originAt(policy === 'relay' ? addresses.app : addresses.openApp),
        });
        await Promise.all(servers.map((server) => server.stop()));
      } finally {
        relay.process.kill('SIGKILL');
        // Ends whatever still runs inside, too.
        laboratory.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  visit: async ({ internet }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'sotto-nat-'));
    const ends: (() => Promise<void>)[] = [];
    await use(async (site, nickname, policy) => {
      const origin = internet.originOf(policy);
      const browser = await chromium.launch({
        executablePath: inNamespace(folder, site.namespace, chromiumPath()),
        // WebRTC is for secure origins, and the laboratory has no names that a certificate could be for.
        args: [...chromiumArgs, `--unsafely-treat-insecure-origin-as-secure=${origin}`],
      });
      const context = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce' });
      const watch = await watchPages(context, nickname);
      await keepConnections(context);
      const page = await context.newPage();
      const frames = framesOf(page);
      const person = new Person(page, watch, { nickname, interests: ['networks'] });
      ends.push(async () => {
        await browser.close();
        watch.expectQuiet();
      });
      await person.comeIn();
      await person.introduce();
      await person.seek();
      return { person, site, frames, candidateTypes: () => candidateTypes(page) };
    });
    for (const end of ends) await end();
    rmSync(folder, { recursive: true, force: true });
  },
});

/** Both see each other, say something and hear it. */
export async function expectToTalk(one: Visitor, other: Visitor): Promise<void> {
  await Promise.all([one.person.expectChatWith(other.person), other.person.expectChatWith(one.person)]);
  await one.person.say(`hello from ${one.person.nickname}`);
  await other.person.expectHeard(`hello from ${one.person.nickname}`);
  await other.person.say(`hello from ${other.person.nickname}`);
  await one.person.expectHeard(`hello from ${other.person.nickname}`);
}

/** The chat comes to say this of its path. */
export const expectPath = ({ person }: Visitor, path: string): Promise<void> => person.expectPath(path);

function originAt(address: string): string {
  return `http://${address}:${webPort}`;
}

/** A program that runs another one inside a namespace: launchers take the path of one file and no more. */
function inNamespace(folder: string, namespace: string, command: string): string {
  const path = join(folder, `${namespace}-${command.split('/').at(-1)}`);
  writeFileSync(path, `#!/bin/sh\nexec ip netns exec ${namespace} ${command} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function certificateIn(folder: string, address: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  execFileSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'],
    ...['-subj', '/CN=relay.lab.example', '-addext', `subjectAltName=IP:${address}`],
    ...['-keyout', key, '-out', certificate],
  ]);
  return { certificate, key };
}
