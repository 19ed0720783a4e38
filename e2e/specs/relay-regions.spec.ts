import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepConnections, relayInUse } from '../support/connections.ts';
import { expect, test as base, type Pair } from '../support/fixtures.ts';
import { startRelay, type TestRelay } from '../support/relay.ts';
import { lend } from '../support/server-watch.ts';
import { startServer } from '../support/server.ts';

/** Relays in two regions, each with a secret of its own. */
const test = base.extend<{ relays: readonly [TestRelay, TestRelay] }>({
  relays: async ({ browserName: _ }, use) => {
    const relays = [await startRelay(secretOf('first')), await startRelay(secretOf('second'))] as const;
    await use(relays);
    for (const relay of relays) await relay.stop();
  },
  server: async ({ relays }, use, testInfo) => {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-regions-'));
    const regions = await Promise.all(
      (['first', 'second'] as const).map(async (name, i) => {
        const secretFile = join(folder, name);
        await writeFile(secretFile, `${secretOf(name)}\n`);
        return { name, urls: relays[i]?.urls, secretFile };
      }),
    );
    const file = join(folder, 'regions.json');
    await writeFile(file, JSON.stringify(regions));
    const server = await startServer({ TURN_REGIONS: file });
    await lend(server, use, testInfo);
    await server.stop();
    await rm(folder, { recursive: true });
  },
});

const secretOf = (region: 'first' | 'second'): string => `the-secret-of-the-${region}-region-for-tests`;
/** ICE takes some seconds to notice that a path is dead, and the page looks for another one after that. */
const anotherPathMs = 40_000;

async function expectToTalk({ ann, ben }: Pair, text: string, timeout = 15_000): Promise<void> {
  await ann.say(`${text} from ann`);
  await expect(ben.log.getByText(`${text} from ann`, { exact: true })).toBeVisible({ timeout });
  await ben.say(`${text} from ben`);
  await expect(ann.log.getByText(`${text} from ben`, { exact: true })).toBeVisible({ timeout });
}

test('people whose first region is away meet by the second', async ({ relays, meet, secretInterest }) => {
  await relays[0].stop();
  const interests = [secretInterest];
  const pair = await meet({ nickname: 'ann', interests }, { nickname: 'ben', interests });
  for (const person of [pair.ann, pair.ben]) await person.expectPath('Relayed');
  await expectToTalk(pair, 'by the second region');
});

test('people whose relay dies go on by the region after it', async ({ relays, arrive, secretInterest }) => {
  test.setTimeout(60_000 + 2 * anotherPathMs);
  const [ann, ben] = [
    await arrive({ nickname: 'ann', interests: [secretInterest] }),
    await arrive({ nickname: 'ben', interests: [secretInterest] }),
  ];
  for (const person of [ann, ben]) {
    await keepConnections(person.context);
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await ann.expectChatWith(ben);
  await expectToTalk({ ann, ben }, 'before');
  // Chromium ranks relays by their place in the list.
  await expect.poll(() => relayInUse(ann.page)).toBe(relays[0].urls[1]);
  await relays[0].stop();
  await expectToTalk({ ann, ben }, 'after', anotherPathMs);
  await expect.poll(() => relayInUse(ann.page), { timeout: anotherPathMs }).toBe(relays[1].urls[1]);
});
