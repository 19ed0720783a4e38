import { analyticsExportQuerySchema, analyticsSchema, periodSchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { atOnce } from '../middleware/at-once.ts';
import { problem } from '../problem.ts';
import { query } from '../query.ts';
import { forModerators } from './described.ts';

/** Each reads a year of facts; more at a time would keep the queue waiting. */
const readingAtOnce = { most: 4, mostPerPrefix: 2 };

/** `GET /moderator/analytics`: how reports are dealt with, in figures. */
export function analyticsRoute({ moderator }: ApiContext) {
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
    atOnce(readingAtOnce),
    async (c) => c.json(await moderator.insight.analytics(c.get('moderator'), c.req.valid('query'))),
  );
}

/** `GET /moderator/analytics/export`: one table of them for a spreadsheet. */
export function analyticsExportRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Figures of a period as CSV',
      success: { status: 200, description: 'A table with a header', media: 'text/csv' },
      problems: ['invalid-request'],
    }),
    query(analyticsExportQuerySchema),
    atOnce(readingAtOnce),
    async (c) => {
      const { table, ...days } = c.req.valid('query');
      const period = periodSchema.safeParse(days);
      if (!period.success) return problem(c, 'invalid-request');
      const csv = await moderator.insight.exported(c.get('moderator'), period.data, table);
      return c.body(csv, 200, {
        'content-type': 'text/csv; charset=utf-8',
        'content-disposition': `attachment; filename="sotto-${table}-${days.from}-${days.to}.csv"`,
      });
    },
  );
}
