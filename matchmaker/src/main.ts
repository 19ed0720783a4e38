import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createRegistry, startOperationsServer } from '@sotto/telemetry';
import { Redis } from 'ioredis';
import { readProcessConfig, type ProcessConfig } from './process/config.ts';
import { addPoolMetrics } from './process/metrics.ts';
import { retrySoon } from './redis/connections.ts';
import { createMatchmakerWorker } from './redis/worker.ts';

/** The matchmaker as a process of its own: environment, then config, then start, then stop at SIGTERM or SIGINT. */

type LogLine =
  | { readonly event: 'started'; readonly healthPort: number }
  | { readonly event: 'stopping' | 'stopped' }
  | { readonly event: 'failed'; readonly code: string }
  | { readonly event: 'bad-config'; readonly problems: readonly string[] };

/** A stop takes a tenth of it, and service managers allow 10 s before they kill. */
const longestStopMs = 3_000;

function log(line: LogLine): void {
  console.log(JSON.stringify({ time: new Date().toISOString(), ...line }));
}

/** Errors of Redis and of the network carry addresses in their text: their code is all that is logged. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

async function run(config: ProcessConfig): Promise<void> {
  const toldToStop = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const onError = (error: unknown): void => log({ event: 'failed', code: codeOf(error) });
  const redis = new Redis(config.redisUrl, { retryStrategy: retrySoon, maxRetriesPerRequest: null });
  redis.on('error', onError);
  const { halfLifeMs, leaseTtlMs } = config;
  const worker = createMatchmakerWorker({ redis, config: { halfLifeMs }, leaseTtlMs, onError });
  const registry = createRegistry({ process: true });
  addPoolMetrics(registry, () => worker.status());
  let draining = false;
  // A standby is ready: it is ready to take over.
  const lacking = () =>
    Promise.resolve([...(draining ? ['draining'] : []), ...(redis.status === 'ready' ? [] : ['no redis'])]);
  const at = { host: config.healthHost, port: config.healthPort };
  const operations = await startOperationsServer({ registry, lacking }, at);
  log({ event: 'started', healthPort: operations.port });

  await toldToStop;
  draining = true;
  log({ event: 'stopping' });
  // Without Redis there is nothing to hand over, and no end to waiting for it: the lease runs out by itself.
  await Promise.race([worker.stop(), pause(longestStopMs, undefined, { ref: false })]);
  await operations.close();
  redis.disconnect();
  log({ event: 'stopped' });
}

const config = readProcessConfig(process.env, (path) => readFileSync(path, 'utf8'));
if (config.ok) {
  await run(config.value);
} else {
  log({ event: 'bad-config', problems: config.error });
  process.exitCode = 1;
}
