import {
  cardOf,
  createMatchKeys,
  encodeLinkFrame,
  limits,
  systemRandomBytes,
  toBase64Url,
} from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { maxUnacknowledged } from './chat-state.ts';
import { openPair, simulatedPair, type PairOptions, type Side } from './testing/simulated-pair.ts';

function typesInFlight(side: Side): readonly (number | undefined)[] {
  return side.inFlight.map((frame) => frame[0]);
}

const type = { hello: 1, envelope: 2, ack: 3, typing: 4, read: 5, bye: 6 };

describe('a chat that opens', () => {
  it('is open when the partner has proved to hold the keys, not before', async () => {
    const pair = simulatedPair();
    pair.open();
    expect(pair.a.snapshot().link).toBe('connecting');
    await pair.deliver(pair.b);
    expect(pair.a.snapshot().link).toBe('open');
    expect(pair.a.system()).toEqual(['connected']);
  });

  it('says nothing but hello before, and the rest as soon as it may', async () => {
    const pair = simulatedPair();
    pair.a.chat.send('early');
    pair.open();
    expect(typesInFlight(pair.a)).toEqual([type.hello]);
    await pair.settle();
    expect(pair.b.theirs()).toEqual(['early']);
  });

  it.each<[string, PairOptions['lieToInitiator'] & object]>([
    [
      'another sealing key',
      (matched) => {
        const { seal } = cardOf(createMatchKeys(systemRandomBytes), new Uint8Array(32));
        return { ...matched, peer: { ...matched.peer, card: { ...matched.peer.card, seal } } };
      },
    ],
    [
      'another signing key',
      (matched) => {
        const { sign } = cardOf(createMatchKeys(systemRandomBytes), new Uint8Array(32));
        return { ...matched, peer: { ...matched.peer, card: { ...matched.peer.card, sign } } };
      },
    ],
    [
      'another fingerprint',
      (matched) => {
        const fingerprint = toBase64Url(new Uint8Array(32).fill(99));
        return { ...matched, peer: { ...matched.peer, card: { ...matched.peer.card, fingerprint } } };
      },
    ],
    ['another time of the match', (matched) => ({ ...matched, iat: matched.iat + 1 })],
    ['another match id', (matched) => ({ ...matched, match: toBase64Url(new Uint8Array(16)) })],
  ])('refuses to open where one side was told of %s', async (_what, lieToInitiator) => {
    const pair = await openPair({ lieToInitiator });
    expect(pair.a.ended).toEqual(['not-trusted']);
    expect(pair.b.ended).toEqual(['not-trusted']);
    expect(pair.a.snapshot()).toMatchObject({ link: 'closed', lines: [] });
  });

  it('refuses a partner whose key is of small order, before any link is made', async () => {
    const pair = simulatedPair({
      lieToInitiator: (matched) => {
        const card = { ...matched.peer.card, seal: toBase64Url(new Uint8Array(32)) };
        return { ...matched, peer: { ...matched.peer, card } };
      },
    });
    expect(pair.a.ended).toEqual([]);
    await Promise.resolve();
    expect(pair.a.ended).toEqual(['not-trusted']);
    expect(pair.a.chat.send('hello?')).toBe(false);
  });

  it('refuses another version', async () => {
    const pair = simulatedPair();
    pair.open();
    const hello = pair.a.inFlight[0];
    if (hello !== undefined) hello[1] = 2;
    await pair.deliver(pair.a);
    expect(pair.b.ended).toEqual(['not-trusted']);
  });
});

