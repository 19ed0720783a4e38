import { socketProtocol } from '@sotto/protocol';
import { describeRoute } from 'hono-openapi';
import { apiFactory } from '../context.ts';
import { problem } from '../problem.ts';

/** `GET /socket` without an upgrade; a WebSocket handshake never comes here, the hub takes it before. */
export function socketRoute() {
  return apiFactory.createHandlers(
    describeRoute({
      summary: 'The signaling socket: WebSocket only',
      description:
        `Offer the subprotocols \`${socketProtocol.version}\` and \`${socketProtocol.tokenPrefix}\` followed ` +
        `by an access token; after a drop also \`${socketProtocol.resumePrefix}\` followed by the resume token.`,
      tags: ['Server'],
      responses: {
        101: { description: 'The socket is open' },
        426: {
          description: '`upgrade-required`: This address speaks WebSocket only.',
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
    }),
    (c) => {
      c.header('upgrade', 'websocket');
      return problem(c, 'upgrade-required');
    },
  );
}
