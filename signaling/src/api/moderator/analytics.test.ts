import { expect, it } from 'vitest';
import type { Account } from '../../moderator/accounts/account-store.ts';
import { createApiRig, problemOf } from '../../testing/api-rig.ts';
import { apiFactory, type ModeratorContext } from '../context.ts';
import { analyticsRoutes } from './analytics.ts';

const ada: Account = { id: 'ada', name: 'Ada', roles: ['administrator'] };
const period = 'from=2026-11-01&to=2026-11-07';

/** Both routes, over tables that are read until the test lets them go. */
function rig() {
  const { moderation } = createApiRig();
  let under = 0;
  const gate = Promise.withResolvers<undefined>();
  const insight: ModeratorContext['insight'] = {
    ...moderation.insight,
    exported: async () => {
      under += 1;
      await gate.promise;
      return 'day\r\n';
    },
  };
  const app = apiFactory.createApp();
  app.use(async (c, next) => {
    c.set('moderator', ada);
    c.set('prefixKey', c.req.header('x-prefix') ?? '');
    await next();
  });
  const routes = analyticsRoutes({ moderator: { ...moderation, insight, secureCookies: false } });
  app.get('/figures', ...routes.figures);
  app.get('/export', ...routes.exported);
  const ask = (path: string, prefix: string) => app.request(path, { headers: { 'x-prefix': prefix } });
  return { gate, reading: () => under, ask };
}

it('one address reads figures once at a time, and a node twice, as a page or as a table', async () => {
  const { gate, reading, ask } = rig();
  const table = `/export?${period}&table=days`;
  const first = ask(table, 'one');
  await expect.poll(reading).toBe(1);
  expect((await problemOf(await ask(`/figures?${period}`, 'one'))).kind).toBe('unavailable');
  const second = ask(table, 'two');
  await expect.poll(reading).toBe(2);
  expect((await problemOf(await ask(`/figures?${period}`, 'three'))).kind).toBe('unavailable');
  gate.resolve(undefined);
  expect([(await first).status, (await second).status]).toEqual([200, 200]);
  expect((await ask(table, 'three')).status).toBe(200);
});
