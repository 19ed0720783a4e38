import { describe, expect, it } from 'vitest';
import {
  maxRebuilds,
  mend,
  mendWithinMs,
  rebuildForgivenMs,
  rebuildWithinMs,
  retryMs,
  startMending,
} from './mending.ts';
import type { Mending, MendingEffect, MendingEvent } from './mending-steps.ts';

class Side {
  state: Mending;
  constructor(role: Mending['role']) {
    this.state = startMending(role, 0);
    this.take({ type: 'channel-open' }, 30);
  }

  take(event: MendingEvent, nowMs: number): readonly MendingEffect['type'][] {
    const { state, effects } = mend(this.state, event, nowMs);
    this.state = state;
    return effects.map(({ type }) => type);
  }
}

const closed: MendingEvent = { type: 'channel-closed' };
const tick: MendingEvent = { type: 'tick' };

describe('a channel that dies', () => {
  it('is made anew by the initiator, and is open when its channel is', () => {
    const side = new Side('initiator');
    expect(side.take(closed, 1_000)).toEqual(['reconnecting', 'rebuild']);
    expect(side.take({ type: 'connection', state: 'connected' }, 1_200)).toEqual([]);
    expect(side.take({ type: 'channel-open' }, 1_300)).toEqual(['opened']);
    expect(side.state).toMatchObject({ phase: 'open', dueMs: undefined });
  });

  it('is asked for by the answerer, whose partner has not noticed', () => {
    const [answerer, initiator] = [new Side('answerer'), new Side('initiator')];
    expect(answerer.take(closed, 1_000)).toEqual(['reconnecting', 'ask-rebuild']);
    expect(initiator.take({ type: 'rebuild-asked' }, 1_050)).toEqual(['reconnecting', 'rebuild']);
    expect(answerer.take({ type: 'rebuilt-there' }, 1_100)).toEqual([]);
    expect(answerer.take({ type: 'channel-open' }, 1_200)).toEqual(['opened']);
  });

  it('is made once where both sides notice', () => {
    const side = new Side('initiator');
    side.take(closed, 1_000);
    expect(side.take({ type: 'rebuild-asked' }, 1_020)).toEqual([]);
  });

  it('is made anew, and its path is lost right after: the answerer is heard at once', () => {
    const side = new Side('initiator');
    side.take(closed, 1_000);
    side.take({ type: 'channel-open' }, 1_300);
    expect(side.take({ type: 'restart-asked' }, 1_350)).toEqual(['restart']);
    expect(side.take({ type: 'restart-asked' }, 1_400)).toEqual([]);
  });

  it('is tried again until it has had its time', () => {
    const side = new Side('initiator');
    side.take(closed, 1_000);
    expect(side.take(tick, 1_000 + retryMs)).toEqual(['rebuild']);
    expect(side.take({ type: 'connection', state: 'failed' }, 6_000)).toEqual([]);
    expect(side.take(tick, 1_000 + rebuildWithinMs)).toEqual(['closed']);
  });

  it.each([
    ['answerer', 'rebuilt-there'],
    ['initiator', 'rebuild-asked'],
    ['initiator', 'exchanged'],
    ['answerer', 'narrowed'],
  ] as const)('is not given up so soon where a word of the partner came since (%s, %s)', (role, type) => {
    const side = new Side(role);
    side.take(closed, 1_000);
    side.take({ type }, 1_100);
    expect(side.take(tick, 1_000 + rebuildWithinMs)).not.toContain('closed');
    expect(mend(side.state, tick, 1_000 + mendWithinMs).effects).toEqual([{ type: 'closed', why: 'lost' }]);
  });

  it('is made anew while the path was being mended, which is told once', () => {
    const side = new Side('initiator');
    side.take({ type: 'connection', state: 'failed' }, 1_000);
    expect(side.take(closed, 2_000)).toEqual(['rebuild']);
  });

  it('is not made anew for ever for a partner that keeps asking', () => {
    const side = new Side('initiator');
    let nowMs = 1_000;
    let done: readonly string[] = [];
    for (let i = 0; i <= maxRebuilds; i += 1) {
      done = side.take({ type: 'rebuild-asked' }, (nowMs += 1_000));
      side.take({ type: 'channel-open' }, nowMs + 100);
    }
    expect(done).toEqual(['closed']);
  });

  it('but as often as it takes where that is now and then', () => {
    const side = new Side('initiator');
    for (let i = 1; i <= 10 * maxRebuilds; i += 1) {
      side.take({ type: 'rebuild-asked' }, i * rebuildForgivenMs);
      side.take({ type: 'channel-open' }, i * rebuildForgivenMs + 100);
    }
    expect(side.state.phase).toBe('open');
  });

  it.each([
    ['answerer', 'rebuilt-there'],
    ['initiator', 'rebuild-asked'],
  ] as const)(
    'nor given up by the %s in a second outage, where the partner tries no faster than itself',
    (role, type) => {
      const side = new Side(role);
      for (const outageMs of [1_000, 121_000]) {
        side.take({ type: 'narrowed' }, outageMs);
        for (let afterMs = 50; afterMs < mendWithinMs; afterMs += retryMs) {
          expect(side.take({ type }, outageMs + afterMs)).not.toContain('closed');
        }
        side.take({ type: 'channel-open' }, outageMs + mendWithinMs - 100);
      }
      expect(side.state.phase).toBe('open');
    },
  );

  it('but is given up where the partner makes one after the other', () => {
    const side = new Side('answerer');
    side.take(closed, 1_000);
    for (let i = 1; i <= maxRebuilds; i += 1) side.take({ type: 'rebuilt-there' }, 1_000 + i * 1_000);
    expect(side.state.phase).toBe('closed');
  });

  it('nor is a partner followed for ever that makes one connection after the other before any is open', () => {
    const side = { state: startMending('answerer', 0) };
    let done: readonly MendingEffect[] = [];
    for (let i = 0; i <= maxRebuilds; i += 1) {
      const { state, effects } = mend(side.state, { type: 'rebuilt-there' }, i);
      side.state = state;
      done = effects;
    }
    expect(done).toEqual([{ type: 'closed', why: 'lost' }]);
  });
});

