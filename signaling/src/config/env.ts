import { fail, icePolicies, ok, type Result } from '@sotto/protocol';
import * as z from 'zod/mini';
import { logLevels } from '../log/log.ts';
import '../messages.ts';
import { flag, httpOrigin, list, natural, secret, turnUrl, withDefault } from './fields.ts';

/** One variable that cannot be used, and why. Its value is not told: it may be a secret. */
export interface EnvProblem {
  readonly name: string;
  readonly message: string;
}

export type Env = Readonly<Record<string, string | undefined>>;

/** Variables that may be given as `NAME_FILE`, the path of a file that holds the value (Docker secrets). */
const fileVariables = [
  'SESSION_SECRET',
  'IDENTITY_SECRET',
  'EVIDENCE_SECRET',
  'TURN_SECRET',
  'REDIS_URL',
  'DATABASE_URL',
] as const;

/**
 * Every environment variable that the server reads, with its default. An empty value counts as absent.
 */
export const envSchema = z.object({
  HOST: withDefault(z.string(), '127.0.0.1'),
  /** 0 takes any free port. */
  PORT: withDefault(natural(65_535), 3_000),
  /** Comma-separated origins whose pages may use the server. Empty: the host of each request itself. */
  PUBLIC_ORIGINS: withDefault(list(httpOrigin), []),
  /** Proxies in front of the server that append to `X-Forwarded-For`; further entries are not believed. */
  TRUSTED_PROXY_HOPS: withDefault(natural(10), 0),
  /** Where the server keeps what must survive a restart; relative to the repository. Default: `data`. */
  DATA_DIR: withDefault(z.string(), 'data'),
  /** The built web app. */
  WEB_ROOT: z.optional(z.string()),
  LOG_LEVEL: withDefault(z.enum(logLevels), 'warn'),
  /** A port for operators: figures, health. Never to be reached from outside. Absent: none. */
  METRICS_PORT: z.optional(natural(65_535)),
  METRICS_HOST: withDefault(z.string(), '127.0.0.1'),
  /** Base URL of an OpenTelemetry collector that takes OTLP over HTTP. Absent: no traces are made. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.optional(z.url({ protocol: /^https?$/ })),
  /** A file with the table by which browsers screen, as JSON. Absent: the one that they bring along. */
  SCREENING_POLICY: z.optional(z.string()),

  /** Present: sessions, tickets and limits live in Redis, and several nodes serve together. */
  REDIS_URL: z.optional(z.url({ protocol: /^rediss?$/ })),
  /** A PostgreSQL 15 or newer for reports. Absent: an embedded one in the data folder. */
  DATABASE_URL: z.optional(z.url({ protocol: /^postgres(ql)?$/ })),
  /** Connections that this node holds to it at most. */
  DATABASE_POOL: withDefault(natural(1_000, 1), 5),
  /** Days for which reports are kept; those of threats and of minors as long as the second says. */
  RETAIN_REPORTS_DAYS: withDefault(natural(3_650, 1), 90),
  RETAIN_GRAVE_REPORTS_DAYS: withDefault(natural(3_650, 1), 365),
  /** With Redis: whether this node also runs a matchmaker. Of all that run, one matches at a time. */
  RUN_MATCHMAKER: withDefault(flag, true),
  /** At least 32 characters; signs tokens. All nodes share it. */
  SESSION_SECRET: z.optional(secret),
  /** At least 32 characters; names identities in blocks and bans. Changing it forgets them. */
  IDENTITY_SECRET: z.optional(secret),
  /** At least 32 characters; encrypts stored reports. Without it they can't be read. */
  EVIDENCE_SECRET: z.optional(secret),

  /** Comma-separated `turn:`, `turns:` and `stun:` addresses that are given to browsers. */
  TURN_URLS: withDefault(list(turnUrl), []),
  /** In place of `TURN_URLS`: a JSON file with relays in several places, see `turn-regions.ts`. */
  TURN_REGIONS: z.optional(z.string()),
  /** The `static-auth-secret` that coturn shares. */
  TURN_SECRET: z.optional(z.string().check(z.minLength(16))),
  TURN_TTL_S: withDefault(natural(86_400, 60), 3_600),
  /** Default: `relay` with a TURN server, else `all`. */
  ICE_POLICY: z.optional(z.enum(icePolicies)),

  RATE_REGISTER_PER_MINUTE: withDefault(natural(1_000_000, 1), 5),
  RATE_REFRESH_PER_MINUTE: withDefault(natural(1_000_000, 1), 10),
  RATE_GENERAL_PER_MINUTE: withDefault(natural(1_000_000, 1), 100),
  /** Reports by one session; by one address prefix, six times as many. */
  RATE_REPORTS_PER_MINUTE: withDefault(natural(1_000_000, 1), 5),
  /** Upgrades to a socket, by address prefix. */
  RATE_SOCKETS_PER_MINUTE: withDefault(natural(1_000_000, 1), 60),
  /** Sockets held at once by one address prefix. */
  MAX_SOCKETS_PER_PREFIX: withDefault(natural(1_000_000, 1), 200),
  /** Frames on one socket: trickled candidates come in bursts. */
  RATE_FRAMES_PER_10S: withDefault(natural(1_000_000, 1), 200),

  /** PBKDF2 rounds of one guess at a challenge. */
  POW_ROUNDS: withDefault(natural(1_000_000, 1), 5_000),
  /** Guesses that a challenge takes on average while nobody is in a hurry. */
  POW_GUESSES: withDefault(natural(1_000_000, 1), 100),
  /** Challenges a minute above which each costs more. */
  POW_CALM_PER_MINUTE: withDefault(natural(1_000_000, 1), 300),
  /** The same for one address prefix. */
  POW_CALM_PER_PREFIX: withDefault(natural(1_000_000, 1), 10),
  POW_TTL_S: withDefault(natural(86_400, 10), 300),

  /** Whether browsers reach the server over https only (HSTS). Default: whether all public origins are https. */
  HTTPS_ONLY: z.optional(flag),
});

