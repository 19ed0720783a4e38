import {
  cardOf,
  createMatchKeys,
  encodeLinkFrame,
  limits,
  systemRandomBytes,
  toBase64Url,
} from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import { maxUnacknowledged } from './outgoing.ts';
import { openPair, simulatedPair, type PairOptions, type Side } from './testing/simulated-pair.ts';

function typesInFlight(side: Side): readonly (number | undefined)[] {
  return side.inFlight.map((frame) => frame[0]);
}

const type = { hello: 1, envelope: 2, ack: 3, typing: 4, read: 5, bye: 6 };

describe('a chat that opens', () => {
  it('is open when the partner has proved to hold the keys, not before', () => {
    const pair = simulatedPair();
    pair.open();
    expect(pair.a.snapshot().link).toBe('connecting');
    pair.deliver(pair.b);
    expect(pair.a.snapshot().link).toBe('open');
    expect(pair.a.system()).toEqual(['connected']);
  });

  it('says nothing but hello before, and the rest as soon as it may', () => {
    const pair = simulatedPair();
    pair.a.chat.send('early');
    pair.open();
    expect(typesInFlight(pair.a)).toEqual([type.hello]);
    pair.settle();
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
  ])('refuses to open where one side was told of %s', (_what, lieToInitiator) => {
    const pair = openPair({ lieToInitiator });
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

  it('refuses another version', () => {
    const pair = simulatedPair();
    pair.open();
    const hello = pair.a.inFlight[0];
    if (hello !== undefined) hello[1] = 2;
    pair.deliver(pair.a);
    expect(pair.b.ended).toEqual(['not-trusted']);
  });
});

describe('a chat that is open', () => {
  it('shows what was written on both sides, with its ticks', () => {
    const { a, b, settle } = openPair();
    a.chat.send('hello');
    expect(a.mine()).toMatchObject([{ text: 'hello', status: 'sending' }]);
    settle();
    expect(b.theirs()).toEqual(['hello']);
    expect(a.mine()).toMatchObject([{ text: 'hello', status: 'delivered' }]);
    b.chat.seen();
    settle();
    expect(a.mine()).toMatchObject([{ text: 'hello', status: 'read' }]);
  });

  it('neither gives nor shows receipts where they are off', () => {
    const { a, b, settle } = openPair({ receipts: false });
    a.chat.send('hello');
    settle();
    b.chat.seen();
    expect(b.inFlight).toEqual([]);
    b.inFlight.push(encodeLinkFrame({ type: 'read', seq: 1 }));
    settle();
    expect(a.mine()).toMatchObject([{ status: 'delivered' }]);
  });

  it('takes no blank text, none over the limit, and one at the limit', () => {
    const { a, b, settle } = openPair();
    expect(a.chat.send(' \n ')).toBe(false);
    expect(a.chat.send('é'.repeat(limits.maxTextBytes / 2 + 1))).toBe(false);
    const largest = 'é'.repeat(limits.maxTextBytes / 2);
    expect(a.chat.send(largest)).toBe(true);
    settle();
    expect(b.theirs()).toEqual([largest]);
  });

  it('takes no more once too many are under way, and more when they have arrived', () => {
    const { a, settle } = openPair();
    for (let i = 0; i < maxUnacknowledged; i += 1) expect(a.chat.send('x')).toBe(true);
    expect(a.chat.send('one too many')).toBe(false);
    settle();
    expect(a.chat.send('room again')).toBe(true);
  });

  it('melts what piles up behind a full link into one acknowledgement', () => {
    const { a, b, setFull, settle } = openPair();
    setFull(b, true);
    for (let i = 0; i < 5; i += 1) a.chat.send(`m${i}`);
    settle();
    expect(b.inFlight).toEqual([]);
    setFull(b, false);
    expect(typesInFlight(b)).toEqual([type.ack]);
    settle();
    expect(a.mine().every(({ status }) => status === 'delivered')).toBe(true);
  });

  it('lets an answer carry the acknowledgement where the link was full', () => {
    const { a, b, setFull, settle } = openPair();
    setFull(b, true);
    a.chat.send('question');
    settle();
    b.chat.send('answer');
    setFull(b, false);
    expect(typesInFlight(b)).toEqual([type.envelope]);
  });

  it('believes an acknowledgement, on a new channel, of what went over the last one', () => {
    const { a, b, open, deliver, setFull, settle } = openPair();
    a.chat.send('arrived');
    deliver(a);
    open();
    setFull(a, true);
    settle();
    expect(a.mine()).toMatchObject([{ status: 'delivered' }]);
    expect([...a.ended, ...b.ended]).toEqual([]);
  });

  it('tells again on a new channel what was read, where the last one lost it', () => {
    const { a, b, open, settle } = openPair();
    a.chat.send('read me');
    settle();
    b.chat.seen();
    open();
    settle();
    expect(a.mine()).toMatchObject([{ status: 'read' }]);
  });

  it('acknowledges what came after an envelope was sealed, though that went out later', () => {
    const { a, b, setFull, settle } = openPair();
    setFull(b, true);
    b.chat.send('sealed first');
    a.chat.send('came after');
    settle();
    setFull(b, false);
    settle();
    expect(a.mine()).toMatchObject([{ status: 'delivered' }]);
  });

  it('reads a message that comes twice once', () => {
    const { a, b, deliverTwice, settle } = openPair();
    a.chat.send('echo');
    deliverTwice(a);
    settle();
    expect(b.theirs()).toEqual(['echo']);
    expect(b.ended).toEqual([]);
  });

  it.each([
    [
      'an altered body',
      (frame: Uint8Array) => (frame[frame.length - 1] = (frame[frame.length - 1] ?? 0) ^ 1),
    ],
    ['an altered time', (frame: Uint8Array) => (frame[17] = (frame[17] ?? 0) ^ 1)],
    ['a number that leaves one out', (frame: Uint8Array) => (frame[5] = 2)],
    ['a kind that this version has not', (frame: Uint8Array) => (frame[1] = 9)],
    ['an acknowledgement of what was never sent', (frame: Uint8Array) => (frame[9] = 1)],
  ])('ends at an envelope with %s, and shows nothing of it', (_what, alter) => {
    const { a, b, deliver } = openPair();
    a.chat.send('as written');
    const frame = a.inFlight[0];
    if (frame === undefined) throw new Error('nothing was sent');
    alter(frame);
    deliver(a);
    expect(b.theirs()).toEqual([]);
    expect(b.ended).toEqual(['not-trusted']);
  });

  it('ends at a second hello and at bytes that are no frame', () => {
    for (const bytes of [new Uint8Array(), Uint8Array.of(type.bye, 0), Uint8Array.of(99)]) {
      const { a, b, deliver } = openPair();
      a.inFlight.push(bytes);
      deliver(a);
      expect(b.ended).toEqual(['not-trusted']);
    }
    const pair = simulatedPair();
    pair.open();
    const hello = pair.a.inFlight[0]?.slice();
    pair.settle();
    if (hello !== undefined) pair.a.inFlight.push(hello);
    pair.settle();
    expect(pair.b.ended).toEqual(['not-trusted']);
  });
});

describe('a chat whose path is lost', () => {
  it('says so once, and once that it is back', () => {
    const { a, interrupt, mend } = openPair();
    interrupt();
    interrupt();
    expect(a.snapshot().link).toBe('reconnecting');
    mend();
    mend();
    expect(a.snapshot().link).toBe('open');
    expect(a.system()).toEqual(['connected', 'reconnecting', 'reconnected']);
  });

  it('keeps what is written meanwhile and delivers it after', () => {
    const { a, b, interrupt, mend, settle } = openPair();
    interrupt();
    expect(a.chat.send('into the dark')).toBe(true);
    mend();
    settle();
    expect(b.theirs()).toEqual(['into the dark']);
  });

  it('ends when the link gives up, whatever the link says of it', () => {
    for (const why of ['there', 'lost', 'never-opened'] as const) {
      const { a, closeLink } = openPair();
      closeLink(a, why);
      expect(a.ended).toEqual(['link-lost']);
      expect(a.snapshot().link).toBe('closed');
    }
    const { a, closeLink } = openPair();
    closeLink(a, 'not-trusted');
    expect(a.ended).toEqual(['not-trusted']);
  });
});

describe('a chat that is over', () => {
  it('tells the partner where that is asked, and nobody on this side', () => {
    const { a, b, settle } = openPair();
    a.chat.close(true);
    settle();
    expect(a.ended).toEqual([]);
    expect(b.ended).toEqual(['partner-left']);
  });

  it('leaves no key behind and says and shows nothing more, but for a last line', async () => {
    const { a, b, settle } = openPair();
    a.chat.close(false);
    expect([...a.keys.seal.secretKey, ...a.keys.sign.secretKey].every((byte) => byte === 0)).toBe(true);
    expect(await a.chat.safetyCode()).toBeUndefined();
    expect(a.chat.send('still there?')).toBe(false);
    a.chat.typing();
    a.chat.seen();
    a.chat.signal({ type: 'renegotiate', restart: true });
    b.chat.send('hello?');
    settle();
    expect(a.theirs()).toEqual([]);
    a.chat.note('partner-gone');
    expect(a.system()).toEqual(['connected', 'partner-gone']);
  });
});
