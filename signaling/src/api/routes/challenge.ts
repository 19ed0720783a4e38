import { challengeSchema } from '@sotto/protocol';
import { banNoteCosts } from '../../limits/ban-notes.ts';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perPrefix } from '../middleware/rate.ts';

/** `GET /challenge`: work for a registration. */
export function challengeRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Get a proof-of-work challenge, to be solved before a registration',
      tag: 'Session',
      success: { status: 200, description: 'An ALTCHA challenge, good once', schema: challengeSchema },
      problems: ['origin-forbidden', 'too-many-requests'],
    }),
    // Whatever token comes along: a challenge costs work here, and makes the next one dearer for everybody.
    perPrefix(context.rates.general),
    async (c) => {
      c.header('cache-control', 'no-store');
      const prefixKey = c.get('prefixKey');
      const isNoted = await context.banNotes.isNoted(prefixKey);
      return c.json(
        await context.proofOfWork.challenge(prefixKey, isNoted ? banNoteCosts.workFactor : undefined),
      );
    },
  );
}
