import type { SignalData } from '@sotto/protocol';
import { expect, test, type Courier } from './lab.ts';

const foreign = Array.from({ length: 32 }, () => 'AB').join(':');

function withFingerprint(type: 'offer' | 'answer', change: (sdp: string) => string): Courier {
  return (data: SignalData) => (data.type === type ? { ...data, sdp: change(data.sdp) } : data);
}

const swapped = (sdp: string): string => sdp.replace(/^(a=fingerprint:sha-256 ).*$/gm, `$1${foreign}`);
const added = (sdp: string): string => `${sdp}a=fingerprint:sha-256 ${foreign}\r\n`;
const removed = (sdp: string): string => sdp.replace(/^a=fingerprint.*\r\n/gm, '');

for (const [what, change] of Object.entries({ swapped, added, removed })) {
  test(`an offer whose fingerprint was ${what} is refused and gets no answer`, async ({ connectPair }) => {
    const { answerer } = await connectPair({ courier: withFingerprint('offer', change) });
    expect(await answerer.until('closed not-trusted')).toEqual(['closed not-trusted']);
    expect(answerer.signals).toEqual([]);
  });

  test(`an answer whose fingerprint was ${what} is refused`, async ({ connectPair }) => {
    const { initiator } = await connectPair({ courier: withFingerprint('answer', change) });
    expect(await initiator.until('closed not-trusted')).toEqual(['closed not-trusted']);
  });
}

test('a fingerprint that was swapped in the card is refused, whoever was told it', async ({
  connectPair,
}) => {
  const lie = Buffer.alloc(32, 0xab).toString('base64url');
  const { answerer } = await connectPair({ lies: { answerer: lie } });
  expect(await answerer.until('closed not-trusted')).toEqual(['closed not-trusted']);
  const { initiator } = await connectPair({ lies: { initiator: lie } });
  expect(await initiator.until('closed not-trusted')).toEqual(['closed not-trusted']);
});

test('a prepared offer with another fingerprint is refused', async ({ connectPair, openBench }) => {
  const stranger = await openBench();
  const { answerer } = await connectPair({ prepared: true, lies: { answerer: stranger.fingerprint } });
  expect(await answerer.until('closed not-trusted')).toEqual(['closed not-trusted']);
  expect(answerer.signals).toEqual([]);
});

test('a foreign fingerprint in card and description alike opens nothing', async ({ connectPair }) => {
  const lies = { answerer: Buffer.alloc(32, 0xab).toString('base64url') };
  const { answerer } = await connectPair({ lies, courier: withFingerprint('offer', swapped) });
  // Browsers don't always tell that it was the handshake: then the link gives up in its own time.
  const ends = ['closed not-trusted', 'closed never-opened'].map((word) => answerer.until(word));
  const heard = await Promise.race(ends);
  expect(heard).toHaveLength(1);
});
