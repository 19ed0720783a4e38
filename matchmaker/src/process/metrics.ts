import { Counter, Gauge, type Registry } from '@sotto/telemetry';
import type { PoolStatus } from '../redis/worker.ts';

/** Adds the figures of a worker's pools, read at each scrape. */
export function addPoolMetrics(registry: Registry, pools: () => readonly PoolStatus[]): void {
  const common = { labelNames: ['pool'], registers: [registry] };
  new Gauge({
    ...common,
    name: 'sotto_matchmaker_owned',
    help: 'Whether this worker matches in the pool.',
    collect() {
      for (const { pool, owned } of pools()) this.set({ pool }, owned ? 1 : 0);
    },
  });
  new Gauge({
    ...common,
    name: 'sotto_matchmaker_waiting',
    help: 'Tickets that this worker holds.',
    collect() {
      for (const { pool, waiting } of pools()) this.set({ pool }, waiting);
    },
  });
  new Counter({
    ...common,
    name: 'sotto_matchmaker_matches_total',
    help: 'Matches that this worker has committed.',
    collect() {
      this.reset();
      for (const { pool, matches } of pools()) this.inc({ pool }, matches);
    },
  });
}