describe('a chat that is open', () => {
  it('shows what was written on both sides, with its ticks', async () => {
    const { a, b, settle } = await openPair();
    a.chat.send('hello');
    expect(a.mine()).toMatchObject([{ text: 'hello', status: 'sending' }]);
    await settle();
    expect(b.theirs()).toEqual(['hello']);
    expect(a.mine()).toMatchObject([{ text: 'hello', status: 'delivered' }]);
    b.chat.seen();
    await settle();
    expect(a.mine()).toMatchObject([{ text: 'hello', status: 'read' }]);
  });

  it('neither gives nor shows receipts where they are off', async () => {
    const { a, b, settle } = await openPair({ receipts: false });
    a.chat.send('hello');
    await settle();
    b.chat.seen();
    expect(b.inFlight).toEqual([]);
    b.inFlight.push(encodeLinkFrame({ type: 'read', seq: 1 }));
    await settle();
    expect(a.mine()).toMatchObject([{ status: 'delivered' }]);
  });

  it('takes no blank text, none over the limit, and one at the limit', async () => {
    const { a, b, settle } = await openPair();
    expect(a.chat.send(' \n ')).toBe(false);
    expect(a.chat.send('é'.repeat(limits.maxTextBytes / 2 + 1))).toBe(false);
    const largest = 'é'.repeat(limits.maxTextBytes / 2);
    expect(a.chat.send(largest)).toBe(true);
    await settle();
    expect(b.theirs()).toEqual([largest]);
  });

  it('takes no more once too many are under way, and more when they have arrived', async () => {
    const { a, settle } = await openPair();
    let taken = 0;
    while (a.chat.send('x')) taken += 1;
    // One place is taken by the fresh key agreement that so many messages ask for.
    expect(taken).toBe(maxUnacknowledged - 1);
    await settle();
    expect(a.chat.send('room again')).toBe(true);
  });

  it('melts what piles up behind a full link into one acknowledgement', async () => {
    const { a, b, setFull, settle } = await openPair();
    setFull(b, true);
    for (let i = 0; i < 5; i += 1) a.chat.send(`m${i}`);
    await settle();
    expect(b.inFlight).toEqual([]);
    setFull(b, false);
    expect(typesInFlight(b)).toEqual([type.ack]);
    await settle();
    expect(a.mine().every(({ status }) => status === 'delivered')).toBe(true);
  });

  it('lets an answer carry the acknowledgement where the link was full', async () => {
    const { a, b, setFull, settle, rest } = await openPair();
    setFull(b, true);
    a.chat.send('question');
    await settle();
    b.chat.send('answer');
    await rest();
    setFull(b, false);
    expect(typesInFlight(b)).toEqual([type.envelope]);
  });

  it('believes an acknowledgement, on a new channel, of what went over the last one', async () => {
    const { a, b, open, deliver, rest, setFull, settle } = await openPair();
    a.chat.send('arrived');
    await rest();
    await deliver(a);
    open();
    setFull(a, true);
    await settle();
    expect(a.mine()).toMatchObject([{ status: 'delivered' }]);
    expect([...a.ended, ...b.ended]).toEqual([]);
  });

  it('tells again on a new channel what was read, where the last one lost it', async () => {
    const { a, b, open, settle } = await openPair();
    a.chat.send('read me');
    await settle();
    b.chat.seen();
    open();
    await settle();
    expect(a.mine()).toMatchObject([{ status: 'read' }]);
  });

  it('acknowledges what came after an envelope was sealed, though that went out later', async () => {
    const { a, b, setFull, settle } = await openPair();
    setFull(b, true);
    b.chat.send('sealed first');
    a.chat.send('came after');
    await settle();
    setFull(b, false);
    await settle();
    expect(a.mine()).toMatchObject([{ status: 'delivered' }]);
  });

  it('reads a message that comes twice once', async () => {
    const { a, b, deliverTwice, rest, settle } = await openPair();
    a.chat.send('echo');
    await rest();
    await deliverTwice(a);
    await settle();
    expect(b.theirs()).toEqual(['echo']);
    expect(b.ended).toEqual([]);
  });

  it.each([
    [
      'an altered body',
      (frame: Uint8Array) => (frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) ^ 1),
    ],
    ['an altered time', (frame: Uint8Array) => (frame[19] = (frame[19] ?? 0) ^ 1)],
    ['a number that leaves one out', (frame: Uint8Array) => (frame[7] = 2)],
    ['keys that were not agreed on', (frame: Uint8Array) => (frame[3] = 1)],
    ['a kind that this version has not', (frame: Uint8Array) => (frame[1] = 9)],
    ['an acknowledgement of what was never sent', (frame: Uint8Array) => (frame[11] = 1)],
  ])('ends at an envelope with %s, and shows nothing of it', async (_what, alter) => {
    const { a, b, deliver, rest } = await openPair();
    a.chat.send('as written');
    await rest();
    const frame = a.inFlight[0];
    if (frame === undefined) throw new Error('nothing was sent');
    alter(frame);
    await deliver(a);
    expect(b.theirs()).toEqual([]);
    expect(b.ended).toEqual(['not-trusted']);
  });

  it('ends at a second hello and at bytes that are no frame', async () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(type.bye, 0), Uint8Array.of(99)]) {
      const { a, b, deliver } = await openPair();
      a.inFlight.push(bytes);
      await deliver(a);
      expect(b.ended).toEqual(['not-trusted']);
    }
    const pair = simulatedPair();
    pair.open();
    const hello = pair.a.inFlight[0]?.slice();
    await pair.settle();
    if (hello !== undefined) pair.a.inFlight.push(hello);
    await pair.settle();
    expect(pair.b.ended).toEqual(['not-trusted']);
  });
});

describe('a chat whose path is lost', () => {
  it('says so once, and once that it is back', async () => {
    const { a, interrupt, mend } = await openPair();
    interrupt();
    interrupt();
    expect(a.snapshot().link).toBe('reconnecting');
    mend();
    mend();
    expect(a.snapshot().link).toBe('open');
    expect(a.system()).toEqual(['connected', 'reconnecting', 'reconnected']);
  });

  it('keeps what is written meanwhile and delivers it after', async () => {
    const { a, b, interrupt, mend, settle } = await openPair();
    interrupt();
    expect(a.chat.send('into the dark')).toBe(true);
    mend();
    await settle();
    expect(b.theirs()).toEqual(['into the dark']);
  });

  it('ends when the link gives up, whatever the link says of it', async () => {
    for (const why of ['there', 'lost', 'never-opened'] as const) {
      const { a, closeLink } = await openPair();
      closeLink(a, why);
      expect(a.ended).toEqual(['link-lost']);
      expect(a.snapshot().link).toBe('closed');
    }
    const { a, closeLink } = await openPair();
    closeLink(a, 'not-trusted');
    expect(a.ended).toEqual(['not-trusted']);
  });
});

describe('a chat that is over', () => {
  it('tells the partner where that is asked, and nobody on this side', async () => {
    const { a, b, settle } = await openPair();
    a.chat.close(true);
    await settle();
    expect(a.ended).toEqual([]);
    expect(b.ended).toEqual(['partner-left']);
  });

  it('leaves no key behind and says and shows nothing more, but for a last line', async () => {
    const { a, b, settle } = await openPair();
    a.chat.close(false);
    expect([...a.keys.seal.secretKey, ...a.keys.sign.secretKey].every((byte) => byte === 0)).toBe(true);
    expect(await a.chat.safetyCode()).toBeUndefined();
    expect(a.chat.send('still there?')).toBe(false);
    a.chat.typing();
    a.chat.seen();
    a.chat.signal({ type: 'renegotiate', restart: true });
    b.chat.send('hello?');
    await settle();
    expect(a.theirs()).toEqual([]);
    a.chat.note('partner-gone');
    expect(a.system()).toEqual(['connected', 'partner-gone']);
  });
});
