import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blinkMs, mendWithinMs, openWithinMs, rebuildWithinMs, retryMs, stalledAfterMs } from './mending.ts';
import type { MendingEvent } from './mending-steps.ts';
import { playMending as play } from './testing/play-mending.ts';

const open: MendingEvent = { type: 'channel-open' };
const connection = (state: RTCPeerConnectionState): MendingEvent => ({ type: 'connection', state });

describe('a first connection', () => {
  it('is open with its channel, and nothing is due any more', () => {
    const { state, told } = play('initiator', [[30, open]]);
    expect(told).toEqual([[30, 'opened']]);
    expect(state.dueMs).toBeUndefined();
  });

  it('is tried anew when it stalls, by the initiator itself and by the answerer through it', () => {
    expect(play('initiator', [[5_000, open]]).told).toEqual([
      [stalledAfterMs, 'restart'],
      [5_000, 'opened'],
    ]);
    expect(play('answerer', [[5_000, open]]).told).toEqual([
      [stalledAfterMs, 'ask-restart'],
      [5_000, 'opened'],
    ]);
  });

  it('survives a first failure, which is tried anew at once', () => {
    const { told } = play('initiator', [
      [900, connection('failed')],
      [1_200, open],
    ]);
    expect(told).toEqual([
      [900, 'restart'],
      [1_200, 'opened'],
    ]);
  });

  it('is given up when it has not opened in time', () => {
    const { told } = play('answerer', []);
    expect(told.at(-1)).toEqual([openWithinMs, 'closed never-opened']);
  });
});

describe('an open link', () => {
  it('does not speak of a path that blinks', () => {
    const { told } = play('initiator', [
      [30, open],
      [1_000, connection('disconnected')],
      [1_000 + blinkMs - 1, connection('connected')],
    ]);
    expect(told).toEqual([[30, 'opened']]);
  });

  it('is mended when its path stays away, and says when it is back', () => {
    const { told } = play('initiator', [
      [30, open],
      [1_000, connection('disconnected')],
      [3_000, connection('connecting')],
      [3_100, connection('connected')],
    ]);
    expect(told).toEqual([
      [30, 'opened'],
      [1_000 + blinkMs, 'reconnecting'],
      [1_000 + blinkMs, 'restart'],
      [3_100, 'mended'],
    ]);
  });

  it('is not closed by a failure, but mended at once', () => {
    const { told } = play('answerer', [
      [30, open],
      [1_000, connection('failed')],
      [2_000, connection('connected')],
    ]);
    expect(told).toEqual([
      [30, 'opened'],
      [1_000, 'reconnecting'],
      [1_000, 'ask-restart'],
      [2_000, 'mended'],
    ]);
  });

  it('is tried again and again, then given up', () => {
    const { told } = play('initiator', [
      [30, open],
      [1_000, connection('failed')],
    ]);
    const restarts = told.filter(([, what]) => what === 'restart').map(([atMs]) => atMs);
    const attempts = Math.ceil(mendWithinMs / retryMs);
    expect(restarts).toEqual(Array.from({ length: attempts }, (_, n) => 1_000 + n * retryMs));
    expect(told.at(-1)).toEqual([1_000 + mendWithinMs, 'closed lost']);
  });

  it('restarts when the answerer asks, but not faster than it can be meant', () => {
    const ask: MendingEvent = { type: 'restart-asked' };
    const { told } = play('initiator', [
      [30, open],
      [1_000, ask],
      [1_100, ask],
      [1_200, ask],
      [2_000, ask],
    ]);
    expect(told.filter(([, what]) => what === 'restart')).toEqual([
      [1_000, 'restart'],
      [2_000, 'restart'],
    ]);
  });

  it('closes some time after the other browser closed the channel without a word', () => {
    expect(
      play('initiator', [
        [30, open],
        [1_000, { type: 'channel-closed' }],
      ]).told.at(-1),
    ).toEqual([1_000 + rebuildWithinMs, 'closed there']);
  });
});

describe('whatever happens', () => {
  const anyEvent: fc.Arbitrary<MendingEvent> = fc.oneof(
    fc.constantFrom<MendingEvent>(
      open,
      { type: 'channel-closed' },
      { type: 'restart-asked' },
      { type: 'rebuild-asked' },
      { type: 'rebuilt-there' },
      { type: 'exchanged' },
      { type: 'heard' },
      { type: 'configured', renew: true, doubt: true },
      { type: 'configured', renew: false, doubt: false },
      { type: 'narrowed' },
      { type: 'tick' },
    ),
    fc
      .constantFrom<RTCPeerConnectionState>(
        'new',
        'connecting',
        'connected',
        'disconnected',
        'failed',
        'closed',
      )
      .map(connection),
    fc
      .constantFrom('here' as const, 'not-trusted' as const)
      .map((why): MendingEvent => ({ type: 'close', why })),
  );
  const anyScript = fc.array(fc.tuple(fc.nat(20_000), anyEvent), { maxLength: 30 }).map((events) => {
    let atMs = 0;
    return events.map(([gapMs, event]) => [(atMs += gapMs), event] as const);
  });
  const anyRole = fc.constantFrom('initiator' as const, 'answerer' as const);

  it('opens once for each connection, closes once, and says nothing after', () => {
    fc.assert(
      fc.property(anyRole, anyScript, (role, script) => {
        const { told } = play(role, script, 1_000_000);
        const words = told.map(([, what]) => what);
        // Once more for each connection that was made anew.
        const anew =
          words.filter((what) => /rebuild$/.test(what)).length +
          script.filter(([, { type }]) => type === 'rebuilt-there').length;
        expect(words.filter((what) => what === 'opened').length).toBeLessThanOrEqual(1 + anew);
        const closed = words.findIndex((what) => what.startsWith('closed'));
        if (closed !== -1) expect(closed).toBe(words.length - 1);
      }),
    );
  });

  it('ends open or closed: nothing is left hanging', () => {
    fc.assert(
      fc.property(anyRole, anyScript, (role, script) => {
        expect(['open', 'closed']).toContain(play(role, script, 1_000_000).state.phase);
      }),
    );
  });

  it('lets only the initiator restart and only the answerer ask', () => {
    fc.assert(
      fc.property(anyRole, anyScript, (role, script) => {
        const forbidden = role === 'initiator' ? 'ask-restart' : 'restart';
        expect(play(role, script).told.map(([, what]) => what)).not.toContain(forbidden);
      }),
    );
  });
});
