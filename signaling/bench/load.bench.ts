/**
 * Many people at one signaling node over Redis: of every ten, two wait, four are in matches, four look around; others come and go all the
 * time. What each of them feels of it, beside bare `ws` with as many sockets and the same signals in the same run. Then more and more people, who do as much each,
 * until an aim is missed or somebody can't come, and what gave out. Arguments: how many people (default 10000), seconds of each measurement
 * (default 20), how many at most when growing (default 60000; 0: no growing).
 */
import { loadavg } from 'node:os';
import { startRedisServer } from '../src/testing.ts';
import { nextArrival } from './lib/arrivals.ts';
import { bareWs } from './lib/bare-ws.ts';
import { Crowd, newTimes, type CrowdTimes } from './lib/crowd.ts';
import { whatGaveOut, type Strain } from './lib/gave-out.ts';
import { atRate, Latencies } from './lib/latencies.ts';
import { availableMb, busyPercent, coreTicks, openFilesOf } from './lib/machine.ts';
import { openAll } from './lib/measure.ts';
import { ServerProcess } from './lib/server-process.ts';

const [people = 10_000, seconds = 20, most = 60_000] = process.argv.slice(2).map(Number);
/** For as many people as there are at first. */
const perSecond = { couples: 8, waiting: 4, signals: 200 };
const growBy = 0.3;
/** Fewer newcomers are no step. */
const least = 10;
/** No step of growth begins later than so long after the start. */
const growingEndsMs = 400_000;
/** What somebody who comes to the site is to feel at most, at the 95th percentile. */
const bars = { apiMs: 100, socketOpenMs: 500 };
const durationMs = seconds * 1_000;
/** Each has some 28,000 ports towards the server. */
const addressOf = (n: number): string => `127.0.0.${2 + (n % 8)}`;

interface Reading {
  readonly times: CrowdTimes;
  readonly connected: number;
  readonly strain: Strain;
  readonly rssMb: number;
}

const ownCpuUs = (): number => {
  const { system, user } = process.cpuUsage();
  return system + user;
};

/** Does something, and tells how much it strained the parts. */
async function strained(
  server: ServerProcess,
  deed: () => Promise<unknown>,
): Promise<{ strain: Strain; error?: string }> {
  const [nodeUs, benchUs, ticks, startMs] = [
    await server.cpuUs(),
    ownCpuUs(),
    coreTicks(),
    performance.now(),
  ];
  const error = await deed().then(
    () => undefined,
    (reason: unknown) => String(reason instanceof Error ? reason.message : reason).split('\r\n')[0] ?? '',
  );
  const tookMs = performance.now() - startMs;
  const percent = (usedUs: number): number => Math.round(usedUs / 10 / tookMs);
  const strain = {
    nodePercent: percent((await server.cpuUs()) - nodeUs),
    benchPercent: percent(ownCpuUs() - benchUs),
    machinePercent: busyPercent(ticks, coreTicks()),
    nodeFiles: openFilesOf(server.pid),
    benchFiles: openFilesOf('self'),
    availableMb: availableMb(),
  };
  return error === undefined ? { strain } : { strain, error };
}

async function measure(crowd: Crowd, server: ServerProcess): Promise<Reading> {
  const times = newTimes();
  const more = crowd.connected / people;
  const { strain, error } = await strained(server, () =>
    Promise.all([
      atRate(perSecond.couples * more, durationMs, () => crowd.changeCouple(times)),
      atRate(perSecond.waiting * more, durationMs, () => crowd.changeWaiting(times)),
      atRate(perSecond.signals * more, durationMs, (n) => crowd.signal(n, times)),
    ]),
  );
  if (error !== undefined) throw new Error(`${whatGaveOut(strain, error)} (${error})`);
  return { times, connected: crowd.connected, strain, rssMb: await rssMbOf(server) };
}

/** Of every ten, four meet, two wait, four look around. */
async function comeAs(crowd: Crowd, newcomers: number, times: CrowdTimes): Promise<void> {
  await openAll(newcomers * 0.2, () => crowd.comeTogether(times));
  await openAll(newcomers * 0.2, () => crowd.comeWaiting(times));
  await openAll(newcomers * 0.4, () => crowd.comeIdle(times));
}

