import { refreshRequestSchema, sessionTokensSchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { jsonBody } from '../json-body.ts';
import { perPrefix, refusedByRate } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

/** `POST /refresh`: trades a refresh token for new tokens. */
export function refreshRoute(context: ApiContext) {
  const { sessions, rates } = context;
  return apiFactory.createHandlers(
    documented({
      summary: 'Trade a refresh token for new tokens; a token used before ends its session',
      tag: 'Session',
      success: {
        status: 200,
        description: 'New tokens; the old ones are spent',
        schema: sessionTokensSchema,
      },
      problems: [
        'invalid-request',
        'refresh-invalid',
        'refresh-reused',
        'session-ended',
        'origin-forbidden',
        'body-too-large',
        'too-many-requests',
      ],
    }),
    perPrefix(rates.refresh),
    jsonBody(refreshRequestSchema),
    async (c) => {
      const { refreshToken } = c.req.valid('json');
      const session = sessions.sessionOf(refreshToken);
      const refused = session && (await refusedByRate(c, rates.refresh, `session:${session}`));
      if (refused) return refused;
      const tokens = await sessions.refresh(refreshToken);
      if (!tokens.ok) return problem(c, tokens.error);
      c.header('cache-control', 'no-store');
      return c.json(tokens.value);
    },
  );
}
