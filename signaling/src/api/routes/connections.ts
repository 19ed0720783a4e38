import { connectionReportSchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { jsonBody } from '../json-body.ts';

/** `POST /connection-outcomes`: a browser tells whether it reached another one. Asks for no token and keeps no more than a count. */
export function connectionsRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Tell whether a connection came about',
      tag: 'Server',
      success: { status: 204, description: 'Counted; or not, where many have told of theirs just now' },
      problems: ['invalid-request', 'body-too-large', 'origin-forbidden'],
    }),
    jsonBody(connectionReportSchema),
    async (c) => {
      // Whoever is one too many has done nothing wrong, and can do nothing about it.
      const counts = await context.rates.connections.consume(`prefix:${c.get('prefixKey')}`);
      if (counts.ok) context.countConnection(c.req.valid('json'));
      return c.body(null, 204);
    },
  );
}
