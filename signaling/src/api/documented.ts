import { problems, type ProblemKind } from '@sotto/protocol';
import { describeRoute, resolver, type DescribeRouteOptions } from 'hono-openapi';
import type * as z from 'zod/mini';

type Responses = NonNullable<DescribeRouteOptions['responses']>;

export interface RouteDescription {
  readonly summary: string;
  readonly tag: 'Session' | 'Moderation' | 'Moderators' | 'Server' | 'Documentation';
  /** The answer when all goes well; without a schema it has no body. */
  readonly success: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly schema?: z.ZodMiniType;
    /** Of the body, where it is not JSON of `schema`. */
    readonly media?: string;
  };
  /** Of the request body, where it is not JSON that a validator documents. */
  readonly requestMedia?: string;
  readonly problems: readonly ProblemKind[];
  /** Needs an access token. */
  readonly signedIn?: boolean;
  /** Needs the cookie of a moderator who has signed in. */
  readonly forModerators?: boolean;
}

/** Documents one route of the API, from the schemas that its handler uses. */
export function documented(route: RouteDescription) {
  const { status, description, schema, media } = route.success;
  const content =
    schema !== undefined
      ? { content: { 'application/json': { schema: resolver(schema) } } }
      : media !== undefined
        ? { content: { [media]: {} } }
        : {};
  return describeRoute({
    summary: route.summary,
    tags: [route.tag],
    ...(route.signedIn === true && { security: [{ accessToken: [] }] }),
    ...(route.forModerators === true && { security: [{ moderatorSession: [] }] }),
    ...(route.requestMedia !== undefined && {
      requestBody: {
        required: true,
        content: { [route.requestMedia]: { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    responses: { [status]: { description, ...content }, ...problemResponses(route.problems) },
  });
}

/** One response for each status, since OpenAPI tells answers apart by nothing else. */
function problemResponses(kinds: readonly ProblemKind[]): Responses {
  const byStatus = Map.groupBy(kinds, (kind) => problems[kind].status);
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [
      status,
      {
        description: ofStatus.map((kind) => `\`${kind}\`: ${problems[kind].title}.`).join(' '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}
