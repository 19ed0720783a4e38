import type { Locator } from '@playwright/test';
import { expectNothingSerious, overflow } from '../support/accessibility.ts';
import { candidateTypes, framesOf, keepConnections } from '../support/connections.ts';
import { expect, test as base, type Pair } from '../support/fixtures.ts';
import type { Person } from '../support/person.ts';
import { startRelay } from '../support/relay.ts';
import { lend } from '../support/server-watch.ts';
import { startServer } from '../support/server.ts';

const test = base.extend({
  server: async ({ browserName: _ }, use, testInfo) => {
    const relay = await startRelay();
    const server = await startServer(relay.env);
    await lend(server, use, testInfo);
    await server.stop();
    await relay.stop();
  },
});

/** How long a page looks for a direct path. */
const directWithinMs = 15_000;
const addresses = /typ (host|srflx|prflx)/;
const relayedOnly = ['local-candidate relay', 'remote-candidate relay'];

const bar = ({ page }: Person): Locator => page.getByRole('region', { name: 'Direct connection' });
const dialog = ({ page }: Person): Locator => page.getByRole('alertdialog');
const said = ({ log }: Person, text: string): Locator => log.getByText(text, { exact: true });

async function expectRelayed({ ann, ben }: Pair): Promise<void> {
  for (const person of [ann, ben]) await person.expectPath('Relayed');
}

async function offer(person: Person): Promise<void> {
  const popover = await person.openConnection();
  await popover.getByRole('button', { name: 'Offer a direct connection…' }).click();
  await expect(dialog(person)).toContainText('network (IP) address');
  await person.button('Offer it').click();
}

async function agree(person: Person): Promise<void> {
  await bar(person).getByRole('button', { name: 'Agree…' }).click();
  await expect(dialog(person)).toContainText('network (IP) address');
  await person.button('Agree and connect').click();
}

async function expectToTalk({ ann, ben }: Pair, text: string): Promise<void> {
  await ann.say(`${text} from ann`);
  await ben.expectHeard(`${text} from ann`);
  await ben.say(`${text} from ben`);
  await ann.expectHeard(`${text} from ben`);
}

test('two people agree to a direct connection, and one takes it back', async ({ pair }) => {
  const { ann, ben } = pair;
  await expectRelayed(pair);
  await offer(ann);
  await expect(bar(ben)).toContainText('ann offers a direct connection');
  await agree(ben);
  for (const person of [ann, ben]) await person.expectPath('Direct');
  await expectToTalk(pair, 'directly');

  const popover = await ben.openConnection();
  await popover.getByRole('button', { name: 'Go back to the relay' }).click();
  await expectRelayed(pair);
  await expect(said(ann, 'The direct connection has ended. The relay is back.')).toBeVisible();
  await expectToTalk(pair, 'relayed again');
});

test('the one who is asked declines, and the offer is taken back', async ({ pair }) => {
  const { ann, ben } = pair;
  await expectRelayed(pair);
  await offer(ben);
  await bar(ann).getByRole('button', { name: 'Keep the relay' }).click();
  await expect(said(ben, 'ann would rather keep the relay.')).toBeVisible();
  await expect(bar(ann)).toBeHidden();

  await offer(ann);
  await bar(ben).getByRole('button', { name: 'Agree…' }).click();
  const popover = await ann.openConnection();
  await popover.getByRole('button', { name: 'Take the offer back' }).click();
  // What Ben was about to agree to is no longer there, nor is the question.
  await expect(dialog(ben)).toBeHidden();
  await expect(bar(ben)).toBeHidden();
  await expectRelayed(pair);
});

