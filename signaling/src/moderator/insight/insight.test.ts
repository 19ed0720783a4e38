import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCases } from '../../cases/open-cases.ts';
import { createLog } from '../../log/log.ts';
import { startPostgres, type TestPostgres } from '../../testing/postgres-server.ts';
import { describeOnBoth } from '../testing/both-databases.ts';
import { describeInsight } from './insight.contract.ts';
import { createInsightService } from './service.ts';

describeOnBoth(describeInsight);

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres.stop());

it('figures of a period take one connection of the pool, and leave the others to reports', async () => {
  const { tables, close } = await openCases({
    database: { url: postgres.url, maxConnections: 5 },
    log: createLog('silent'),
  });
  const connections = () =>
    tables.run(async (database) => {
      const [row] = await database.execute<{ n: number }>(
        sql`SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend'`,
      );
      return row?.n;
    });
  const before = await connections();
  const ada = { id: 'ada', name: 'Ada', roles: ['administrator' as const] };
  await createInsightService(tables, Date.now).analytics(ada, { from: '2026-11-01', to: '2026-11-07' });
  expect(await connections()).toBe(before);
  await close();
}, 60_000);
