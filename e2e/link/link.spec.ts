import type { SignalData } from '@sotto/protocol';
import { expect, test, type Courier } from './lab.ts';

test('two browsers open a channel and hear each other', async ({ connectPair }) => {
  const { initiator, answerer } = await connectPair();
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  expect(await initiator.page.evaluate(() => lab.send('over to you'))).toBe(true);
  expect(await answerer.page.evaluate(() => lab.send('and back'))).toBe(true);
  await answerer.until('message over to you');
  await initiator.until('message and back');
  await initiator.until('path direct');
});

test('an offer made in advance opens the link, though it comes twice', async ({ connectPair }) => {
  const { initiator, answerer } = await connectPair({ prepared: true });
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  // Signalled too, since it may have missed its ticket; the answerer knew it already.
  expect(initiator.signals.filter(({ type }) => type === 'offer')).toHaveLength(1);
});

test('an offer that lies unused is given again', async ({ openBench }) => {
  const { page } = await openBench();
  const first = await page.evaluate(() => lab.prepareOffer());
  expect(first).toContain('a=fingerprint:sha-256');
  expect(await page.evaluate(() => lab.prepareOffer())).toBe(first);
});

test('an answer that is lost is asked for again', async ({ connectPair }) => {
  let lost = 0;
  const courier: Courier = (data) => {
    if (data.type !== 'answer' || lost > 0) return data;
    lost += 1;
    return undefined;
  };
  const { initiator, answerer } = await connectPair({ courier });
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  expect(lost).toBe(1);
});

test('an answer that comes twice in one moment counts once', async ({ connectPair }) => {
  const answers: SignalData[] = [];
  const { initiator, answerer } = await connectPair({
    courier: (data) => {
      if (data.type !== 'answer') return data;
      answers.push(data);
      return undefined;
    },
  });
  await expect.poll(() => answers.length).toBeGreaterThan(0);
  await initiator.page.evaluate((answer) => {
    lab.signal(answer);
    lab.signal(answer);
  }, answers[0] as SignalData);
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  expect(await initiator.page.evaluate(() => lab.send('still here'))).toBe(true);
  await answerer.until('message still here');
});

test('what was sent before the end still arrives, and the other side hears of the end', async ({
  connectPair,
}) => {
  const { initiator, answerer } = await connectPair();
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  await initiator.page.evaluate(() => {
    lab.send('bye');
    lab.close();
  });
  const heard = await answerer.until('closed there');
  expect(heard).toContain('message bye');
  expect(await initiator.until('closed here')).not.toContain('closed there');
});

test('signals that come after the end do nothing', async ({ connectPair }) => {
  const { initiator, answerer } = await connectPair();
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  await initiator.page.evaluate(() => lab.close());
  await answerer.until('closed there');
  for (const data of [...initiator.signals, { type: 'renegotiate', restart: true } satisfies SignalData]) {
    await answerer.page.evaluate((signal) => lab.signal(signal), data);
  }
  expect((await answerer.until('closed there')).at(-1)).toBe('closed there');
});

test('a flood waits for room and arrives whole', async ({ connectPair }) => {
  const { initiator, answerer } = await connectPair();
  await Promise.all([initiator.until('open'), answerer.until('open')]);
  const most = await initiator.page.evaluate(() => lab.flood(200, 32 * 1024));
  expect(most).toBeLessThanOrEqual(1024 * 1024);
  expect(await initiator.until('drain')).toContain('drain');
  await initiator.page.evaluate(() => lab.close());
  const heard = await answerer.until('closed there');
  expect(heard.filter((word) => word === `message ${32 * 1024}`)).toHaveLength(200);
});
