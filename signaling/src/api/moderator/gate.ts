import { apiPath, consoleHeader, moderatorPath, unattendedHeader } from '@sotto/protocol';
import { matchedRoutes } from 'hono/route';
import { apiFactory, type ApiContext } from '../context.ts';
import { refusedByRate } from '../middleware/rate.ts';
import { problem } from '../problem.ts';
import { accessRules, mayUse } from './access.ts';
import { readSessionCookie } from './session-cookie.ts';

const base = `${apiPath}${moderatorPath}`;

export interface GateContext {
  readonly moderator: Pick<ApiContext['moderator'], 'accounts' | 'secureCookies'>;
  readonly rates: Pick<ApiContext['rates'], 'register' | 'console'>;
}

/** Lets requests on that {@link accessRules} allow, and no others. */
export function moderatorGate({ moderator, rates }: GateContext) {
  return apiFactory.createMiddleware(async (c, next) => {
    const route = matchedRoutes(c).find(({ method, path }) => method !== 'ALL' && path.startsWith(base));
    // Nothing answers here: the API says so.
    if (route === undefined) return next();
    if (c.req.header(consoleHeader) === undefined) return problem(c, 'console-only');
    const access = accessRules[`${route.method} ${route.path.slice(base.length)}`];
    if (access === undefined) return problem(c, 'role-missing');
    if (access === 'anyone' || access === 'visitor') {
      // What can be guessed at bears few tries.
      const rate = access === 'anyone' ? rates.register : rates.console;
      const refused = await refusedByRate(c, rate, `moderator:${c.get('prefixKey')}`);
      return refused ?? next();
    }
    const token = readSessionCookie(c, moderator.secureCookies);
    const refused = await refusedByRate(c, rates.console, `moderator:${c.get('prefixKey')}`);
    if (refused !== undefined) return refused;
    const attended = c.req.header(unattendedHeader) === undefined;
    const account = token === undefined ? undefined : await moderator.accounts.authenticate(token, attended);
    if (account === undefined) return problem(c, 'signed-out');
    if (!mayUse(access, account.roles)) return problem(c, 'role-missing');
    if (access === 'just-signed-in' && !(await moderator.accounts.isFresh(token ?? '')))
      return problem(c, 'sign-in-again');
    c.set('moderator', account);
    c.header('cache-control', 'no-store');
    return next();
  });
}
