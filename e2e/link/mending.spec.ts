import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { Detours } from './detours.ts';
import { expect, test, type BenchPair } from './lab.ts';

// The detours need candidates with addresses in them.
test.use({
  launchOptions: {
    executablePath: chromiumPath(),
    args: [...chromiumArgs, '--disable-features=WebRtcHideLocalIpsWithMdns'],
  },
});

function iceRestarts({ initiator }: BenchPair): number {
  return initiator.signals.filter(({ type }) => type === 'offer').length - 1;
}

test('a path that is lost for good is mended, and nothing said meanwhile is lost', async ({
  connectPair,
}) => {
  const detours = new Detours();
  const pair = await connectPair({ courier: (data) => detours.rewrite(data) });
  const { initiator, answerer } = pair;
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  await initiator.page.evaluate(() => lab.send('before'));
  await answerer.until('message before');

  detours.block();
  for (const text of ['one', 'two', 'three']) {
    expect(await initiator.page.evaluate((said) => lab.send(said), text)).toBe(true);
    expect(await answerer.page.evaluate((said) => lab.send(said), text)).toBe(true);
  }
  let noticedBy = 0;
  for (const bench of [initiator, answerer]) {
    const heard = await bench.until('message three');
    const messages = heard.filter((word) => word.startsWith('message') && word !== 'message before');
    expect(messages).toEqual(['message one', 'message two', 'message three']);
    // Where the other side noticed first and restarted at once, this one has nothing to tell.
    const noticed = heard.includes('reconnecting');
    const told = noticed ? await bench.until('open again') : heard;
    const states = told.filter((word) => /^(open|reconnecting|closed)/.test(word));
    expect(states).toEqual(noticed ? ['open', 'reconnecting', 'open again'] : ['open']);
    noticedBy += noticed ? 1 : 0;
  }
  expect(noticedBy).toBeGreaterThan(0);
  expect(iceRestarts(pair)).toBeGreaterThan(0);
  detours.close();
});

test('what was said into a lost path is heard soon after the next one is found, however often paths are lost', async ({
  connectPair,
}) => {
  const detours = new Detours();
  const pair = await connectPair({ courier: (data) => detours.rewrite(data) });
  const { initiator, answerer } = pair;
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  // As if the answerer asked. Those who ask too often are not heard.
  const restart = async (): Promise<number> => {
    await initiator.page.evaluate(() => lab.signal({ type: 'renegotiate', restart: true }));
    return iceRestarts(pair);
  };
  // Left to itself, a browser takes its wait for the time that an answer takes, and waits longer each time: minutes in the end.
  for (let n = 1; n <= 12; n += 1) {
    const before = iceRestarts(pair);
    detours.block();
    await answerer.page.evaluate((said) => lab.send(said), `lost ${n}`);
    await expect.poll(restart).toBeGreaterThan(before);
    await initiator.page.evaluate((said) => lab.send(said), `back ${n}`);
    await answerer.until(`message back ${n}`);
    await answerer.page.evaluate((said) => lab.send(said), `after ${n}`);
    await initiator.until(`message after ${n}`);
  }
  detours.close();
});

test('a connection is made anew where its path is in doubt and the next one stays silent', async ({
  connectPair,
}) => {
  const detours = new Detours();
  const lost = { candidates: false };
  const { initiator, answerer } = await connectPair({
    courier: (data) => (lost.candidates && data.type === 'candidate' ? undefined : detours.rewrite(data)),
  });
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  lost.candidates = true;
  detours.block();
  await answerer.page.evaluate(() => lab.renew());
  await Promise.all([initiator.until('reconnecting'), answerer.until('reconnecting')]);
  lost.candidates = false;
  for (const bench of [initiator, answerer]) {
    // A first channel, and another one: neither is the old one mended.
    const opened = async () => (await bench.until('open')).filter((word) => word.startsWith('open'));
    await expect.poll(opened).toEqual(['open', 'open']);
  }
  await answerer.page.evaluate(() => lab.send('after'));
  await initiator.until('message after');
  detours.close();
});

test('a path that cannot be mended ends the link on both sides', async ({ connectPair }) => {
  test.setTimeout(150_000);
  const detours = new Detours();
  const lost = { blocked: false };
  const courier = (data: Parameters<Detours['rewrite']>[0]) =>
    lost.blocked ? undefined : detours.rewrite(data);
  const { initiator, answerer } = await connectPair({ courier });
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  lost.blocked = true;
  detours.block();
  const [heard] = await Promise.all([initiator.until('closed lost'), answerer.until('closed lost')]);
  expect(heard).toContain('reconnecting');
  detours.close();
});
