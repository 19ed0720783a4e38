/**
 * Many people at one signaling node over Redis: of every ten, two wait, four are in matches, four look around; others come and go all the
 * time. What each of them feels of it, beside bare `ws` with as many sockets and the same signals in the same run. Then more and more people,
 * until the machine gives out. Arguments: how many people (default 10000), seconds of each measurement (default 20), how many at most
 * when growing (default 18000; 0: no growing).
 */
import { startRedisServer } from '../src/testing.ts';
import { nextArrival } from './lib/arrivals.ts';
import { bareWs } from './lib/bare-ws.ts';
import { Crowd, newTimes, type CrowdTimes } from './lib/crowd.ts';
import { atRate, Latencies } from './lib/latencies.ts';
import { openAll } from './lib/measure.ts';
import { ServerProcess } from './lib/server-process.ts';

const [people = 10_000, seconds = 20, most = 18_000] = process.argv.slice(2).map(Number);
const perSecond = { couples: 5, waiting: 5, signals: 200 };
const growBy = 2_000;
/** What somebody who comes to the site is to feel at most, at the 95th percentile. */
const bars = { apiMs: 100, socketOpenMs: 500 };
const durationMs = seconds * 1_000;

interface Reading {
  readonly times: CrowdTimes;
  readonly connected: number;
  readonly cpuPercent: number;
}

async function measure(crowd: Crowd, server: ServerProcess): Promise<Reading> {
  const times = newTimes();
  const [cpuUs, startMs] = [await server.cpuUs(), performance.now()];
  await Promise.all([
    atRate(perSecond.couples, durationMs, () => crowd.changeCouple(times)),
    atRate(perSecond.waiting, durationMs, () => crowd.changeWaiting(times)),
    atRate(perSecond.signals, durationMs, (n) => crowd.signal(n, times)),
  ]);
  const usedUs = (await server.cpuUs()) - cpuUs;
  const cpuPercent = Math.round(usedUs / 10 / (performance.now() - startMs));
  return { times, connected: crowd.connected, cpuPercent };
}

async function bareRelays(): Promise<Latencies> {
  const server = await ServerProcess.start(bareWs.script);
  const idle = await openAll(people * 0.6, (n) => bareWs.openIdle(server.url, n));
  const pairs = await openAll(people * 0.2, (n) => bareWs.openPair(server.url, n));
  const relay = new Latencies();
  await atRate(perSecond.signals, durationMs, async (n) => {
    const { frames, sides } = pairs[n % pairs.length] ?? {};
    if (sides === undefined || frames === undefined) return;
    const arrived = nextArrival(sides[1]);
    const startMs = performance.now();
    sides[0].send(frames[0]);
    await arrived;
    relay.add(performance.now() - startMs);
  });
  for (const socket of [...idle, ...pairs.flatMap(({ sides }) => sides)]) socket.close();
  await server.stop();
  return relay;
}

function rowOf({ connected, cpuPercent, times }: Reading, rssMb: number): Record<string, number> {
  return {
    connected,
    'relay p99 ms': times.relay.percentile(0.99),
    'match p99 ms': times.match.percentile(0.99),
    'api p95 ms': times.api.percentile(0.95),
    'socket open p95 ms': times.socketOpen.percentile(0.95),
    'cpu %': cpuPercent,
    'rss MB': rssMb,
  };
}

const rssMbOf = async (server: ServerProcess): Promise<number> =>
  Math.round((await server.rssBytes()) / 1_048_576);

/** Grows until a bar is missed, something fails, or there is nobody more to come; says which it was. */
async function grow(crowd: Crowd, server: ServerProcess, rows: Record<string, number>[]): Promise<string> {
  while (crowd.connected + growBy <= most) {
    try {
      const arriving = newTimes();
      await openAll(growBy, () => crowd.comeIdle(arriving));
      const reading = await measure(crowd, server);
      rows.push(rowOf(reading, await rssMbOf(server)));
      if (reading.times.api.percentile(0.95) > bars.apiMs) return `API p95 over ${bars.apiMs} ms`;
      if (reading.times.socketOpen.percentile(0.95) > bars.socketOpenMs)
        return `socket open p95 over ${bars.socketOpenMs} ms`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return `nothing, up to ${crowd.connected} people`;
}

const floor = await bareRelays();
const redis = await startRedisServer();
const server = await ServerProcess.start(new URL('./servers/sotto-redis.ts', import.meta.url), {
  REDIS_URL: redis.url,
});
const crowd = new Crowd(server.url);
const coming = newTimes();
await openAll(people * 0.2, () => crowd.comeTogether(coming));
await openAll(people * 0.2, () => crowd.comeWaiting(coming));
await openAll(people * 0.4, () => crowd.comeIdle(coming));
const reading = await measure(crowd, server);
const rssMb = await rssMbOf(server);
const rows = [rowOf(reading, rssMb)];
const gaveOut = most > people ? await grow(crowd, server, rows) : 'not tried';
crowd.leave();
await server.stop();
await redis.stop();

console.log(`One node over Redis, its matchmaker in the same process. Each second ${2 * perSecond.couples + perSecond.waiting} people come and as many go, ${perSecond.couples} of the
pairs that come meet, and ${perSecond.signals} signals of 2 KB are relayed. All of it comes from one process on this machine, whose own delays count too.`);
console.table(rows);
console.log(`Bare ws with as many sockets relays the same within ${floor.percentile(0.99)} ms (p99).`);
console.log(`What gave out first: ${gaveOut}.`);
const { times, connected, cpuPercent } = reading;
console.log(
  JSON.stringify({
    bench: 'load',
    metrics: {
      connected,
      relay_p99_ms: times.relay.percentile(0.99),
      match_p99_ms: times.match.percentile(0.99),
      api_p95_ms: times.api.percentile(0.95),
      socket_open_p95_ms: times.socketOpen.percentile(0.95),
      rss_mb: rssMb,
      cpu_percent: cpuPercent,
      ws_relay_p99_ms: floor.percentile(0.99),
      most_connected: rows.at(-1)?.connected,
      gave_out: gaveOut,
    },
  }),
);
