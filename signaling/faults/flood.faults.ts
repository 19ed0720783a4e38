import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { loadavg } from 'node:os';
import { openAll } from '../bench/lib/measure.ts';
import { register } from '../bench/lib/sotto.ts';
import { Visitor } from '../bench/lib/visitor.ts';
import { newTimes } from '../bench/lib/crowd.ts';
import { randomSecret } from '../src/config/secrets.ts';
import { startPostgres, startRedisServer } from '../src/testing.ts';
import { cpuSecondsOf } from '../src/testing/process-cpu.ts';
import type { FloodOrder, FloodTally } from './flood/flooder.ts';
import { HonestPeople, type HonestReading } from './flood/honest.ts';
import { startServerProcess } from './server-process.ts';

/**
 * `npm run test:faults -- flood [times] [seconds]`: one address prefix asks for so many times what it is allowed (default 10), in all ways at once, and what
 * honest people at other addresses feel of it. One node over Redis and PostgreSQL, with the limits that are in force where nobody sets them.
 */

const [times = 10, seconds = 65] = process.argv.slice(2).map(Number);
const calmSeconds = 20;
/** What honest people may feel at most, at the 99th percentile. */
const barMs = 200;
const couples = 50;
const waiting = 50;
/** As many people as whoever floods has been before, at other addresses or over hours. */
const identities = 150;

const secret = (): string => Buffer.from(randomSecret()).toString('base64');
const postgres = await startPostgres();
const redis = await startRedisServer();
const server = await startServerProcess({
  REDIS_URL: redis.url,
  DATABASE_URL: postgres.url,
  SESSION_SECRET: secret(),
  IDENTITY_SECRET: secret(),
  EVIDENCE_SECRET: secret(),
  RATE_REGISTER_PER_MINUTE: '',
  RATE_GENERAL_PER_MINUTE: '',
  RATE_REPORTS_PER_MINUTE: '',
  // What the server does for a challenge is as dear as ever; how often a browser has to guess is the browser's affair.
  POW_ROUNDS: '',
});

interface Stretch extends HonestReading {
  /** Of a core: what each process took. */
  readonly cpuPercent: Readonly<Record<string, number>>;
}

/** People live for so long. */
async function live(
  people: HonestPeople,
  forSeconds: number,
  pids: Record<string, number>,
): Promise<Stretch> {
  const used = (): number[] => Object.values(pids).map(cpuSecondsOf);
  const [before, startMs] = [used(), performance.now()];
  const reading = await people.live(forSeconds * 1_000);
  const tookS = (performance.now() - startMs) / 1_000;
  const shares = used().map((seconds, i) => Math.round(((seconds - (before[i] ?? 0)) / tookS) * 100));
  return {
    ...reading,
    cpuPercent: Object.fromEntries(Object.keys(pids).map((name, i) => [name, shares[i] ?? 0])),
  };
}

function endIfThere(pid: number): void {
  try {
    process.kill(pid);
  } catch {
    // It has ended already.
  }
}

async function flood(flooder: ChildProcess, order: FloodOrder): Promise<FloodTally> {
  flooder.send(order);
  const ended = once(flooder, 'exit').then(() => {
    throw new Error('the flood ended before it was over');
  });
  const [tally] = (await Promise.race([once(flooder, 'message'), ended])) as [FloodTally];
  ended.catch(() => {});
  return tally;
}

const flooder = fork(new URL('./flood/flooder.ts', import.meta.url));
const pids = { node: server.pid, Redis: redis.pid, people: process.pid, flood: flooder.pid ?? 0 };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
let isOver = false;
process.once('exit', () => {
  // Nothing goes on by itself where this ends early.
  if (!isOver) for (const pid of [server.pid, redis.pid, postgres.pid()]) endIfThere(pid);
});

