import { safetyCentre, safetyCentreSchema } from '@sotto/protocol/safety';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perUser } from '../middleware/rate.ts';

const maxAgeS = 3_600;

/** `GET /moderation/guidelines`: what the safety centre says, for other clients and for whoever wants to quote it. */
export function guidelinesRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Guidelines, safety tips and crisis lines',
      tag: 'Moderation',
      success: { status: 200, description: 'All that the safety centre says', schema: safetyCentreSchema },
      problems: ['origin-forbidden', 'too-many-requests'],
    }),
    perUser(context),
    (c) => {
      c.header('cache-control', `public, max-age=${maxAgeS}`);
      c.header('content-language', safetyCentre.language);
      return c.json(safetyCentre);
    },
  );
}
