import { fail, ok, type Result } from '@sotto/protocol';
import * as z from 'zod/mini';
import { defaultMatchingConfig } from '../engine/config.ts';

/** Settings of the matchmaker process, each an environment variable. An empty value counts as absent. */
export interface ProcessConfig {
  readonly redisUrl: string;
  /** Where liveness, readiness and metrics are served. Port 0: any free one. */
  readonly healthHost: string;
  readonly healthPort: number;
  readonly halfLifeMs: number;
  readonly leaseTtlMs: number;
}

const natural = (least: number, most: number, preset: number) =>
  z._default(z.coerce.number().check(z.int(), z.gte(least), z.lte(most)), preset);

const envSchema = z.object({
  REDIS_URL: z.url({ protocol: /^rediss?$/ }),
  HEALTH_HOST: z._default(z.string(), '127.0.0.1'),
  HEALTH_PORT: natural(0, 65_535, 8_081),
  /** Quick (short) or good (long) matches; see `MatchingConfig.halfLifeMs`. */
  HALF_LIFE_MS: natural(10, 600_000, defaultMatchingConfig.halfLifeMs),
  /** A dead worker's pool is another's after this. */
  LEASE_TTL_MS: natural(100, 60_000, 1_000),
});

/**
 * Reads the environment; every bad variable is named, none of the values is told. `REDIS_URL_FILE` may name
 * a file that holds the address, as Docker secrets do.
 */
export function readProcessConfig(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): Result<ProcessConfig, readonly string[]> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value));
  if (given.REDIS_URL === undefined && given.REDIS_URL_FILE !== undefined) {
    try {
      given.REDIS_URL = readFile(given.REDIS_URL_FILE).trim();
    } catch {
      return fail(['REDIS_URL_FILE names a file that cannot be read']);
    }
  }
  const parsed = envSchema.safeParse(given);
  if (!parsed.success) {
    return fail(
      parsed.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.code.replace('_', ' ')}`),
    );
  }
  const { data } = parsed;
  return ok({
    redisUrl: data.REDIS_URL,
    healthHost: data.HEALTH_HOST,
    healthPort: data.HEALTH_PORT,
    halfLifeMs: data.HALF_LIFE_MS,
    leaseTtlMs: data.LEASE_TTL_MS,
  });
}
