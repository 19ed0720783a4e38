import { readCard, systemRandomBytes, verifyPossession } from '@sotto/protocol';
import { describe, expect, it } from 'vitest';
import type { LinkConfig } from '../link/peer-link.ts';
import type { LinkEvent } from './core.ts';
import { createLinkRunner, type ChatListener } from './link-runner.ts';
import { chat } from './testing/rig.ts';
import { id, matchedFrame } from './testing/sample.ts';

const ticket = id(1);
const matched = matchedFrame(ticket, id(201));
const guess: LinkConfig = { iceServers: [], icePolicy: 'all' };

/** A runner whose chats do nothing but note what is done to them. */
function setUp(firstConfig: () => LinkConfig | undefined = () => guess) {
  const told: LinkEvent[] = [];
  const done: string[] = [];
  const asked: LinkConfig[] = [];
  const secrets: Uint8Array[] = [];
  const idle: (() => void)[] = [];
  let listener: ChatListener | undefined;
  const runner = createLinkRunner({
    factory: {
      fingerprint: new Uint8Array(32).fill(3),
      prepareOffer: (config) => {
        asked.push(config);
        return Promise.resolve('v=0');
      },
    },
    openChat: (frame, keys, _card, heard) => {
      done.push(`open ${frame.match}`);
      secrets.push(keys.sign.secretKey);
      listener = heard;
      return {
        record: undefined,
        signal: () => void done.push('signal'),
        send: () => true,
        sendPicture: () => Promise.resolve('sent'),
        cancelPicture: () => undefined,
        typing: () => undefined,
        seen: () => undefined,
        safetyCode: () => Promise.resolve([]),
        configure: ({ icePolicy }) => void done.push(`configure ${icePolicy}`),
        note: (event) => void done.push(`note ${event}`),
        close: (goodbye) => void done.push(goodbye ? 'close with goodbye' : 'close'),
      };
    },
    tell: (event) => void told.push(event),
    randomBytes: systemRandomBytes,
    whenIdle: (job) => void idle.push(job),
    firstConfig,
  });
  const rest = (): void => idle.splice(0).forEach((job) => job());
  return { runner, told, rest, done, asked, secrets, listener: () => listener };
}

describe('the link runner', () => {
  it.each(['made in advance', 'made at need'])(
    'has valid keys of its own for each ticket, %s',
    async (when) => {
      const { runner, told, rest } = setUp();
      for (const next of [ticket, id(2)]) {
        if (when === 'made in advance') rest();
        runner.prepare(next);
        await expect.poll(() => told.length).toBe([ticket, id(2)].indexOf(next) + 1);
      }
      const cards = told.flatMap((event) => (event.type === 'prepared' ? [event.card] : []));
      const proven = cards.map(async ({ card, proof }, at) => {
        const read = readCard(card);
        return read.ok && (await verifyPossession(read.value, [ticket, id(2)][at] ?? '', proof));
      });
      expect(await Promise.all(proven)).toEqual([true, true]);
      expect(cards[0]?.card.sign).not.toBe(cards[1]?.card.sign);
    },
  );

  it('opens the same card again when a match came to nothing', () => {
    const { runner, done, secrets } = setUp();
    runner.prepare(ticket);
    runner.link(matched);
    secrets[0]?.fill(0);
    runner.unlink(matched.match, false);
    runner.link(matchedFrame(ticket, id(202)));
    expect(done).toEqual([`open ${id(201)}`, 'close', `open ${id(202)}`]);
    expect(secrets[1]?.some((byte) => byte !== 0)).toBe(true);
  });

  it('forgets the keys of a ticket once its chat is open, and of one that is discarded', () => {
    const { runner, done, listener } = setUp();
    runner.prepare(ticket);
    runner.link(matched);
    listener()?.changed(chat('open'));
    runner.link(matched);
    runner.prepare(ticket);
    runner.discard(ticket);
    runner.link(matched);
    expect(done).toEqual([`open ${matched.match}`]);
  });

  it('looks for a way as the latest match said, and makes no offer on a guess that it may not make', async () => {
    const { runner, asked, told } = setUp(() => undefined);
    runner.makeOffer(ticket);
    expect(asked).toEqual([]);
    runner.prepare(ticket);
    runner.link({ ...matched, icePolicy: 'relay' });
    runner.makeOffer(ticket);
    await Promise.resolve();
    expect(asked).toEqual([{ iceServers: [], icePolicy: 'relay' }]);
    expect(told.at(-1)).toEqual({ type: 'offered', ticket, sdp: 'v=0' });
  });

  it('touches the chat of the named match only', () => {
    const { runner, done } = setUp();
    runner.prepare(ticket);
    runner.link(matched);
    runner.signal(id(9), { type: 'renegotiate', restart: false });
    runner.note(id(9), 'partner-left');
    runner.unlink(id(9), true);
    expect(done).toEqual([`open ${matched.match}`]);
    runner.unlink(matched.match, true);
    expect(done.at(-1)).toBe('close with goodbye');
    expect(runner.send('hi')).toBe(false);
  });

  it('tells the end of a chat in the words of the machine', () => {
    const { runner, told, listener } = setUp();
    runner.prepare(ticket);
    runner.link(matched);
    listener()?.ended('link-lost');
    expect(told.at(-1)).toEqual({ type: 'link-failed', match: matched.match });
  });
});