test('in a relayed chat no address crosses the server, and an agreement opens it for both', async ({
  arrive,
  secretInterest,
}) => {
  const people = await Promise.all(
    ['ann', 'ben'].map((nickname) => arrive({ nickname, interests: [secretInterest] })),
  );
  const [ann, ben] = people;
  if (ann === undefined || ben === undefined) throw new Error('nobody came');
  const frames = people.map(({ page }) => framesOf(page));
  for (const person of people) {
    await keepConnections(person.context);
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await ann.expectChatWith(ben);
  await expectRelayed({ ann, ben });
  for (const person of people) expect(await candidateTypes(person.page)).toEqual(relayedOnly);
  await offer(ann);
  await expect(bar(ben)).toBeVisible();
  for (const { received, sent } of frames) expect([...sent, ...received].join()).not.toMatch(addresses);
  await agree(ben);
  for (const person of people) await person.expectPath('Direct');
  for (const { received } of frames) expect(received.join()).toMatch(addresses);
});

test('a changed client that takes itself for agreed gets nothing', async ({ arrive, secretInterest }) => {
  const interests = [secretInterest];
  const ann = await arrive({ nickname: 'ann', interests });
  const ben = await arrive({ nickname: 'ben', interests });
  // Whatever the server says of the path, Ann's page hears that both agree.
  await ann.page.routeWebSocket(/socket/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((text) => {
      const frame = JSON.parse(String(text)) as { t: string };
      const lie = { ...frame, mine: true, theirs: true, icePolicy: 'all' };
      socket.send(frame.t === 'path' ? JSON.stringify(lie) : String(text));
    });
  });
  const [annFrames, benFrames] = [framesOf(ann.page), framesOf(ben.page)];
  for (const person of [ann, ben]) {
    await keepConnections(person.context);
    await person.comeIn();
    await person.introduce();
    await person.seek();
  }
  await ann.expectChatWith(ben);
  await expectRelayed({ ann, ben });
  await offer(ann);
  await expect(said(ann, 'You both agreed. Looking for a direct path…')).toBeVisible();
  // Her page has tried: it gives up when no address of Ben's came in time.
  await expect(
    said(ann, 'No direct path was found between your two networks. The relay goes on.'),
  ).toBeVisible({ timeout: 2 * directWithinMs });
  await expectRelayed({ ann, ben });
  await expectToTalk({ ann, ben }, 'still relayed');
  expect(benFrames.received.join()).not.toMatch(addresses);
  expect(benFrames.sent.join()).not.toMatch(addresses);
  expect(annFrames.received.join()).not.toMatch(addresses);
  // At most she has shown herself: her browser knows Ben by his relay alone, and his has found no other way out.
  const known = await candidateTypes(ann.page);
  expect(known.filter((type) => type.startsWith('remote'))).toEqual(['remote-candidate relay']);
  const own = await candidateTypes(ben.page);
  expect(own.filter((type) => type.startsWith('local'))).toEqual(['local-candidate relay']);
});

for (const [colorScheme, width] of [
  ['light', 390],
  ['dark', 1280],
] as const) {
  test(`the offer works by keyboard and reads well, ${colorScheme}, ${width} pixels wide`, async ({
    meet,
  }) => {
    const browser = { colorScheme, viewport: { width, height: 844 } };
    const { ann, ben } = await meet({ nickname: 'ann', browser }, { nickname: 'ben', browser });
    await expectRelayed({ ann, ben });
    await ann.button(/^Connection: /).focus();
    await ann.page.keyboard.press('Enter');
    await expectNothingSerious(ann.page, 'connection');
    const popover = ann.page.getByRole('dialog', { name: 'Connection' });
    await popover.getByRole('button', { name: 'Offer a direct connection…' }).focus();
    await ann.page.keyboard.press('Enter');
    await expect(dialog(ann)).toBeVisible();
    // The way back comes first.
    await ann.page.keyboard.press('Tab');
    await expect(dialog(ann).getByRole('button', { name: 'Keep the relay' })).toBeFocused();
    await expectNothingSerious(ann.page, 'warning');
    await ann.page.keyboard.press('Tab');
    await ann.page.keyboard.press('Enter');
    await expect(bar(ben)).toBeVisible();
    expect(await overflow(ben.page)).toBe(0);
    await expectNothingSerious(ben.page, 'offer');
    await bar(ben).getByRole('button', { name: 'Agree…' }).focus();
    await ben.page.keyboard.press('Enter');
    await expect(dialog(ben)).toBeVisible();
    await ben.page.keyboard.press('Escape');
    await expect(dialog(ben)).toBeHidden();
    await expect(bar(ben)).toBeVisible();
  });
}
