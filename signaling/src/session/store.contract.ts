import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { histories, SessionModel, sessionNames, type Step } from './store.model.ts';
import type { SessionRecord, SessionStore } from './store.ts';

export const contractIdleMs = 60_000;

/** One store as two nodes see it: the same object twice, where there is only one node. */
export interface StoreOnTwoNodes {
  readonly here: SessionStore;
  readonly there: SessionStore;
}

const record = (session: string, changes: Partial<SessionRecord> = {}): SessionRecord => ({
  session,
  handle: 'handle-of-ann',
  nickname: 'ann',
  refreshHash: 'first',
  lastUsedAtMs: 1_000_000,
  ...changes,
});

/** What every {@link SessionStore} does. `make` gives an empty store whose idle time is {@link contractIdleMs}. */
export function describeSessionStore(name: string, make: () => Promise<StoreOnTwoNodes>): void {
  describe(`session store in ${name}`, () => {
    let here: SessionStore;
    let there: SessionStore;

    beforeEach(async () => {
      ({ here, there } = await make());
    });

    /** Resolves with the sessions whose end `store` has told, once there are `count` of them. */
    const ends = (store: SessionStore, count: number): Promise<string[]> =>
      new Promise((resolve) => {
        const told: string[] = [];
        store.onEnded((session) => {
          told.push(session);
          if (told.length === count) resolve(told.sort());
        });
      });

    it('finds a session on every node, as it was created', async () => {
      await here.create(record('s1', { nickname: 'Zoë_名' }));
      expect(await there.find('s1', 1_000_001)).toEqual(record('s1', { nickname: 'Zoë_名' }));
    });

    it('finds nothing under an unknown id', async () => {
      expect(await here.find('nobody', 1_000_000)).toBeUndefined();
    });

    it('rotates the refresh token, once', async () => {
      await here.create(record('s1'));
      const next = record('s1', { refreshHash: 'second', lastUsedAtMs: 1_000_500 });
      expect(await there.rotate('s1', 'first', 'second', 1_000_500)).toEqual({
        outcome: 'rotated',
        record: next,
      });
      expect(await here.find('s1', 1_000_600)).toEqual(next);
    });

    it('ends the session when a token comes a second time, and tells both nodes', async () => {
      await here.create(record('s1'));
      const told = Promise.all([ends(here, 1), ends(there, 1)]);
      await here.rotate('s1', 'first', 'second', 1_000_500);
      expect(await here.rotate('s1', 'first', 'third', 1_000_600)).toEqual({ outcome: 'reused' });
      expect(await told).toEqual([['s1'], ['s1']]);
      expect(await there.find('s1', 1_000_700)).toBeUndefined();
      expect(await here.rotate('s1', 'second', 'third', 1_000_800)).toEqual({ outcome: 'unknown' });
    });

    it('lets exactly one of two simultaneous refreshes with the same token win', async () => {
      await here.create(record('s1'));
      const both = await Promise.all([
        here.rotate('s1', 'first', 'second', 1_000_500),
        there.rotate('s1', 'first', 'other', 1_000_500),
      ]);
      expect(both.map(({ outcome }) => outcome).sort()).toEqual(['reused', 'rotated']);
    });

    it('removes one session and leaves its siblings', async () => {
      for (const session of ['s1', 's2', 's3']) await here.create(record(session));
      const told = ends(there, 1);
      await here.remove('s2');
      expect(await told).toEqual(['s2']);
      expect(await here.find('s2', 1_000_000)).toBeUndefined();
      expect(await here.find('s1', 1_000_000)).toBeDefined();
      expect(await here.find('s3', 1_000_000)).toBeDefined();
    });

    it('does nothing when an unknown session or identity is removed', async () => {
      let told = 0;
      here.onEnded(() => (told += 1));
      await here.remove('nobody');
      await here.removeIdentity('nobody');
      const known = ends(here, 1);
      await here.create(record('s1'));
      await here.remove('s1');
      await known;
      expect(told).toBe(1);
    });

    it('removes every session of an identity, also after some have gone, and nobody else', async () => {
      for (const session of ['s1', 's2', 's3', 's4']) await here.create(record(session));
      await here.create(record('other', { handle: 'handle-of-bob', nickname: 'bob' }));
      const removed = ends(there, 4);
      await here.remove('s3');
      await there.removeIdentity('handle-of-ann');
      expect(await removed).toEqual(['s1', 's2', 's3', 's4']);
      expect(await here.find('s4', 1_000_000)).toBeUndefined();
      expect(await here.find('other', 1_000_000)).toBeDefined();
    });

    it('knows an idle session no more, even before the sweep', async () => {
      await here.create(record('s1'));
      expect(await here.find('s1', 1_000_000 + contractIdleMs)).toBeDefined();
      const lateMs = 1_000_001 + contractIdleMs;
      expect(await here.find('s1', lateMs)).toBeUndefined();
      expect(await here.rotate('s1', 'first', 'second', lateMs)).toEqual({ outcome: 'unknown' });
    });

    it('sweeps idle sessions away and keeps those in use', async () => {
      await here.create(record('idle'));
      await here.create(record('touched'));
      await here.create(record('refreshed'));
      const told = ends(there, 1);
      here.touch('touched', 1_050_000);
      await here.rotate('refreshed', 'first', 'second', 1_050_000);
      await here.sweep(1_050_000);
      await here.sweep(1_000_001 + contractIdleMs);
      expect(await told).toEqual(['idle']);
      expect(await there.find('touched', 1_050_000)).toMatchObject({ lastUsedAtMs: 1_050_000 });
      expect(await there.find('refreshed', 1_050_000)).toBeDefined();
    });

    it('does what the plainest model does, whatever the history', async () => {
      await fc.assert(
        fc.asyncProperty(histories, async (history) => {
          const { here: store } = await make();
          const model = new SessionModel(contractIdleMs);
          const created = new Set<string>();
          for (const step of history) {
            // Ids are random: no session is ever created twice.
            if (step.do === 'create' && created.has(step.session)) continue;
            if (step.do === 'create') created.add(step.session);
            expect(await applyToStore(store, model, step)).toBe(model.apply(step));
          }
          await store.sweep(model.nowMs);
          for (const name of sessionNames) {
            expect(await store.find(name, model.nowMs)).toEqual(model.find(name));
          }
        }),
        { numRuns: 60 },
      );
    });

    it('does not bring an idle session back by a touch', async () => {
      await here.create(record('s1'));
      const lateMs = 1_000_001 + contractIdleMs;
      here.touch('s1', lateMs);
      await here.sweep(lateMs);
      expect(await here.find('s1', lateMs)).toBeUndefined();
    });
  });
}

/** Applies a step to a store at the model's time; for `rotate`, gives its outcome. */
async function applyToStore(
  store: SessionStore,
  model: SessionModel,
  step: Step,
): Promise<string | undefined> {
  const { nowMs } = model;
  switch (step.do) {
    case 'create':
      return void (await store.create(model.newRecord(step.session, step.handle)));
    case 'rotate':
      return (await store.rotate(step.session, step.presented, step.next, nowMs)).outcome;
    case 'touch':
      store.touch(step.session, nowMs);
      // Whether a touch is written at once or with the next sweep is up to the store.
      return void (await store.sweep(nowMs));
    case 'remove':
      return void (await store.remove(step.session));
    case 'removeIdentity':
      return void (await store.removeIdentity(step.handle));
    case 'sweep':
      return void (await store.sweep(nowMs));
    case 'wait':
      return undefined;
  }
}
