import { isIP } from 'node:net';
import * as z from 'zod/mini';
import type { TurnConfigOptions } from './config.ts';

/** One variable that cannot be used, and why. Its value is not told: it may be a secret. */
export interface SettingProblem {
  readonly name: string;
  readonly message: string;
}

export type SettingsResult =
  | { readonly ok: true; readonly value: TurnConfigOptions }
  | { readonly ok: false; readonly problems: readonly SettingProblem[] };

const fileVariables = ['TURN_SECRET', 'TURN_PREVIOUS_SECRET'] as const;

const schema = z.object({
  TURN_REALM: z.string('is needed: the host name of this relay').check(hostName()),
  TURN_SECRET: z
    .string('is needed: the same as the signaling server has')
    .check(z.minLength(32, 'must have at least 32 characters')),
  /** The secret before the last change, until the credentials made with it have expired. */
  TURN_PREVIOUS_SECRET: z.optional(z.string().check(z.minLength(32, 'must have at least 32 characters'))),
  TURN_PORT: number(3_478, 1, 65_535),
  TURN_TLS_PORT: number(443, 1, 65_535),
  TURN_TLS_CERT: z.optional(z.string()),
  TURN_TLS_KEY: z.optional(z.string()),
  TURN_LISTEN: addresses(isAddress, 'must hold IP addresses'),
  TURN_RELAY_FROM: addresses(isAddress, 'must hold IP addresses'),
  TURN_EXTERNAL_IP: addresses(isMapping, 'must hold IP addresses, or pairs such as 203.0.113.7/10.0.0.4'),
  TURN_RELAY_PORT_MIN: number(49_152, 1_024, 65_535),
  TURN_RELAY_PORT_MAX: number(65_535, 1_024, 65_535),
  TURN_USER_QUOTA: number(8, 1, 1_000),
  TURN_TOTAL_QUOTA: number(0, 0, 1_000_000),
  TURN_BYTES_PER_SECOND: number(0, 0, 999_999_999),
  TURN_ALLOWED_PEERS: addresses(isAddress, 'must hold IP addresses'),
});

/**
 * Reads what the relay is to be from environment variables. An empty value counts as absent, and a secret may be given
 * as the path of a file that holds it (`TURN_SECRET_FILE`).
 * @returns every problem at once, so that one start tells them all
 */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  readFile: (path: string) => string,
): SettingsResult {
  const problems: SettingProblem[] = [];
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
      return {
        ok: false,
        problems: [...problems, { name: `${name}_FILE`, message: 'names a file that cannot be read' }],
      };
    }
  }
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    problems.push(...parsed.error.issues.map(({ path, message }) => ({ name: String(path[0]), message })));
    return { ok: false, problems };
  }
  problems.push(...contradictions(parsed.data));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: optionsOf(parsed.data) };
}

type Values = z.output<typeof schema>;

function contradictions(values: Values): SettingProblem[] {
  const found: SettingProblem[] = [];
  if (values.TURN_RELAY_PORT_MIN > values.TURN_RELAY_PORT_MAX) {
    found.push({ name: 'TURN_RELAY_PORT_MIN', message: 'must not be above TURN_RELAY_PORT_MAX' });
  }
  if ((values.TURN_TLS_CERT === undefined) !== (values.TURN_TLS_KEY === undefined)) {
    const missing = values.TURN_TLS_CERT === undefined ? 'TURN_TLS_CERT' : 'TURN_TLS_KEY';
    found.push({ name: missing, message: 'is needed: certificate and key go together' });
  }
  for (const name of ['TURN_SECRET', 'TURN_PREVIOUS_SECRET', 'TURN_TLS_CERT', 'TURN_TLS_KEY'] as const) {
    if (/[\s#]/.test(values[name] ?? '')) {
      found.push({ name, message: 'must be free of white space and #' });
    }
  }
  return found;
}

function optionsOf(values: Values): TurnConfigOptions {
  const { TURN_PREVIOUS_SECRET: previous, TURN_TLS_CERT: certificate, TURN_TLS_KEY: key } = values;
  return {
    realm: values.TURN_REALM,
    secrets: [values.TURN_SECRET, ...(previous === undefined ? [] : [previous])],
    listeningPort: values.TURN_PORT,
    ...(certificate !== undefined &&
      key !== undefined && { tls: { port: values.TURN_TLS_PORT, certificate, key } }),
    listeningIps: values.TURN_LISTEN,
    relayIps: values.TURN_RELAY_FROM,
    externalIps: values.TURN_EXTERNAL_IP,
    relayPorts: { min: values.TURN_RELAY_PORT_MIN, max: values.TURN_RELAY_PORT_MAX },
    allocationsPerUser: values.TURN_USER_QUOTA,
    allocationsInAll: values.TURN_TOTAL_QUOTA,
    bytesPerSecond: values.TURN_BYTES_PER_SECOND,
    allowedPeerIps: values.TURN_ALLOWED_PEERS,
  };
}

function hostName() {
  return z.regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/i, 'must be a host name such as turn.example.org');
}

function number(fallback: number, least: number, most: number) {
  const message = `must be a whole number from ${least} to ${most}`;
  return z.pipe(
    z.pipe(
      z.optional(z.string().check(z.regex(/^\d{1,9}$/, message))),
      z.transform((text: string | undefined) => (text === undefined ? fallback : Number(text))),
    ),
    z.number().check(z.gte(least, message), z.lte(most, message)),
  );
}

function addresses(isOne: (text: string) => boolean, message: string) {
  return z.pipe(
    z.pipe(
      z.optional(z.string()),
      z.transform((text: string | undefined) =>
        (text ?? '')
          .split(',')
          .map((entry) => entry.trim())
          .filter(Boolean),
      ),
    ),
    z.array(z.string()).check(z.refine((entries) => entries.every(isOne), message)),
  );
}

function isAddress(text: string): boolean {
  return isIP(text) !== 0;
}

function isMapping(text: string): boolean {
  const parts = text.split('/');
  return parts.length <= 2 && parts.every(isAddress);
}
