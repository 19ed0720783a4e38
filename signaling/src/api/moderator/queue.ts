import {
  findRequestSchema,
  foundSchema,
  queueCountsSchema,
  queuePageSchema,
  queueQuerySchema,
} from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { problem } from '../problem.ts';
import { query } from '../query.ts';
import { forModerators } from './described.ts';

const usualPageRows = 50;

/** `GET /moderator/queue`: open reports, the most urgent first. */
export function queueRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'A page of the queue',
      success: { status: 200, description: 'Open reports in their order', schema: queuePageSchema },
      problems: ['invalid-request'],
    }),
    query(queueQuerySchema),
    async (c) => {
      const { after, until, since, limit, skip, count, ...filter } = c.req.valid('query');
      const page = await moderator.cases.page(
        c.get('moderator'),
        { ...filter, untilMs: numberOf(until), sinceMs: numberOf(since) },
        {
          after,
          skip: numberOf(skip),
          limit: numberOf(limit) ?? usualPageRows,
          count: count !== undefined,
        },
      );
      return page === undefined ? problem(c, 'invalid-request') : c.json(page);
    },
  );
}

/** `GET /moderator/queue/counts`: how many are open. */
export function countsRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Open reports by reason, desk and priority',
      success: { status: 200, description: 'Counts', schema: queueCountsSchema },
      problems: [],
    }),
    async (c) => c.json(await moderator.cases.counts()),
  );
}

/** `POST /moderator/queue/find`: the report of a receipt. In a body, because an address ends up in logs. */
export function findRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Find a report by its receipt',
      success: { status: 200, description: 'The report', schema: foundSchema },
      problems: ['invalid-request', 'not-found', 'body-too-large'],
    }),
    jsonBody(findRequestSchema),
    async (c) => {
      const id = await moderator.cases.find(c.req.valid('json').receipt);
      return id === undefined ? problem(c, 'not-found') : c.json({ id });
    },
  );
}

function numberOf(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}
