import { createServer, type Server, type ServerResponse } from 'node:http';
import type { PoolStatus } from '../redis/worker.ts';

export interface HealthSource {
  /** Whether Redis can be talked to. A standby is ready: it is ready to take over. */
  ready(): boolean;
  status(): readonly PoolStatus[];
}

/**
 * `GET /livez`: the process answers. `GET /readyz`: 200 while it can do its work, else 503. `GET /metrics`:
 * the Prometheus text format, version 0.0.4.
 */
export function createHealthServer(source: HealthSource): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return reply(response, 405, 'GET only\n');
    switch (request.url) {
      case '/livez':
        return reply(response, 200, 'live\n');
      case '/readyz':
        return source.ready() ? reply(response, 200, 'ready\n') : reply(response, 503, 'not ready\n');
      case '/metrics':
        return reply(response, 200, metricsText(source.status()));
      default:
        return reply(response, 404, 'there is nothing here\n');
    }
  });
}

/** The figures of all pools, each with its explanation. */
export function metricsText(pools: readonly PoolStatus[]): string {
  const metric = (
    name: string,
    type: 'gauge' | 'counter',
    help: string,
    value: (pool: PoolStatus) => number,
  ) => [
    `# HELP sotto_matchmaker_${name} ${help}`,
    `# TYPE sotto_matchmaker_${name} ${type}`,
    ...pools.map((pool) => `sotto_matchmaker_${name}{pool="${pool.pool}"} ${value(pool)}`),
  ];
  const lines = [
    ...metric('owned', 'gauge', 'Whether this worker matches in the pool.', (pool) => (pool.owned ? 1 : 0)),
    ...metric('waiting', 'gauge', 'Tickets that this worker holds.', (pool) => pool.waiting),
    ...metric('matches_total', 'counter', 'Matches that this worker has committed.', (pool) => pool.matches),
  ];
  return `${lines.join('\n')}\n`;
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}
