import { serverInfoSchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { perUser } from '../middleware/rate.ts';

/** `GET /info`: what a page needs to know before anybody signs in. */
export function infoRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'What this server is and offers',
      tag: 'Server',
      success: { status: 200, description: 'About the server', schema: serverInfoSchema },
      problems: ['origin-forbidden', 'too-many-requests'],
    }),
    perUser(context),
    (c) => c.json(context.info),
  );
}
