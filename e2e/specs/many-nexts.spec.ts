import type { CDPSession } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { installHands, searchAsSomebodyNew } from '../support/hands.ts';

const nexts = 200;
/** By now code is compiled and pools are full: what grows from here on is a leak. */
const warmUp = 40;
/** A leaked chat holds its lines, keys and a connection: far more than this for each of the 160 that follow. */
const maxGrowthBytesPerNext = 2_048;
/** The chat in hand, the offer that is made while waiting, and what the pool keeps. */
const maxLivePeerConnections = 8;

// A record of every step would weigh more than what is measured here.
test.use({ trace: 'off' });

/** Runs in the page: ends this chat and is in the next one, with the partner of this name. */
async function goOnTo(nickname: string): Promise<void> {
  await hands.press('Next');
  await hands.until(() => (hands.heading() === `Chat with ${nickname}` && hands.isOpen()) || undefined);
}

/** Live heap of the page, and how many connections it holds, after everything that can go has gone. */
async function weigh(devtools: CDPSession): Promise<{ heapBytes: number; peerConnections: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { result } = await devtools.send('Runtime.evaluate', { expression: 'RTCPeerConnection.prototype' });
  const { objects } = await devtools.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
  });
  const counted = await devtools.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    functionDeclaration: 'function () { return this.length; }',
    returnByValue: true,
  });
  await devtools.send('Runtime.releaseObject', { objectId: objects.objectId ?? '' });
  return { heapBytes: usedSize, peerConnections: counted.result.value as number };
}

test('200 times Next in one tab: no connection fails and the heap stays flat', async ({ arrive }) => {
  test.setTimeout(300_000);
  const [ann, ...strangers] = await Promise.all(
    ['ann', 'one', 'two'].map(async (nickname) => {
      const person = await arrive({ nickname });
      await person.context.addInitScript(installHands);
      await person.comeIn();
      await person.introduce();
      return person;
    }),
  );
  if (ann === undefined) throw new Error('nobody came');
  const devtools = await ann.context.newCDPSession(ann.page);

  // One stranger is in the chat that ends, the other one waits: the two never meet each other.
  let [current, waiting] = strangers as [typeof ann, typeof ann];
  await current.seek();
  await current.expectSearching();
  await ann.seek();
  await ann.expectChatWith(current);
  await waiting.seek();
  await waiting.expectSearching();

  let waitingName = waiting.nickname;
  let names = 0;
  const pressNext = async (times: number) => {
    for (let done = 0; done < times; done += 1) {
      await ann.page.evaluate(goOnTo, waitingName);
      waitingName = `stranger-${(names += 1)}`;
      await current.page.evaluate(searchAsSomebodyNew, waitingName);
      [current, waiting] = [waiting, current];
    }
  };
  await pressNext(warmUp);
  const before = await weigh(devtools);
  await pressNext(nexts - warmUp);
  const after = await weigh(devtools);

  const growth = (after.heapBytes - before.heapBytes) / (nexts - warmUp);
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(2);
  const description =
    `heap ${megabytes(before.heapBytes)} MB after ${warmUp} Nexts, ${megabytes(after.heapBytes)} MB after ${nexts}: ` +
    `${growth.toFixed(0)} bytes for each; ${after.peerConnections} connections alive`;
  test.info().annotations.push({ type: 'measured', description });
  expect(growth).toBeLessThan(maxGrowthBytesPerNext);
  expect(after.peerConnections).toBeLessThanOrEqual(maxLivePeerConnections);
});