/** Rejects nobody: what kept people from coming is the answer. */
async function come(server: ServerProcess, arrivals: () => Promise<unknown>): Promise<string | undefined> {
  const { strain, error } = await strained(server, arrivals);
  return error === undefined ? undefined : `${whatGaveOut(strain, error)} (${error})`;
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

function rowOf({ connected, strain, times, rssMb }: Reading): Record<string, number> {
  return {
    connected,
    'relay p99 ms': times.relay.percentile(0.99),
    'match p99 ms': times.match.percentile(0.99),
    'api p95 ms': times.api.percentile(0.95),
    'socket open p95 ms': times.socketOpen.percentile(0.95),
    'node cpu %': strain.nodePercent,
    'bench cpu %': strain.benchPercent,
    'all cores %': strain.machinePercent,
    'rss MB': rssMb,
  };
}

/** The aim that a reading misses, if it does. */
function missed({ times }: Reading): string | undefined {
  if (times.api.percentile(0.95) > bars.apiMs) return `API p95 over ${bars.apiMs} ms`;
  if (times.socketOpen.percentile(0.95) > bars.socketOpenMs)
    return `socket open p95 over ${bars.socketOpenMs} ms`;
  return undefined;
}

const rssMbOf = async (server: ServerProcess): Promise<number> =>
  Math.round((await server.rssBytes()) / 1_048_576);

/** Grows until an aim is missed, somebody can't come, or the time is up; says which it was and why. */
async function grow(crowd: Crowd, server: ServerProcess, readings: Reading[]): Promise<string> {
  for (;;) {
    const last = readings.at(-1);
    const aim = last && missed(last);
    if (last && aim) return `${aim}: ${whatGaveOut(last.strain)}`;
    const newcomers = Math.min(Math.round(crowd.connected * growBy), most - crowd.connected);
    if (newcomers < least) return `nothing, up to ${crowd.connected} people`;
    if (performance.now() > growingEndsMs)
      return `nothing, up to ${crowd.connected} people, when the time was up`;
    const arriving = newTimes();
    const kept = await come(server, () => comeAs(crowd, newcomers, arriving));
    if (kept !== undefined) return `${kept}, at ${crowd.connected} people`;
    try {
      readings.push(await measure(crowd, server));
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
}

const floor = await bareRelays();
console.log(`Bare ws holds ${people} sockets, after ${Math.round(performance.now() / 1_000)} s.`);
const redis = await startRedisServer();
const server = await ServerProcess.start(new URL('./servers/sotto-redis.ts', import.meta.url), {
  REDIS_URL: redis.url,
});
const crowd = new Crowd(server.url, addressOf);
const coming = newTimes();
const kept = await come(server, () => comeAs(crowd, people, coming));
if (kept !== undefined) console.log(`Not all came, but ${crowd.connected}: ${kept}`);
console.log(`${crowd.connected} people are there, after ${Math.round(performance.now() / 1_000)} s.`);
const reading = await measure(crowd, server);
const readings = [reading];
const gaveOut = most > people ? await grow(crowd, server, readings) : 'not tried';
const mostConnected = crowd.connected;
crowd.leave();
await server.stop();
await redis.stop();

console.log(`One node over Redis, its matchmaker in the same process. Each second, for every ${people} people, ${2 * perSecond.couples + perSecond.waiting} come and as many go, ${perSecond.couples} of the
pairs that come meet, and ${perSecond.signals} signals of 2 KB are relayed. All of it comes from one process on this machine, whose own delays count too.
Load average of the machine: ${loadavg()[0]?.toFixed(1)}.`);
console.table(readings.map(rowOf));
console.log(`Bare ws with as many sockets relays the same within ${floor.percentile(0.99)} ms (p99).`);
console.log(`What gave out first: ${gaveOut}.`);
const { times, connected, strain, rssMb } = reading;
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
      cpu_percent: strain.nodePercent,
      bench_cpu_percent: strain.benchPercent,
      ws_relay_p99_ms: floor.percentile(0.99),
      most_connected: mostConnected,
      most_within_aims: readings.findLast((step) => missed(step) === undefined)?.connected ?? 0,
      gave_out: gaveOut,
    },
  }),
);
