import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, type IcePolicy, type Result } from '@sotto/protocol';
import type { Retention } from '../cases/retention.ts';
import { dayMs } from '../evidence/day-key.ts';
import type { LogLevel } from '../log/log.ts';
import type { RateLimit } from '../ports.ts';
import type { TurnOptions, TurnRegion } from '../turn-credentials.ts';
import { readEnv, type Env, type EnvProblem, type EnvValues } from './env.ts';
import { readScreeningPolicy } from './screening-policy.ts';
import { isRelay, readTurnRegions } from './turn-regions.ts';
import { deriveSecrets, loadKeptSecrets, randomSecret, type Secrets } from './secrets.ts';

/** How hard a challenge is; see `challenge/cost.ts`. */
export interface ProofOfWorkConfig {
  /** PBKDF2 rounds of one guess. */
  readonly rounds: number;
  /** Guesses on average while the server is calm. */
  readonly guesses: number;
  /** Challenges a minute up to which the server counts as calm. */
  readonly calmPerMinute: number;
  /** The same for one address prefix. */
  readonly calmPerPrefix: number;
  readonly ttlS: number;
}

export interface DatabaseConfig {
  readonly url: string;
  readonly maxConnections: number;
}

export interface RedisConfig {
  readonly url: string;
  /** Whether this node also runs a matchmaker. Of all that run, one matches at a time. */
  readonly runMatchmaker: boolean;
}

/** Where operators are told figures. */
export interface MetricsConfig {
  readonly host: string;
  readonly port: number;
}

/** Everything that an operator decides, typed and checked. Nothing else reads the environment. */
export interface Config {
  readonly host: string;
  readonly port: number;
  readonly publicOrigins: readonly string[];
  readonly httpsOnly: boolean;
  readonly trustedProxyHops: number;
  /** Absolute path of the folder for what must survive a restart. Absent: nothing does. */
  readonly dataDir?: string;
  /** Absolute path of the built web app. */
  readonly webRoot: string;
  readonly logLevel: LogLevel;
  /** The operator's table by which browsers screen: JSON, which they check. */
  readonly screeningPolicy?: string;
  /** Absent: nobody is told figures. */
  readonly metrics?: MetricsConfig;
  /** Base URL of the collector of traces. Absent: none are made. */
  readonly tracesTo?: string;
  /** Absent: embedded, everything in this process. */
  readonly redis?: RedisConfig;
  /** Absent: PostgreSQL in this process. */
  readonly database?: DatabaseConfig;
  readonly retention: Retention;
  readonly secrets: Secrets;
  readonly turn?: TurnOptions;
  readonly icePolicy: IcePolicy;
  readonly rates: {
    readonly register: RateLimit;
    readonly refresh: RateLimit;
    readonly general: RateLimit;
    readonly console: RateLimit;
    readonly reports: RateLimit;
    readonly reportsPerPrefix: RateLimit;
    readonly sockets: RateLimit;
    readonly frames: RateLimit;
  };
  readonly maxSocketsPerPrefix: number;
  readonly proofOfWork: ProofOfWorkConfig;
  readonly accessTokenTtlS: number;
  readonly sessionIdleMs: number;
}

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/** Reads the configuration from the environment and, embedded, the long-lived secret from the data folder. */
export function loadConfig(env: Env): Result<Config, EnvProblem[]> {
  const read = (path: string) => readFileSync(path, 'utf8');
  const values = readEnv(env, read);
  if (!values.ok) return values;
  const policy = readScreeningPolicy(values.value.SCREENING_POLICY, read);
  if (!policy.ok) return policy;
  const { TURN_REGIONS, TURN_SECRET } = values.value;
  const regions = readTurnRegions(TURN_REGIONS, TURN_SECRET, read);
  return regions.ok ? ok(configOf(values.value, policy.value, regions.value)) : regions;
}

/** The path of the data folder, which need not be there. */
export function dataFolderOf({ DATA_DIR }: Pick<EnvValues, 'DATA_DIR'>): string {
  return resolve(repository, DATA_DIR);
}

