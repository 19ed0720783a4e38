import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blinkMs, mendWithinMs, retryMs, silentAfterMs } from './mending.ts';
import type { Mending, MendingEvent } from './mending-steps.ts';
import { playMending } from './testing/play-mending.ts';

const doubt: MendingEvent = { type: 'configured', renew: true, doubt: true };
const exchanged: MendingEvent = { type: 'exchanged' };
const heard: MendingEvent = { type: 'heard' };
const disconnected: MendingEvent = { type: 'connection', state: 'disconnected' };

const openedAtMs = 30;

/** What an open link does about these events, and with the time until the last one. */
function play(role: Mending['role'], script: readonly (readonly [number, MendingEvent])[], untilMs: number) {
  const { state, told } = playMending(role, [[openedAtMs, { type: 'channel-open' }], ...script], untilMs);
  expect(told[0]).toEqual([openedAtMs, 'opened']);
  return { state, told: told.slice(1) };
}

describe('an open link whose path is in doubt', () => {
  it('looks for another path, and stays as it is once something is heard', () => {
    const script = [
      [1_000, doubt],
      [1_200, exchanged],
      [1_200 + silentAfterMs - 1, heard],
    ] as const;
    const { state, told } = play('initiator', script, 60_000);
    expect(told).toEqual([[1_000, 'restart']]);
    expect(state).toMatchObject({ phase: 'open', dueMs: undefined });
  });

  it.each([
    ['initiator', 'restart', 'rebuild'],
    ['answerer', 'ask-restart', 'ask-rebuild'],
  ] as const)('is made anew where nothing is heard (%s)', (role, first, then) => {
    const atMs = 1_200 + silentAfterMs;
    expect(
      play(
        role,
        [
          [1_000, doubt],
          [1_200, exchanged],
        ],
        atMs,
      ).told,
    ).toEqual([
      [1_000, first],
      [atMs, 'reconnecting'],
      [atMs, then],
    ]);
  });

  it('is given as long for that as a lost path, since nobody has left', () => {
    const { told } = play(
      'initiator',
      [
        [1_000, doubt],
        [1_200, exchanged],
      ],
      200_000,
    );
    const lostAtMs = 1_200 + silentAfterMs;
    expect(told.filter(([, what]) => what === 'rebuild')).toHaveLength(Math.ceil(mendWithinMs / retryMs));
    expect(told.at(-1)).toEqual([lostAtMs + mendWithinMs, 'closed lost']);
  });

  it('goes on while the partner has no socket to exchange descriptions by: its path may be well', () => {
    expect(play('initiator', [[1_000, doubt]], 60_000).told).toEqual([[1_000, 'restart']]);
  });

  it('is mended as any other where its browser sees that the path is lost', () => {
    const script = [
      [1_000, doubt],
      [1_200, exchanged],
      [1_300, disconnected],
    ] as const;
    const { told } = play('initiator', script, 1_200 + silentAfterMs);
    expect(told.slice(1)).toEqual([
      [1_300 + blinkMs, 'reconnecting'],
      [1_300 + blinkMs, 'restart'],
    ]);
  });

  it('is not made anew by restarts that nobody doubted', () => {
    const renew: MendingEvent = { type: 'configured', renew: true, doubt: false };
    expect(
      play(
        'initiator',
        [
          [1_000, renew],
          [1_200, exchanged],
        ],
        60_000,
      ).told,
    ).toEqual([[1_000, 'restart']]);
  });

  it('is never made anew as long as it is heard of in time', () => {
    const event = fc.constantFrom(doubt, exchanged);
    const anyScript = fc.array(fc.tuple(fc.nat(10_000), event), { maxLength: 30 });
    const anyRole = fc.constantFrom('initiator' as const, 'answerer' as const);
    fc.assert(
      fc.property(
        anyRole,
        anyScript,
        fc.integer({ min: 0, max: silentAfterMs - 1 }),
        (role, gaps, afterMs) => {
          let atMs = 100;
          const script = gaps.flatMap(([gapMs, what]) => {
            atMs += gapMs + silentAfterMs;
            return [[atMs, what] as const, [atMs + afterMs, heard] as const];
          });
          const { state, told } = play(role, script, atMs + 60_000);
          expect(told.map(([, what]) => what).filter((what) => what.endsWith('rebuild'))).toEqual([]);
          expect(state.phase).toBe('open');
        },
      ),
    );
  });
});
