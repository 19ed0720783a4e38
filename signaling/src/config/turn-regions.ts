import { fail, ok, type Result } from '@sotto/protocol';
import * as z from 'zod/mini';
import '../messages.ts';
import type { TurnRegion } from '../turn-credentials.ts';
import type { EnvProblem } from './env.ts';
import { turnUrl } from './fields.ts';

/** A browser reserves an address at each relay of a match, so each region costs every match something. */
const mostRegions = 3;
/** UDP, TCP and TLS, and STUN. */
const mostUrls = 4;
const minSecretChars = 16;

const regionsSchema = z
  .array(
    z.strictObject({
      name: z
        .string()
        .check(z.regex(/^[a-z0-9-]{1,32}$/, 'must have 1 to 32 characters of a to z, 0 to 9 and -')),
      urls: z.array(turnUrl).check(
        z.maxLength(mostUrls, `must have ${mostUrls} addresses at most`),
        z.refine((urls) => urls.some(isRelay), 'must hold an address that begins with turn: or turns:'),
      ),
      secretFile: z.optional(z.string()),
    }),
  )
  .check(
    z.minLength(1, 'must name a region'),
    z.maxLength(mostRegions, `must name ${mostRegions} regions at most`),
    z.refine(
      (regions) => new Set(regions.map(({ name }) => name)).size === regions.length,
      'must name each region once',
    ),
  );

export function isRelay(url: string): boolean {
  return !url.startsWith('stun:');
}

/**
 * The regions that a file names, in the operator's order.
 * @param path of the file; absent where there is none
 * @param sharedSecret of the regions that name no file of their own
 * @param readFile reads a whole file as text; throws where it cannot
 * @example [{ "name": "europe", "urls": ["turn:eu.example.org:3478"], "secretFile": "/run/secrets/turn-eu" }]
 */
export function readTurnRegions(
  path: string | undefined,
  sharedSecret: string | undefined,
  readFile: (path: string) => string,
): Result<readonly TurnRegion[] | undefined, EnvProblem[]> {
  if (path === undefined) return ok(undefined);
  const problem = (message: string): EnvProblem => ({ name: 'TURN_REGIONS', message });
  let json: unknown;
  try {
    json = JSON.parse(readFile(path));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is no JSON' : 'cannot be read';
    return fail([problem(`names a file that ${what}`)]);
  }
  const parsed = regionsSchema.safeParse(json);
  if (!parsed.success) {
    return fail(
      parsed.error.issues.map(({ path: at, message }) => {
        const where = at.length === 0 ? '' : ` at ${at.map(String).join('.')}`;
        return problem(`names a file that is not as it should be${where}: ${message}`);
      }),
    );
  }
  const problems: EnvProblem[] = [];
  const secretOf = (name: string, secretFile: string | undefined): string => {
    if (secretFile === undefined) {
      if (sharedSecret !== undefined) return sharedSecret;
      problems.push({
        name: 'TURN_SECRET',
        message: `is needed: the region ${name} of TURN_REGIONS has no secretFile`,
      });
      return '';
    }
    try {
      const secret = readFile(secretFile).trim();
      if (secret.length >= minSecretChars) return secret;
      problems.push(
        problem(`has a secretFile of the region ${name} with less than ${minSecretChars} characters`),
      );
    } catch {
      problems.push(problem(`has a secretFile of the region ${name} that cannot be read`));
    }
    return '';
  };
  const regions = parsed.data.map(({ name, urls, secretFile }) => ({
    name,
    urls,
    secret: secretOf(name, secretFile),
  }));
  return problems.length === 0 ? ok(regions) : fail(problems);
}
