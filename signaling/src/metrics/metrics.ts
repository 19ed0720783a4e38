import {
  connectionTimesMs,
  type ConnectionReport,
  type ProblemKind,
  type QueueCounts,
} from '@sotto/protocol';
import { Counter, createRegistry, Gauge, Histogram, type Registry } from '@sotto/telemetry';
import type { HubStats, HubWatch } from '../hub/index.ts';

/**
 * The figures of one signaling node. No label can name a person, an address or a match: each has a handful of values that stand
 * in the code.
 */
export interface Metrics {
  readonly registry: Registry;
  readonly hub: HubWatch;
  /** Reads sockets and seats at each scrape. */
  watchHub(stats: () => HubStats): void;
  /** Reads the queue of moderators at each scrape. A database that is away leaves a gap. */
  watchReports(counts: () => Promise<QueueCounts>): void;
  /** @param route the pattern of the route, never the path that was asked for */
  request(method: string, route: string, status: number, seconds: number): void;
  limited(limit: string): void;
  connection(report: ConnectionReport): void;
  report(outcome: string): void;
  moderation(action: string): void;
}

const waitBucketsS = [0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60, 120, 300, 900];
/** How long an answer of the database counts, in milliseconds. */
const freshMs = 500;
const requestBucketsS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** @param process whether to count what every process has too, which costs a timer */
export function createMetrics(options: { readonly process: boolean }): Metrics {
  const registry = createRegistry(options);
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Counter({ name, help, labelNames, registers });

  const requests = new Histogram({
    name: 'sotto_http_request_seconds',
    help: 'Time from an HTTP request to its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: requestBucketsS,
    registers,
  });
  const waits = new Histogram({
    name: 'sotto_match_wait_seconds',
    help: 'Time that a person waited for a match, for each side.',
    buckets: waitBucketsS,
    registers,
  });
  const connections = new Histogram({
    name: 'sotto_connection_seconds',
    help: 'Time from a match to the open channel, as browsers tell it: the upper bound of each.',
    labelNames: ['outcome'],
    buckets: connectionTimesMs.map((ms) => ms / 1_000),
    registers,
  });
  const moves = counter('sotto_seat_moves_total', 'Changes of what a session is doing.', ['from', 'to']);
  const refused = counter('sotto_upgrades_refused_total', 'Sockets that were not given.', ['reason']);
  const closed = counter('sotto_sockets_closed_total', 'Sockets that the server closed.', ['reason']);
  const limited = counter('sotto_rate_limited_total', 'Refusals because of a rate limit.', ['limit']);
  const reports = counter('sotto_reports_total', 'Reports that were sent, by what came of them.', [
    'outcome',
  ]);
  const actions = counter('sotto_moderation_actions_total', 'What moderators did.', ['action']);

  return {
    registry,
    hub: {
      refused: (reason: ProblemKind) => refused.inc({ reason }),
      closed: (reason) => closed.inc({ reason }),
      moved: (from, to) => moves.inc({ from, to }),
      matched: (waitedMs) => waits.observe(waitedMs / 1_000),
    },
    watchHub: (stats) => watchHub(registry, stats),
    watchReports: (counts) => watchReports(registry, counts),
    request: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    limited: (limit) => limited.inc({ limit }),
    connection: ({ outcome, withinMs }) => connections.observe({ outcome }, withinMs / 1_000),
    report: (outcome) => reports.inc({ outcome }),
    moderation: (action) => actions.inc({ action }),
  };
}

function watchHub(registry: Registry, stats: () => HubStats): void {
  const registers = [registry];
  new Gauge({
    name: 'sotto_sockets',
    help: 'Open sockets.',
    registers,
    collect() {
      this.set(stats().sockets);
    },
  });
  new Gauge({
    name: 'sotto_seats_away',
    help: 'Sessions whose socket is gone, within the grace time.',
    registers,
    collect() {
      this.set(stats().away);
    },
  });
  new Gauge({
    name: 'sotto_seats',
    help: 'Sessions by what they do: a seeking one has a ticket in the queue.',
    labelNames: ['stage'],
    registers,
    collect() {
      for (const [stage, count] of Object.entries(stats().seats)) this.set({ stage }, count);
    },
  });
}

function watchReports(registry: Registry, counts: () => Promise<QueueCounts>): void {
  // Both gauges are read in one scrape: one question does for both.
  let asked: { readonly atMs: number; readonly answer: Promise<QueueCounts> } | undefined;
  const now = (): Promise<QueueCounts> => {
    const atMs = performance.now();
    if (asked === undefined || atMs - asked.atMs >= freshMs)
      asked = { atMs, answer: counts().catch(() => ({ counts: [] })) };
    return asked.answer;
  };
  const gauge = (name: string, help: string, field: 'open' | 'held') =>
    new Gauge({
      name,
      help,
      labelNames: ['reason', 'desk'],
      registers: [registry],
      async collect() {
        const read = await now();
        this.reset();
        for (const { reason, desk, ...count } of read.counts) this.set({ reason, desk }, count[field]);
      },
    });
  gauge('sotto_reports_open', 'Reports without a decision. The same on every node.', 'open');
  gauge('sotto_reports_held', 'Of these, those that a moderator reads now.', 'held');
}
