import { startCuttableProxy } from '../support/cuttable-proxy.ts';
import { expect, test, testWithOwnServer, type Pair } from '../support/fixtures.ts';

/** What the browser itself writes into the console when the server is away. */
const lostServer = /WebSocket connection to|net::ERR_|Failed to load resource/;

async function expectToTalk({ ann, ben }: Pair, what: string): Promise<void> {
  await ann.say(`${what}, ben`);
  await ben.expectHeard(`${what}, ben`);
  await ben.say(`${what}, ann`);
  await ann.expectHeard(`${what}, ann`);
}

testWithOwnServer(
  'a chat goes on when the server crashes, and Next works once it is back',
  async ({ pair, server, bring, secretInterest }) => {
    const { ann, ben } = pair;
    for (const person of [ann, ben]) person.watch.tolerate(lostServer);
    await expectToTalk(pair, 'before');
    await server.crashAndRestart();
    await expectToTalk(pair, 'after');
    await ann.next();
    await expect(ben.page.getByRole('heading', { name: 'ann has left' })).toBeVisible();
    await ann.expectSearching();
    const cleo = await bring({ nickname: 'cleo', interests: [secretInterest] });
    await ann.expectChatWith(cleo);
    await ann.say('hello cleo');
    await cleo.expectHeard('hello cleo');
  },
);

testWithOwnServer(
  'a chat goes on while there is no server at all, and the pages say that it is away',
  async ({ pair, server }) => {
    const { ann, ben } = pair;
    for (const person of [ann, ben]) person.watch.tolerate(lostServer);
    expect(await server.drain()).toBe(0);
    for (const person of [ann, ben])
      await expect(person.page.getByText(/server is out of reach/).first()).toBeVisible();
    await expectToTalk(pair, 'without a server');
    await server.restart();
    // After some attempts in vain the next one may be 20 s away.
    for (const person of [ann, ben])
      await expect(person.page.getByText(/server is out of reach/)).toHaveCount(0, { timeout: 25_000 });
    await expectToTalk(pair, 'with a server again');
  },
);

test('a cut signaling socket is resumed, and the match with it', async ({ meet, server, afterwards }) => {
  const proxy = await startCuttableProxy(server.port);
  afterwards(proxy.close);
  const pair = await meet({ nickname: 'ann', origin: proxy.origin }, { nickname: 'ben' });
  const { ann, ben } = pair;
  ann.watch.tolerate(lostServer);
  proxy.refuse();
  proxy.cut();
  await expect(ann.page.getByText(/server is out of reach/).first()).toBeVisible();
  await expectToTalk(pair, 'while the socket is cut');
  proxy.accept();
  await expect(ann.page.getByText(/server is out of reach/)).toHaveCount(0);
  await expectToTalk(pair, 'after the resume');
  // The server knows the match still: it can tell ann what ben told it alone.
  await ben.leave();
  await expect(ann.page.getByRole('heading', { name: 'ben has left' })).toBeVisible();
});

test('a search survives a cut socket', async ({ bring, server, secretInterest, afterwards }) => {
  const proxy = await startCuttableProxy(server.port);
  afterwards(proxy.close);
  const ann = await bring({ nickname: 'ann', origin: proxy.origin, interests: [secretInterest] });
  ann.watch.tolerate(lostServer);
  await ann.expectSearching();
  proxy.cut();
  const ben = await bring({ nickname: 'ben', interests: [secretInterest] });
  await Promise.all([ann.expectChatWith(ben), ben.expectChatWith(ann)]);
});