describe('another policy', () => {
  const changed: MendingEvent = { type: 'configured', renew: true, doubt: false };
  const fresh: MendingEvent = { type: 'configured', renew: false, doubt: false };

  it('restarts an open link, and fresh servers alone do not', () => {
    const side = new Side('initiator');
    expect(side.take(fresh, 1_000)).toEqual([]);
    expect(side.take(changed, 1_000)).toEqual(['restart']);
    expect(side.state.phase).toBe('open');
    expect(new Side('answerer').take(changed, 1_000)).toEqual(['ask-restart']);
  });

  it('or fresh servers are tried at once where a path is looked for', () => {
    const side = new Side('initiator');
    expect(side.take({ type: 'connection', state: 'failed' }, 1_000)).toEqual(['reconnecting', 'restart']);
    expect(side.take(fresh, 1_100)).toEqual(['restart']);
  });

  it('that allows less makes the connection anew, on whichever side it is heard of first', () => {
    const narrowed: MendingEvent = { type: 'narrowed' };
    const [answerer, initiator] = [new Side('answerer'), new Side('initiator')];
    expect(answerer.take(narrowed, 1_000)).toEqual(['reconnecting', 'let-go', 'ask-rebuild']);
    expect(initiator.take({ type: 'rebuild-asked' }, 1_020)).toEqual(['reconnecting', 'rebuild']);
    // What it made before it knew is made once more.
    expect(initiator.take(narrowed, 1_040)).toEqual(['rebuild']);
    expect(initiator.take({ type: 'rebuild-asked' }, 1_060)).toEqual([]);
  });
});

describe('a narrower policy', () => {
  it('leaves as long to make the connection anew as to mend a path: nobody has left', () => {
    const side = new Side('initiator');
    side.take({ type: 'narrowed' }, 1_000);
    side.take(tick, 1_000 + rebuildWithinMs);
    expect(side.state.phase).toBe('rebuilding');
    expect(mend(side.state, tick, 1_000 + mendWithinMs).effects).toEqual([{ type: 'closed', why: 'lost' }]);
  });
});
