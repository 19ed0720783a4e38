import { describe, expect, it } from 'vitest';
import { createMemoryTicketQueue } from './memory-queue.ts';
import type { MatchingConfig } from './engine/config.ts';
import { describeQueueModel, takesEverybodyAtOnce } from './queue-model.contract.ts';
import { describeTicketQueue } from './queue.contract.ts';
import { Inbox, ManualClock, seededRandom, sketchTicket } from './testing.ts';

function setUp(config: Partial<MatchingConfig> = {}) {
  const clock = new ManualClock(1_700_000_000_000);
  const queue = createMemoryTicketQueue({ clock, random: seededRandom(1), config });
  const inbox = new Inbox();
  queue.onDelivery(inbox.listener);
  return { clock, queue, inbox, nowMs: () => clock.nowMs(), close: () => queue.close() };
}

describeTicketQueue('the memory queue', async () => setUp());
describeQueueModel('the memory queue', async () => setUp(takesEverybodyAtOnce), 200);

describe('the memory queue', () => {
  it('delivers a match in the same turn in which the second ticket comes', async () => {
    const { queue, inbox, nowMs } = setUp();
    await queue.submit(sketchTicket('ann', { enteredAtMs: nowMs() }));
    void queue.submit(sketchTicket('bob', { enteredAtMs: nowMs() }));
    expect(inbox.all).toHaveLength(0);
    await Promise.resolve();
    expect(inbox.all).toHaveLength(2);
  });

  it('looks again by itself when a soft filter widens', async () => {
    const { clock, queue, inbox, nowMs } = setUp();
    const wants = { sharedLanguage: true, soft: ['languages'] } as const;
    const ann = sketchTicket('ann', { enteredAtMs: nowMs(), wants: { ...wants, soft: ['languages'] } });
    const bob = sketchTicket('bob', { enteredAtMs: nowMs(), about: { languages: ['fi'] } });
    await queue.submit(ann);
    await queue.submit(bob);
    await clock.advance(7_900);
    expect(inbox.all).toHaveLength(0);
    await clock.advance(200);
    expect(inbox.all).toHaveLength(2);
  });

  it('lets two people who met lately meet again only when both have waited for five minutes', async () => {
    const { clock, queue, inbox, nowMs } = setUp();
    await queue.submit(sketchTicket('ann', { enteredAtMs: nowMs(), recent: ['handle bob'] }));
    await clock.advance(100_000);
    await queue.submit(sketchTicket('bob', { enteredAtMs: nowMs() }));
    await clock.advance(299_000);
    expect(inbox.all).toHaveLength(0);
    await clock.advance(10_000);
    expect(inbox.all).toHaveLength(2);
  });

  it('forgets who met whom although nobody comes any more', async () => {
    const { clock, queue, nowMs } = setUp();
    const ann = sketchTicket('ann', { enteredAtMs: nowMs() });
    await queue.submit(ann);
    await queue.submit(sketchTicket('bob', { enteredAtMs: nowMs() }));
    expect(await queue.cancel(ann.id)).toBe('matched');
    await clock.advance(120_000);
    expect(await queue.cancel(ann.id)).toBe('unknown');
    expect(clock.pending).toBe(0);
  });

  it('forgets outcomes after a while, and leaves no timer behind when it is closed', async () => {
    const { clock, queue, nowMs } = setUp();
    const ann = sketchTicket('ann', { enteredAtMs: nowMs() });
    await queue.submit(ann);
    expect(await queue.cancel(ann.id)).toBe('cancelled');
    await clock.advance(60_001);
    expect(await queue.submit(ann)).toBe('queued');
    expect(clock.pending).toBe(1);
    await queue.close();
    expect(clock.pending).toBe(0);
  });
});