const people = new HonestPeople(server.url);
const coming = newTimes();
await openAll(couples, () => people.crowd.comeTogether(coming));
await openAll(waiting, () => people.crowd.comeWaiting(coming));
const tokens = await openAll(identities, async (n) => {
  const visitor = new Visitor(server.url, `127.7.${n}.1`);
  const token = await register(visitor, `flood-${n}`);
  visitor.leave();
  return token;
});

const calm = await live(people, calmSeconds, pids);
const [flooded, { streams, sockets, tolerated }] = await Promise.all([
  live(people, seconds, pids),
  flood(flooder, { url: server.url, tokens, times, seconds }),
]);
flooder.disconnect();
people.crowd.leave();
await server.kill();
await redis.stop();
await postgres.stop();
isOver = true;

const acts = ['api', 'lookUp', 'socketOpen', 'seek', 'match', 'relay'] as const;
const p99 = ({ times: felt }: HonestReading, act: (typeof acts)[number]): number =>
  felt[act].percentile(0.99);
console.log(
  `Honest people: each from an address prefix of their own. Ms at the 50th and 99th percentile, load average ${loadavg()[0]?.toFixed(1)}.`,
);
console.table(
  Object.fromEntries(
    acts.map((act) => [
      act,
      {
        'calm p50': calm.times[act].percentile(0.5),
        'calm p99': p99(calm, act),
        'flood p50': flooded.times[act].percentile(0.5),
        'flood p99': p99(flooded, act),
        times: flooded.times[act].count,
      },
    ]),
  ),
);
const triesOf = (tally: (typeof streams)[number]): number => tally['let in'] + tally.refused + tally.cut;
console.log(`The flood: one prefix, ${times} times what it is allowed, for ${seconds} s.`);
console.table(
  streams.map((tally) => ({
    what: tally.name,
    'allowed a minute': tally.allowedPerMinute,
    'tried a minute': Math.round((triesOf(tally) / seconds) * 60),
    'let in': tally['let in'],
    refused: tally.refused,
    cut: tally.cut,
  })),
);
console.log(`${sockets.greedy} sockets sent ${times} times too many frames: ${sockets.greedyClosed} were closed. ${sockets.polite} kept to the limit: ${sockets.politeClosed} were closed.
${sockets.frames} frames in all. What each process took of a core, in percent:`);
console.table({ calm: calm.cpuPercent, flood: flooded.cpuPercent });

/** Gates that let more in than they may, in as many windows of a minute as the flood can have met. */
const windows = Math.ceil(seconds / 60) + 1;
const leaks = Object.entries(Object.groupBy(streams, ({ gate }) => gate)).filter(([, tallies = []]) => {
  const letIn = tallies.reduce((sum, tally) => sum + tally['let in'], 0);
  return letIn > windows * (tallies[0]?.allowedPerMinute ?? 0);
});
const tries = streams.reduce((sum, tally) => sum + triesOf(tally), 0);
const letIn = streams.reduce((sum, tally) => sum + tally['let in'], 0);
const worstMs = Math.max(...acts.map((act) => p99(flooded, act)));
const failures = [...calm.failures, ...flooded.failures];
for (const [gate] of leaks) console.log(`More got through than is allowed: ${gate}`);
for (const failure of new Set(failures)) console.log(`Somebody honest failed: ${failure}`);
const clean =
  worstMs < barMs &&
  failures.length === 0 &&
  leaks.length === 0 &&
  tolerated === 0 &&
  sockets.politeClosed === 0;
process.exitCode = clean ? 0 : 1;
console.log(
  JSON.stringify({
    faults: 'flood',
    clean,
    times,
    honest_p99_ms: worstMs,
    calm_p99_ms: Math.max(...acts.map((act) => p99(calm, act))),
    honest_failed: failures.length,
    tries,
    refused_share: Math.round((1 - letIn / tries) * 1_000) / 1_000,
    leaks: leaks.map(([gate]) => gate),
    tolerated_sockets: tolerated,
    cpu_percent: flooded.cpuPercent['node'],
    calm_cpu_percent: calm.cpuPercent['node'],
  }),
);
