import { sketchTicket } from '@sotto/matchmaker/testing';
import { utf8 } from '@sotto/protocol';
import { afterEach, describe, expect, it } from 'vitest';
import type { SeatSnapshot, SeatStore } from './seat-store.ts';
import { idle } from './seat.ts';

/** A store, and the passing of time in it. */
export interface SeatStoreRig {
  readonly store: SeatStore;
  /** Lets at least `ms` pass. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const session = 'AAAAAAAAAAAAAAAAAAAAAA';
const hourMs = 3_600_000;

const snapshot: SeatSnapshot = {
  seat: {
    session,
    stage: {
      at: 'seeking',
      ticket: sketchTicket('Zoë', { about: { interests: ['science fiction'] }, blocks: ['b1'] }),
      queue: 'waiting',
      resubmitAtMs: 1_800_000_020_000,
      lapsed: undefined,
    },
    awayUntilMs: 1_800_000_030_000,
  },
  digest: String.fromCharCode(0, 10, 127, 128, 255),
  formerDigest: String.fromCharCode(254, 1),
  held: [{ match: 'BBBBBBBBBBBBBBBBBBBBBB', frame: utf8('{"t":"signal","é":1}') }],
};

/** What every seat store does. */
export function describeSeatStore(name: string, build: () => Promise<SeatStoreRig>): void {
  describe(`seat store: ${name}`, () => {
    const rigs: SeatStoreRig[] = [];
    const start = async () => {
      const rig = await build();
      rigs.push(rig);
      return rig;
    };
    afterEach(async () => {
      for (const rig of rigs.splice(0)) await rig.close();
    });

    it('gives back what was saved last, once', async () => {
      const { store } = await start();
      await store.save(session, { ...snapshot, digest: 'older' }, hourMs);
      await store.save(session, snapshot, hourMs);
      const taken = await store.take(session);
      expect(taken?.seat).toEqual(snapshot.seat);
      expect(taken).toMatchObject({ digest: snapshot.digest, formerDigest: snapshot.formerDigest });
      expect(taken?.held.map(({ frame }) => Buffer.from(frame).toString())).toEqual(['{"t":"signal","é":1}']);
      expect(await store.take(session)).toBeUndefined();
    });

    it('gives a snapshot to one of two that take it together', async () => {
      const { store } = await start();
      await store.save(session, snapshot, hourMs);
      const taken = await Promise.all([store.take(session), store.take(session)]);
      expect(taken.filter((found) => found !== undefined)).toHaveLength(1);
    });

    it('knows nothing of sessions that were not saved or were removed', async () => {
      const { store } = await start();
      await store.save(session, { ...snapshot, seat: { ...snapshot.seat, stage: idle } }, hourMs);
      await store.remove(session);
      expect(await store.take(session)).toBeUndefined();
      await store.renew(session, hourMs);
      expect(await store.take(session)).toBeUndefined();
    });

    it('forgets a snapshot after its time to live, unless it was renewed', async () => {
      const { pass, store } = await start();
      const other = 'CCCCCCCCCCCCCCCCCCCCCC';
      await store.save(session, snapshot, 40);
      await store.save(other, snapshot, 40);
      await store.renew(other, hourMs);
      await pass(60);
      expect(await store.take(session)).toBeUndefined();
      expect(await store.take(other)).toBeDefined();
    });
  });
}
