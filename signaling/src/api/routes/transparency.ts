import { transparencyQuerySchema, transparencySchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perUser } from '../middleware/rate.ts';
import { problem } from '../problem.ts';
import { query } from '../query.ts';

const maxAgeS = 3_600;

/** `GET /moderation/transparency`: what was reported and decided in a quarter, for everybody. */
export function transparencyRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Transparency report of a quarter',
      tag: 'Moderation',
      success: {
        status: 200,
        description: 'Counts to the nearest five, in the shape of the EU’s Digital Services Act',
        schema: transparencySchema,
      },
      problems: ['origin-forbidden', 'too-many-requests', 'invalid-request', 'not-found', 'unavailable'],
    }),
    perUser(context),
    query(transparencyQuerySchema),
    async (c) => {
      const report = await context.moderator.transparency.report(c.req.valid('query').quarter);
      if (report === undefined) return problem(c, 'not-found');
      c.header('cache-control', `public, max-age=${maxAgeS}`);
      return c.json(report);
    },
  );
}
