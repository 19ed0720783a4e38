import { encodeFrame } from '@sotto/protocol';
import type { Clock } from '../ports.ts';
import type { Channel } from './channel.ts';
import type { DrainPace } from './settings.ts';
import type { Timers } from './timers.ts';

/** How finely the closing of sockets is spread. */
const drainTickMs = 50;

/** @returns over how many milliseconds so many sockets are closed */
export function drainTimeMs(sockets: number, { leastMs, perS, mostMs }: DrainPace): number {
  return Math.min(mostMs, Math.max(leastMs, (sockets / perS) * 1_000));
}

/**
 * Sends everybody away, each after a time of its own, so that they don't all arrive at the next node together. Resolves when the
 * last one has been told to go.
 */
export function drainChannels(
  channels: Iterable<Channel>,
  pace: DrainPace,
  { clock, random, timers }: { clock: Clock; random: () => number; timers: Timers },
): Promise<void> {
  const all = [...channels];
  const drainMs = drainTimeMs(all.length, pace);
  const leaving = all.map((channel) => ({ channel, afterMs: Math.floor(random() * drainMs) }));
  leaving.sort((a, b) => b.afterMs - a.afterMs);
  for (const { afterMs, channel } of leaving) channel.send(encodeFrame({ t: 'draining', afterMs }));
  const startMs = clock();
  return new Promise((resolve) => {
    const stop = timers.every(drainTickMs, () => {
      const passedMs = clock() - startMs;
      while ((leaving.at(-1)?.afterMs ?? Infinity) <= passedMs)
        leaving.pop()?.channel.close('serviceRestart');
      if (leaving.length > 0) return;
      stop();
      resolve();
    });
  });
}
