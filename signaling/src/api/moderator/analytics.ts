import { analyticsExportQuerySchema, analyticsSchema, periodSchema } from '@sotto/protocol';
import type { InsightService } from '../../moderator/insight/service.ts';
import { apiFactory, type ApiContext } from '../context.ts';
import { atOnce } from '../middleware/at-once.ts';
import { problem } from '../problem.ts';
import { query } from '../query.ts';
import { forModerators } from './described.ts';

/** Each reads a year of facts on a connection of the pool; more at a time would keep reports and the queue waiting. */
const readingAtOnce = { most: 2, mostPerPrefix: 1 };

/** The routes of figures. What they read is the same, so they share the places of those who read at once. */
export function analyticsRoutes({ moderator }: Pick<ApiContext, 'moderator'>) {
  const reading = atOnce(readingAtOnce);
  return {
    figures: figuresRoute(moderator.insight, reading),
    exported: exportRoute(moderator.insight, reading),
  };
}

type Reading = ReturnType<typeof atOnce>;

/** `GET /moderator/analytics`: how reports are dealt with, in figures. */
function figuresRoute(insight: InsightService, reading: Reading) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Figures of a period',
      success: {
        status: 200,
        description: 'Figures; of other moderators to administrators only',
        schema: analyticsSchema,
      },
      problems: ['invalid-request'],
    }),
    query(periodSchema),
    reading,
    async (c) => c.json(await insight.analytics(c.get('moderator'), c.req.valid('query'))),
  );
}

/** `GET /moderator/analytics/export`: one table of them for a spreadsheet. */
function exportRoute(insight: InsightService, reading: Reading) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Figures of a period as CSV',
      success: { status: 200, description: 'A table with a header', media: 'text/csv' },
      problems: ['invalid-request'],
    }),
    query(analyticsExportQuerySchema),
    reading,
    async (c) => {
      const { table, ...days } = c.req.valid('query');
      const period = periodSchema.safeParse(days);
      if (!period.success) return problem(c, 'invalid-request');
      const csv = await insight.exported(c.get('moderator'), period.data, table);
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="sotto-${table}-${days.from}-${days.to}.csv"`,
      });
    },
  );
}
