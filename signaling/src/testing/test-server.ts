import { dayMs } from '../evidence/day-key.ts';
import { deriveSecrets, randomSecret } from '../config/secrets.ts';
import type { Config } from '../config/config.ts';
import type { ServerOverrides } from '../context.ts';
import { createServer } from '../server.ts';

export interface TestServer {
  readonly url: string;
  /** Where operators are told figures, if `config` says so. */
  readonly metricsPort: number | undefined;
  inviteFirst(): Promise<string | undefined>;
  stop(): Promise<void>;
}

export interface TestServerOptions extends ServerOverrides {
  /** What differs from {@link testConfig}. */
  readonly config?: Partial<Config>;
}

const plenty = { points: 1_000_000, durationS: 60 };

/** An embedded server on a free port of the loopback address, with limits out of the way and cheap challenges. */
export function testConfig(): Config {
  return {
    host: '127.0.0.1',
    port: 0,
    publicOrigins: [],
    httpsOnly: false,
    trustedProxyHops: 0,
    webRoot: '/nonexistent',
    logLevel: 'silent',
    secrets: deriveSecrets({
      session: randomSecret(),
      identity: randomSecret(),
      evidence: randomSecret(),
    }),
    icePolicy: 'all',
    retention: { usualMs: 90 * dayMs, graveMs: 365 * dayMs },
    rates: {
      register: plenty,
      refresh: plenty,
      general: plenty,
      console: plenty,
      reports: plenty,
      reportsPerPrefix: plenty,
      sockets: plenty,
      frames: plenty,
    },
    maxSocketsPerPrefix: 1_000_000,
    proofOfWork: { rounds: 1, guesses: 2, calmPerMinute: 1e9, calmPerPrefix: 1e9, ttlS: 300 },
    accessTokenTtlS: 900,
    sessionIdleMs: 24 * 60 * 60_000,
  };
}

/** Starts a real server for a test. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { config, ...overrides } = options;
  const server = await createServer(
    { ...testConfig(), ...config },
    {
      passwordCost: { memoryKib: 64, passes: 1 },
      ...overrides,
      hub: { noticeMs: 0, drain: { leastMs: 0, perS: Infinity, mostMs: 0 }, ...overrides.hub },
    },
  );
  const { url, metricsPort } = await server.start();
  return { url, metricsPort, inviteFirst: () => server.inviteFirst(), stop: () => server.stop() };
}
