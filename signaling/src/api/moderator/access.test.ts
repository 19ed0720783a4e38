import { apiPath, consoleHeader, moderatorPath, moderatorRoles, type ModeratorRole } from '@sotto/protocol';
import { beforeAll, describe, expect, it } from 'vitest';
import { createApiRig, problemOf, type ApiRig } from '../../testing/api-rig.ts';
import { createConsoleClient, joinAs, joinFirst, type ConsoleClient } from '../../testing/console-client.ts';
import { apiFactory } from '../context.ts';
import { createRateGate } from '../../limits/rate-gate.ts';
import { accessRules, mayUse } from './access.ts';
import { moderatorGate } from './gate.ts';

const base = `${apiPath}${moderatorPath}`;

/** Every route under the moderator API that the server has, as `GET /path`. */
function routesOf({ api }: Pick<ApiRig, 'api'>): string[] {
  const routes = api.routes.filter(({ method, path }) => method !== 'ALL' && path.startsWith(base));
  return [...new Set(routes.map(({ method, path }) => `${method} ${path.slice(base.length)}`))];
}

const rig = createApiRig();
const routes = routesOf(rig);
const refusals = ['signed-out', 'role-missing'];

describe('access to the moderator API', { timeout: 60_000 }, () => {
  const clients = new Map<ModeratorRole | 'nobody', ConsoleClient>();
  beforeAll(async () => {
    const ada = await joinFirst(rig);
    clients.set('nobody', createConsoleClient(rig));
    for (const role of moderatorRoles) clients.set(role, await joinAs(rig, ada, `only-${role}`, [role]));
  }, 60_000);

  it('has a rule for each route, and a route for each rule', () => {
    expect(Object.keys(accessRules).sort()).toEqual([...routes].sort());
  });

  /** Signing out would change what the next case finds. */
  const cases = routes
    .filter((route) => route !== 'POST /sign-out')
    .flatMap((route) => [...moderatorRoles, 'nobody' as const].map((who) => ({ route, who })));

  it.each(cases)('of $who to $route is as the rules say', async ({ route, who }) => {
    const [method = '', path = ''] = route.split(' ');
    const answer = await clients.get(who)?.call(method, path.replace(/:\w+/g, 'x'), {
      ...(method !== 'GET' && { body: {} }),
    });
    if (answer === undefined) throw new Error('no such client');
    const access = accessRules[route] ?? [];
    const isRefused = answer.status >= 400 && refusals.includes((await problemOf(answer)).kind);
    const roles = who === 'nobody' ? [] : [who];
    const isAllowed =
      access === 'anyone' || access === 'visitor' || (who !== 'nobody' && mayUse(access, roles));
    expect(isRefused).toBe(!isAllowed);
  });

  it.each(routes)('to %s is for the console alone', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const answer = await rig.call(method, `${moderatorPath}${path}`);
    expect((await problemOf(answer)).kind).toBe('console-only');
  });

  it('is refused to everybody where a route has no rule', async () => {
    const free = createRateGate({ name: 'free', points: 1_000, durationS: 60 });
    const app = apiFactory.createApp();
    const moderator = { accounts: rig.moderation.accounts, secureCookies: false };
    app.use(`${base}/*`, moderatorGate({ moderator, rates: { register: free, console: free } }));
    app.get(`${base}/forgotten`, (c) => c.text('secret'));
    const cookie = clients.get('administrator')?.cookie() ?? '';
    const answer = await app.request(`${base}/forgotten`, { headers: { cookie, [consoleHeader]: '1' } });
    expect((await problemOf(answer)).kind).toBe('role-missing');
  });
});