function configOf(
  values: EnvValues,
  screeningPolicy: string | undefined,
  turnRegions: readonly TurnRegion[] | undefined,
): Config {
  const dataDir = dataFolderOf(values);
  const { IDENTITY_SECRET: identity, EVIDENCE_SECRET: evidence } = values;
  const kept = identity === undefined || evidence === undefined ? loadKeptSecrets(dataDir) : undefined;
  const secrets = deriveSecrets({
    session: values.SESSION_SECRET ?? randomSecret(),
    identity: identity ?? kept?.identitySecret ?? randomSecret(),
    evidence: evidence ?? kept?.evidenceSecret ?? randomSecret(),
  });
  const regions = turnRegions ?? onlyRegion(values);
  const relay = regions.some(({ urls }) => urls.some(isRelay));
  return {
    host: values.HOST,
    port: values.PORT,
    publicOrigins: values.PUBLIC_ORIGINS,
    httpsOnly:
      values.HTTPS_ONLY ??
      (values.PUBLIC_ORIGINS.length > 0 &&
        values.PUBLIC_ORIGINS.every((origin) => origin.startsWith('https:'))),
    trustedProxyHops: values.TRUSTED_PROXY_HOPS,
    dataDir,
    webRoot: resolve(repository, values.WEB_ROOT ?? 'web/build'),
    logLevel: values.LOG_LEVEL,
    ...(screeningPolicy !== undefined && { screeningPolicy }),
    ...(values.METRICS_PORT !== undefined && {
      metrics: { host: values.METRICS_HOST, port: values.METRICS_PORT },
    }),
    ...(values.OTEL_EXPORTER_OTLP_ENDPOINT !== undefined && {
      tracesTo: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    }),
    ...(values.REDIS_URL !== undefined && {
      redis: { url: values.REDIS_URL, runMatchmaker: values.RUN_MATCHMAKER },
    }),
    ...(values.DATABASE_URL !== undefined && {
      database: { url: values.DATABASE_URL, maxConnections: values.DATABASE_POOL },
    }),
    retention: {
      usualMs: values.RETAIN_REPORTS_DAYS * dayMs,
      graveMs: values.RETAIN_GRAVE_REPORTS_DAYS * dayMs,
    },
    secrets,
    ...(regions.length > 0 && { turn: { regions, ttlS: values.TURN_TTL_S } }),
    icePolicy: values.ICE_POLICY ?? (relay ? 'relay' : 'all'),
    rates: {
      register: perMinute(values.RATE_REGISTER_PER_MINUTE),
      refresh: perMinute(values.RATE_REFRESH_PER_MINUTE),
      general: perMinute(values.RATE_GENERAL_PER_MINUTE),
      console: perMinute(values.RATE_GENERAL_PER_MINUTE * moderatorsPerPrefix),
      reports: perMinute(values.RATE_REPORTS_PER_MINUTE),
      reportsPerPrefix: perMinute(values.RATE_REPORTS_PER_MINUTE * sessionsPerPrefix),
      sockets: perMinute(values.RATE_SOCKETS_PER_MINUTE),
      frames: { points: values.RATE_FRAMES_PER_10S, durationS: 10 },
    },
    maxSocketsPerPrefix: values.MAX_SOCKETS_PER_PREFIX,
    proofOfWork: {
      rounds: values.POW_ROUNDS,
      guesses: values.POW_GUESSES,
      calmPerMinute: values.POW_CALM_PER_MINUTE,
      calmPerPrefix: values.POW_CALM_PER_PREFIX,
      ttlS: values.POW_TTL_S,
    },
    accessTokenTtlS: 15 * 60,
    sessionIdleMs: 24 * 60 * 60_000,
  };
}

/** Where all relays share a secret and a list, they are one region. */
function onlyRegion({ TURN_URLS: urls, TURN_SECRET: secret }: EnvValues): readonly TurnRegion[] {
  if (urls.length === 0) return [];
  return [{ name: '', urls, ...(secret !== undefined && { secret }) }];
}

/** Who moderates asks for much, and several may sit in one office. */
const moderatorsPerPrefix = 10;
/** People behind one address prefix who may report within a minute. */
export const sessionsPerPrefix = 6;

function perMinute(points: number): RateLimit {
  return { points, durationS: 60 };
}
