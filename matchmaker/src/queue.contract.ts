import type { About, Wants } from '@sotto/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Ticket, TicketQueue } from './queue.ts';
import { handleOf, type Inbox, sketchTicket, type TicketSketch } from './testing.ts';

/** A queue under test with one listener, and the time by which it measures waits. */
export interface QueueUnderTest {
  readonly queue: TicketQueue;
  readonly inbox: Inbox;
  nowMs(): number;
  close(): Promise<void>;
}

/** What every ticket queue does, whatever keeps its tickets. */
export function describeTicketQueue(name: string, create: () => Promise<QueueUnderTest>): void {
  describe(`${name}, as a ticket queue`, () => {
    let under: QueueUnderTest;
    let queue: TicketQueue;
    let inbox: Inbox;
    beforeEach(async () => {
      under = await create();
      ({ queue, inbox } = under);
    });
    afterEach(() => under.close());

    const person = (who: string, sketch: TicketSketch = {}): Ticket =>
      sketchTicket(who, { enteredAtMs: under.nowMs(), ...sketch });
    const submit = async (...tickets: Ticket[]): Promise<void> => {
      for (const ticket of tickets) expect(await queue.submit(ticket)).toBe('queued');
    };
    let probeCount = 0;
    /** All of these still wait after everything submitted before has been looked at: a later pair has met. */
    const expectApart = async (...tickets: Ticket[]): Promise<void> => {
      const about = { interests: [`probe ${probeCount++}`] };
      const wants = { minSharedInterests: 1 };
      const probes = [1, 2].map((n) => person(`${about.interests[0]} ${n}`, { about, wants }));
      await submit(...probes);
      for (const probe of probes) await inbox.first(probe.id);
      for (const ticket of tickets) {
        expect(inbox.of(ticket.id)).toEqual([]);
        expect(await queue.cancel(ticket.id)).toBe('cancelled');
      }
    };

    it('brings two strangers together at once when nothing forbids it', async () => {
      const [ann, bob] = [person('ann'), person('bob', { about: { interests: ['chess'] } })];
      await submit(ann, bob);
      const [toAnn, toBob] = await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
      expect(toAnn.match).toEqual(toBob.match);
      expect(new Set([toAnn.role, toBob.role])).toEqual(new Set(['initiator', 'answerer']));
    });

    it('tells what the two share, and carries both payloads unread', async () => {
      const ann = person('ann', {
        about: { languages: ['en', 'fi'], interests: ['chess', 'jazz'] },
        payload: '{"ä":1}',
      });
      const bob = person('bob', { about: { languages: ['fi', 'sv'], interests: ['go', 'chess'] } });
      await submit(ann, bob);
      const { match } = await inbox.first(ann.id);
      expect(match.sharedInterests).toEqual(['chess']);
      expect(match.sharedLanguages).toEqual(['fi']);
      expect(match.pool).toBe('text');
      expect(match.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
      for (const ticket of [ann, bob]) {
        const { id, session, handle, payload } = ticket;
        expect([match.initiator, match.answerer]).toContainEqual({ ticket: id, session, handle, payload });
      }
    });

    it('makes the older ticket the initiator when neither has an offer', async () => {
      const young = person('young');
      const old = person('old', { enteredAtMs: under.nowMs() - 1_000 });
      await submit(young, old);
      expect((await inbox.first(old.id)).role).toBe('initiator');
      expect((await inbox.first(young.id)).role).toBe('answerer');
    });

    it('lets the offer ride with the ticket and makes its side the initiator', async () => {
      const old = person('old', { enteredAtMs: under.nowMs() - 1_000, blocks: [handleOf('young')] });
      const young = person('young');
      await submit(old, young);
      expect(await queue.attachOffer(young.id, 'first sdp')).toBe('attached');
      expect(await queue.attachOffer(young.id, 'second sdp')).toBe('attached');
      const other = person('other', { enteredAtMs: under.nowMs() - 2_000, blocks: [handleOf('old')] });
      await submit(other);
      const delivery = await inbox.first(young.id);
      expect(delivery.role).toBe('initiator');
      expect(delivery.match.initiator.offer).toBe('second sdp');
      expect(delivery.match.answerer.offer).toBeUndefined();
      expect(await queue.attachOffer(young.id, 'too late')).toBe('gone');
      expect(await queue.attachOffer(sketchTicket('nobody').id, 'sdp')).toBe('gone');
    });

    it('queues a ticket once however often it is submitted', async () => {
      const ann = person('ann');
      await submit(ann, ann, ann);
      const bob = person('bob');
      await submit(bob);
      await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
      await expectApart();
      expect(inbox.of(ann.id)).toHaveLength(1);
    });

    it('delivers the match again when a matched ticket is submitted again', async () => {
      const [ann, bob] = [person('ann'), person('bob')];
      await submit(ann, bob);
      const first = await inbox.first(ann.id);
      const again = inbox.next(ann.id);
      expect(await queue.submit(ann)).toBe('matched');
      expect(await again).toEqual(first);
    });

    it('delivers the match again though the partner has gone back from it and then left', async () => {
      const [ann, bob] = [person('ann'), person('bob')];
      await submit(ann, bob);
      const { match } = await inbox.first(ann.id);
      expect(await queue.requeue({ ...bob, recent: [ann.handle] }, match.id)).toBe('queued');
      expect(await queue.cancel(bob.id)).toBe('cancelled');
      const again = inbox.next(ann.id);
      expect(await queue.submit(ann)).toBe('matched');
      expect((await again).match).toEqual(match);
    });

    it('never matches a ticket whose cancel it has confirmed', async () => {
      const [ann, bob] = [person('ann'), person('bob')];
      await submit(ann);
      expect(await queue.cancel(ann.id)).toBe('cancelled');
      expect(await queue.submit(ann)).toBe('cancelled');
      expect(await queue.cancel(ann.id)).toBe('cancelled');
      await submit(bob);
      await expectApart(bob);
      expect(inbox.of(ann.id)).toEqual([]);
    });

    it('answers `matched` to a cancel that comes too late, and `unknown` to one of no ticket', async () => {
      const [ann, bob] = [person('ann'), person('bob')];
      await submit(ann, bob);
      await inbox.first(ann.id);
      expect(await queue.cancel(ann.id)).toBe('matched');
      expect(await queue.cancel(sketchTicket('nobody').id)).toBe('unknown');
    });

    it('lets exactly one of a cancel and a match win', async () => {
      for (let round = 0; round < 20; round += 1) {
        const [ann, bob] = [person(`ann ${round}`), person(`bob ${round}`)];
        await submit(ann);
        const [, outcome] = await Promise.all([queue.submit(bob), queue.cancel(ann.id)]);
        if (outcome === 'matched') {
          await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
        } else {
          expect(outcome).toBe('cancelled');
          await expectApart(bob);
          expect(inbox.of(ann.id)).toEqual([]);
        }
      }
    });

    it('puts the willing side back with its age, once, and only out of the match it names', async () => {
      const ann = person('ann', { enteredAtMs: under.nowMs() - 60_000 });
      const bob = person('bob');
      await submit(ann, bob);
      const { match } = await inbox.first(ann.id);
      expect(await queue.requeue(ann, 'AAAAAAAAAAAAAAAAAAAAAA')).toBe('gone');
      expect(await queue.requeue({ ...ann, recent: [bob.handle] }, match.id)).toBe('queued');
      expect(await queue.requeue({ ...ann, recent: [bob.handle] }, match.id)).toBe('queued');
      const second = inbox.next(ann.id);
      const eve = person('eve', { enteredAtMs: under.nowMs() - 30_000 });
      await submit(eve);
      const rematch = await second;
      expect(rematch.match.id).not.toBe(match.id);
      expect(rematch.role).toBe('initiator');
      expect(await queue.requeue(ann, match.id)).toBe('gone');
    });

    it('forgets the offer of a ticket that goes back', async () => {
      const ann = person('ann');
      const bob = person('bob');
      await submit(ann);
      expect(await queue.attachOffer(ann.id, 'used sdp')).toBe('attached');
      await submit(bob);
      const { match } = await inbox.first(ann.id);
      expect(match.initiator.offer).toBe('used sdp');
      expect(await queue.requeue({ ...ann, recent: [bob.handle] }, match.id)).toBe('queued');
      const second = inbox.next(ann.id);
      await submit(person('eve'));
      expect((await second).match.initiator.offer).toBeUndefined();
    });

    it('can take back a ticket that was put back', async () => {
      const [ann, bob] = [person('ann'), person('bob')];
      await submit(ann, bob);
      const { match } = await inbox.first(ann.id);
      expect(await queue.requeue(ann, match.id)).toBe('queued');
      expect(await queue.cancel(ann.id)).toBe('cancelled');
      expect(await queue.requeue(ann, match.id)).toBe('gone');
    });

    it('never pairs a person with themselves: not by session, not by handle', async () => {
      const ann = person('ann');
      const sameSession = person('second tab', { session: ann.session });
      await submit(ann, sameSession);
      await expectApart(ann, sameSession);
      const bob = person('bob');
      const sameHandle = person('second device', { handle: bob.handle });
      await submit(bob, sameHandle);
      await expectApart(bob, sameHandle);
    });

    it.each<[string, TicketSketch, TicketSketch]>([
      ['a block of the first', { blocks: [handleOf('bob')] }, {}],
      ['a block of the second', {}, { blocks: [handleOf('ann')] }],
      ['a recent meeting', {}, { recent: [handleOf('ann')] }],
      ['no shared language', { wants: { sharedLanguage: true } }, { about: { languages: ['fi'] } }],
      [
        'too few shared interests',
        { about: { interests: ['go'] } },
        { about: { interests: ['go'] }, wants: { minSharedInterests: 2 } },
      ],
      ['the age that one asks for', { wants: { ages: ['25-34'] } }, { about: { age: '35-44' } }],
      ['an age that is not told', { wants: { ages: ['25-34'] } }, {}],
      [
        'the gender that one asks for',
        { about: { gender: 'man' } },
        { wants: { genders: ['woman', 'nonbinary'] } },
      ],
      ['a gender that is not told', {}, { wants: { genders: ['woman', 'man', 'nonbinary'] } }],
      ['the region that one asks for', { about: { region: 'asia' } }, { wants: { regions: ['europe'] } }],
    ])('keeps two apart by %s', async (_reason, first, second) => {
      const [ann, bob] = [person('ann', first), person('bob', second)];
      await submit(ann, bob);
      await expectApart(ann, bob);
    });

    it('widens a soft filter with the wait, and a hard one never', async () => {
      const longAgo = { enteredAtMs: under.nowMs() - 200_000 };
      const wants = (soft: Wants['soft']): Partial<Wants> => ({
        ages: ['25-34'],
        sharedLanguage: true,
        soft,
      });
      const about: Partial<About> = { languages: ['fi'], age: '55+' };
      const hard = person('hard', { ...longAgo, wants: wants([]) });
      const other = person('other', { ...longAgo, about });
      await submit(hard, other);
      await expectApart(hard, other);
      const soft = person('soft', { ...longAgo, wants: wants(['ages', 'languages']) });
      const another = person('another', { ...longAgo, about });
      await submit(soft, another);
      expect((await inbox.first(soft.id)).match.sharedLanguages).toEqual([]);
    });

    it('tells how long people lately waited, once enough have been matched', async () => {
      const waited = { enteredAtMs: under.nowMs() - 20_000 };
      expect(queue.estimateMs?.(person('ann'))).toBeUndefined();
      for (let i = 0; i < 5; i += 1) {
        const [ann, bob] = [person(`ann ${i}`, waited), person(`bob ${i}`, waited)];
        await submit(ann, bob);
        await Promise.all([inbox.first(ann.id), inbox.first(bob.id)]);
      }
      const estimateMs = queue.estimateMs?.(person('ann'));
      expect(estimateMs).toBeGreaterThanOrEqual(20_000);
      expect(estimateMs).toBeLessThan(25_000);
    });

    it('refuses calls once it is closed, and delivers nothing more', async () => {
      const ann = person('ann');
      await submit(ann);
      await queue.close();
      await expect(queue.submit(person('bob'))).rejects.toThrow('closed');
      expect(inbox.all).toEqual([]);
    });
  });
}
