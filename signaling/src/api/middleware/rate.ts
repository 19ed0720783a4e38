import { fail, type ProblemKind, type Result } from '@sotto/protocol';
import type { Context } from 'hono';
import type { RateGate, SessionPrincipal } from '../../ports.ts';
import { apiFactory, type ApiContext, type ApiEnv } from '../context.ts';
import { problem } from '../problem.ts';

/** Counts the request under `key`. Gives the refusal to answer with where it is one too many. */
export async function refusedByRate(
  c: Context<ApiEnv>,
  gate: RateGate,
  key: string,
): Promise<Response | undefined> {
  const verdict = await gate.consume(key);
  return verdict.ok ? undefined : problem(c, 'too-many-requests', { retryAfter: verdict.error.retryAfterS });
}

/** Limits requests by address prefix. */
export function perPrefix(gate: RateGate) {
  return apiFactory.createMiddleware(async (c, next) => {
    const refused = await refusedByRate(c, gate, `prefix:${c.get('prefixKey')}`);
    if (refused !== undefined) return refused;
    await next();
    return undefined;
  });
}

/** Reads the access token, if there is a good one, and limits by session; everybody else by prefix. */
export function perUser({ sessions, rates }: ApiContext) {
  return apiFactory.createMiddleware(async (c, next) => {
    const user = await userOf(c, sessions);
    c.set('user', user);
    const key = user.ok ? `session:${user.value.session}` : `prefix:${c.get('prefixKey')}`;
    const refused = await refusedByRate(c, rates.general, key);
    if (refused !== undefined) return refused;
    await next();
    return undefined;
  });
}

/**
 * Lets on who has a good access token, within the limit of reports for the session and the wider one for its address prefix, which
 * many people may share.
 */
export function perReporter({ sessions, rates }: ApiContext) {
  return apiFactory.createMiddleware(async (c, next) => {
    const prefixRefused = await refusedByRate(c, rates.reportsPerPrefix, `prefix:${c.get('prefixKey')}`);
    if (prefixRefused !== undefined) return prefixRefused;
    const user = await userOf(c, sessions);
    if (!user.ok) return problem(c, user.error);
    const refused = await refusedByRate(c, rates.reports, `session:${user.value.session}`);
    if (refused !== undefined) return refused;
    await next();
    return undefined;
  });
}

async function userOf(
  c: Context<ApiEnv>,
  sessions: ApiContext['sessions'],
): Promise<Result<SessionPrincipal, ProblemKind>> {
  const token = bearerToken(c.req.header('authorization'));
  return token === undefined ? fail('token-missing') : await sessions.authenticate(token);
}

/** The token of `Authorization: Bearer` (RFC 6750 §2.1). */
function bearerToken(header: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1];
}
