import { receiptAnswerSchema, receiptRequestSchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { jsonBody } from '../json-body.ts';
import { perPrefix } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

/** `POST /moderation/receipts`: what became of a report. Whoever has the receipt may ask, with or without a session. */
export function receiptsRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Look a report up by its receipt',
      tag: 'Moderation',
      success: { status: 200, description: 'Where the report stands', schema: receiptAnswerSchema },
      problems: [
        'invalid-request',
        'not-found',
        'body-too-large',
        'origin-forbidden',
        'too-many-requests',
        'unavailable',
      ],
    }),
    perPrefix(context.rates.general),
    jsonBody(receiptRequestSchema),
    async (c) => {
      const status = await context.intake.lookUp(c.req.valid('json').receipt);
      c.header('cache-control', 'no-store');
      return status === undefined ? problem(c, 'not-found') : c.json(status);
    },
  );
}
