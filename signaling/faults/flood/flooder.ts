import { atRate } from '../../bench/lib/latencies.ts';
import { within } from '../../bench/lib/within.ts';
import { FloodSockets } from './flood-sockets.ts';
import { floodStreams, type FloodTarget, type Outcome } from './streams.ts';

/** A process that floods a server from one address prefix for as long as it is told, and tells what became of it. */

/** Whoever floods gives a try up after so long. */
const patienceMs = 10_000;

/** What to do. */
export interface FloodOrder extends FloodTarget {
  /** How many times the allowed rate. */
  readonly times: number;
  readonly seconds: number;
}

export interface StreamTally extends Readonly<Record<Outcome, number>> {
  readonly name: string;
  readonly gate: string;
  readonly allowedPerMinute: number;
}

/** What became of it. */
export interface FloodTally {
  readonly streams: readonly StreamTally[];
  readonly sockets: FloodSockets['counts'];
  /** Sockets that went on although they sent far too much. */
  readonly tolerated: number;
}

process.once('message', (order: FloodOrder) => {
  void flood(order).then((tally) => process.send?.(tally));
});
process.on('disconnect', () => process.exit());

async function flood(order: FloodOrder): Promise<FloodTally> {
  const sockets = new FloodSockets(order.url, order.times);
  const streams = await Promise.all(
    floodStreams(order, sockets).map(async ({ name, gate, allowedPerMinute, attempt }) => {
      const tally = { 'let in': 0, refused: 0, cut: 0 };
      const perSecond = (allowedPerMinute * order.times) / 60;
      await atRate(perSecond, order.seconds * 1_000, async (n) => {
        const outcome = await within(patienceMs, attempt(n));
        tally[outcome === 'late' ? 'cut' : outcome] += 1;
      });
      return { name, gate, allowedPerMinute, ...tally };
    }),
  );
  const tolerated = await sockets.tolerated();
  sockets.close();
  return { streams, sockets: sockets.counts, tolerated };
}
