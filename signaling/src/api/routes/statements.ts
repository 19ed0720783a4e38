import {
  appealRequestSchema,
  statementRequestSchema,
  statementSchema,
  type ProblemKind,
} from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { jsonBody } from '../json-body.ts';
import { perPrefix } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

const usual: readonly ProblemKind[] = [
  'invalid-request',
  'not-found',
  'body-too-large',
  'origin-forbidden',
  'too-many-requests',
  'unavailable',
];

/** `POST /moderation/statements`: why something was decided about somebody. Whoever has the receipt may ask, with or without a session. */
export function statementsRoute({ statements, rates }: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Look a statement of reasons up by its receipt',
      tag: 'Moderation',
      success: {
        status: 200,
        description: 'The statement, and what became of an appeal',
        schema: statementSchema,
      },
      problems: usual,
    }),
    perPrefix(rates.general),
    jsonBody(statementRequestSchema),
    async (c) => {
      const statement = await statements.lookUp(c.req.valid('json').receipt);
      c.header('cache-control', 'no-store');
      return statement === undefined ? problem(c, 'not-found') : c.json(statement);
    },
  );
}

/** `POST /moderation/acknowledgements`: a warning was read. */
export function acknowledgementsRoute({ statements, rates }: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Acknowledge a warning',
      tag: 'Moderation',
      success: { status: 204, description: 'It is shown no more' },
      problems: usual,
    }),
    perPrefix(rates.general),
    jsonBody(statementRequestSchema),
    async (c) => {
      const known = await statements.acknowledge(c.req.valid('json').receipt);
      return known ? c.body(null, 204) : problem(c, 'not-found');
    },
  );
}

/** `POST /moderation/appeals`: asks another moderator to look again; once for each decision. */
export function appealsRoute({ statements, rates }: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Appeal against a decision',
      tag: 'Moderation',
      success: { status: 200, description: 'The appeal is made', schema: statementSchema },
      problems: [...usual, 'appeal-closed'],
    }),
    perPrefix(rates.reportsPerPrefix),
    jsonBody(appealRequestSchema),
    async (c) => {
      const { receipt, text } = c.req.valid('json');
      const appealed = await statements.appeal(receipt, text);
      if (!appealed.ok) return problem(c, appealed.error === 'unknown' ? 'not-found' : 'appeal-closed');
      c.header('cache-control', 'no-store');
      return c.json(appealed.value);
    },
  );
}
