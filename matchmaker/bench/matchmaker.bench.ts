import { defaultMatchingConfig } from '../src/index.ts';
import { measureBatch } from './batch-quality.ts';
import { segments } from './segments.ts';
import { arrivalsPerS, makeStream, offlineOptimum, playStream } from './stream.ts';
import { mean, quantile, rounded, table } from './table.ts';
import { measureThroughput } from './throughput.ts';

/** The engine alone: how much it does with a core, and how good its pairs are. */

console.log('Matches per second of one core, all filters on, each match with both tickets in and out\n');
const throughput = [1_000, 10_000, 100_000].map(measureThroughput);
const [small, middle, large] = throughput.map(({ matchesPerS }) => matchesPerS);
if (small === undefined || middle === undefined || large === undefined)
  throw new Error('three pools are measured');
console.log(
  table(
    ['pool', 'matches/s', 'cost to 1k', 'matched at once'],
    throughput.map(({ pool, matchesPerS, sharedMatched }) => [
      String(pool),
      matchesPerS.toFixed(0),
      (small / matchesPerS).toFixed(2),
      sharedMatched.toFixed(3),
    ]),
  ),
);

console.log('\nBatches of 800 tickets: worth in all, as a share of the exact optimum (Blossom)\n');
const batches = [1, 2, 3, 4, 5].map(measureBatch);
console.log(
  table(
    ['batch', 'first come', 'one by one', 'engine'],
    batches.map(({ batch, fifo, greedy, engine }) => [
      String(batch),
      ...[fifo, greedy, engine].map((share) => share.toFixed(3)),
    ]),
  ),
);

console.log(
  `\nA stream of ${arrivalsPerS} arrivals/s: worth as a share of what hindsight could have made, by half-life\n`,
);
const streams = [5, 6].map((seed) => ({ stream: makeStream(seed), seed }));
const optima = streams.map(({ stream }) => offlineOptimum(stream));
const chosenMs = defaultMatchingConfig.halfLifeMs;
const curve = [500, 1_000, 2_000, chosenMs, 8_000, 16_000].map((halfLifeMs) => {
  const played = streams.map(({ stream, seed }) => playStream(stream, halfLifeMs, seed));
  const waitsMs = played.flatMap((run) => run.waitsMs);
  return {
    halfLifeMs,
    played,
    quality: mean(played.map(({ worth }, i) => worth / (optima[i] ?? NaN))),
    meanWaitS: mean(waitsMs) / 1_000,
    p95WaitS: quantile(waitsMs, 0.95) / 1_000,
    matched: mean(played.map(({ matchedShare }) => matchedShare)),
  };
});
console.log(
  table(
    ['half-life s', 'quality', 'mean wait s', 'p95 s', 'matched'],
    curve.map((point) => [
      `${point.halfLifeMs === chosenMs ? '* ' : ''}${point.halfLifeMs / 1_000}`,
      point.quality.toFixed(3),
      point.meanWaitS.toFixed(2),
      point.p95WaitS.toFixed(2),
      point.matched.toFixed(3),
    ]),
  ),
);
const chosen = curve.find(({ halfLifeMs }) => halfLifeMs === chosenMs);
if (chosen === undefined) throw new Error('the default half-life is on the curve');

console.log('\nWaits by segment at the default half-life (*); who left unmatched counts with 20 s\n');
const bySegment = segments.map(([name, isIn]) => {
  const waitsMs = streams.flatMap(({ stream }, i) =>
    stream.filter(isIn).map(({ id }) => chosen.played[i]?.waitOf.get(id) ?? NaN),
  );
  return { name, count: waitsMs.length, waitsMs };
});
console.log(
  table(
    ['segment', 'people', 'mean s', 'p95 s'],
    bySegment.map(({ name, count, waitsMs }) => [
      name,
      String(count),
      (mean(waitsMs) / 1_000).toFixed(2),
      (quantile(waitsMs, 0.95) / 1_000).toFixed(2),
    ]),
  ),
);
const rarest = bySegment.reduce((least, segment) => (segment.count < least.count ? segment : least));
console.log(
  `\nThe rarest: ${rarest.name}, ${rarest.count} people, ${(mean(rarest.waitsMs) / 1_000).toFixed(2)} s on average\n`,
);

console.log(
  JSON.stringify({
    bench: 'matchmaker',
    metrics: {
      matches_per_s_1k: Math.round(small),
      matches_per_s_10k: Math.round(middle),
      matches_per_s_100k: Math.round(large),
      cost_ratio_100k: rounded(small / large, 2),
      batch_quality: rounded(mean(batches.map(({ engine }) => engine)), 4),
      stream_quality: rounded(chosen.quality, 4),
      stream_mean_wait_s: rounded(chosen.meanWaitS, 3),
      stream_matched: rounded(chosen.matched, 4),
    },
  }),
);
