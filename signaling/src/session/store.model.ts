import fc from 'fast-check';
import type { SessionRecord } from './store.ts';

/** What may happen to sessions, for histories made up by fast-check. */
export type Step =
  | { readonly do: 'create'; readonly session: string; readonly handle: string }
  | { readonly do: 'rotate'; readonly session: string; readonly presented: string; readonly next: string }
  | { readonly do: 'touch'; readonly session: string }
  | { readonly do: 'remove'; readonly session: string }
  | { readonly do: 'removeIdentity'; readonly handle: string }
  | { readonly do: 'sweep' }
  | { readonly do: 'wait'; readonly ms: number };

const session = fc.constantFrom('s1', 's2', 's3', 's4');
const handle = fc.constantFrom('ann', 'bob');
const hash = fc.constantFrom('h0', 'h1', 'h2');

/** Histories in which sessions often share an identity and tokens are often reused. */
export const histories = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant('create' as const), session, handle }),
    fc.record({ do: fc.constant('rotate' as const), session, presented: hash, next: hash }),
    fc.record({ do: fc.constant('touch' as const), session }),
    fc.record({ do: fc.constant('remove' as const), session }),
    fc.record({ do: fc.constant('removeIdentity' as const), handle }),
    fc.record({ do: fc.constant('sweep' as const) }),
    fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 40_000 }) }),
  ),
  { maxLength: 25 },
);

export const sessionNames = ['s1', 's2', 's3', 's4'] as const;

/** The plainest thing that keeps sessions as the contract says: a list, searched from end to end. */
export class SessionModel {
  nowMs = 1_000_000;
  #records: SessionRecord[] = [];
  readonly #idleMs: number;

  constructor(idleMs: number) {
    this.#idleMs = idleMs;
  }

  find(name: string): SessionRecord | undefined {
    return this.#records.find(
      ({ session, lastUsedAtMs }) => session === name && this.nowMs - lastUsedAtMs <= this.#idleMs,
    );
  }

  newRecord(name: string, owner: string): SessionRecord {
    return { session: name, handle: owner, nickname: owner, refreshHash: 'h0', lastUsedAtMs: this.nowMs };
  }

  /** Applies a step; for `rotate`, gives its outcome. */
  apply(step: Step): string | undefined {
    switch (step.do) {
      case 'create':
        this.#records.push(this.newRecord(step.session, step.handle));
        return undefined;
      case 'rotate': {
        const found = this.find(step.session);
        if (found === undefined) return 'unknown';
        this.#drop(({ session: name }) => name === step.session);
        if (found.refreshHash !== step.presented) return 'reused';
        this.#records.push({ ...found, refreshHash: step.next, lastUsedAtMs: this.nowMs });
        return 'rotated';
      }
      case 'touch': {
        const found = this.find(step.session);
        if (found === undefined) return undefined;
        this.#drop(({ session: name }) => name === step.session);
        this.#records.push({ ...found, lastUsedAtMs: this.nowMs });
        return undefined;
      }
      case 'remove':
        this.#drop(({ session: name }) => name === step.session);
        return undefined;
      case 'removeIdentity':
        this.#drop(({ handle: owner }) => owner === step.handle);
        return undefined;
      case 'sweep':
        this.#drop(({ lastUsedAtMs }) => this.nowMs - lastUsedAtMs > this.#idleMs);
        return undefined;
      case 'wait':
        this.nowMs += step.ms;
        return undefined;
    }
  }

  #drop(condemned: (record: SessionRecord) => boolean): void {
    this.#records = this.#records.filter((record) => !condemned(record));
  }
}