export type EnvValues = z.infer<typeof envSchema>;

/**
 * Reads the environment: takes `*_FILE` variables from their files, validates everything, and lists ALL bad
 * variables rather than the first.
 * @param readFile reads a whole file as text; throws where it cannot.
 */
export function readEnv(env: Env, readFile: (path: string) => string): Result<EnvValues, EnvProblem[]> {
  const problems: EnvProblem[] = [];
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) if (value) given[name] = value;

  for (const name of fileVariables) {
    const path = given[`${name}_FILE`];
    if (path === undefined) continue;
    if (given[name] !== undefined) {
      problems.push({ name, message: `is given twice, also as ${name}_FILE` });
      continue;
    }
    try {
      given[name] = readFile(path).trim();
    } catch {
      problems.push({ name: `${name}_FILE`, message: 'names a file that cannot be read' });
    }
  }

  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      problems.push({ name: String(issue.path[0]), message: issue.message });
    }
    return fail(problems);
  }
  problems.push(...contradictions(parsed.data));
  return problems.length === 0 ? ok(parsed.data) : fail(problems);
}

function contradictions(values: EnvValues): EnvProblem[] {
  const found: EnvProblem[] = [];
  if (values.REDIS_URL !== undefined) {
    for (const name of ['SESSION_SECRET', 'IDENTITY_SECRET', 'EVIDENCE_SECRET', 'DATABASE_URL'] as const) {
      if (values[name] === undefined) {
        found.push({ name, message: 'is needed with REDIS_URL, the same on every node' });
      }
    }
  }
  const relays = values.TURN_URLS.some((url) => !url.startsWith('stun:'));
  if (relays && values.TURN_SECRET === undefined) {
    found.push({ name: 'TURN_SECRET', message: 'is needed with TURN_URLS' });
  }
  if (values.TURN_URLS.length > 0 && values.TURN_REGIONS !== undefined) {
    found.push({ name: 'TURN_URLS', message: 'says again what TURN_REGIONS says: give one of them' });
  }
  if (!relays && values.TURN_REGIONS === undefined && values.ICE_POLICY === 'relay') {
    found.push({
      name: 'ICE_POLICY',
      message: 'cannot be "relay" without a TURN server in TURN_URLS or TURN_REGIONS',
    });
  }
  return found;
}
