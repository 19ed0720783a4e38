import {
  acknowledgementsPath,
  apiPath,
  appealsPath,
  connectionOutcomesPath,
  limits,
  receiptsPath,
  reportsPath,
  socketProtocol,
  statementsPath,
  transparencyPath,
} from '@sotto/protocol';
import { guidelinesPath } from '@sotto/protocol/safety';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { isStoreAway } from '../cases/store-away.ts';
import { errorFields } from '../log/log.ts';
import { isRedisAway } from '../redis/connect.ts';
import { apiFactory, type ApiContext, type ApiEnv } from './context.ts';
import { addDocumentation } from './documentation.ts';
import { client } from './middleware/client.ts';
import { addModeratorRoutes } from './moderator/routes.ts';
import { problem } from './problem.ts';
import { challengeRoute } from './routes/challenge.ts';
import { connectionsRoute } from './routes/connections.ts';
import { guidelinesRoute } from './routes/guidelines.ts';
import { identityRoute } from './routes/identity.ts';
import { infoRoute } from './routes/info.ts';
import { logoutRoute } from './routes/logout.ts';
import { receiptsRoute } from './routes/receipts.ts';
import { refreshRoute } from './routes/refresh.ts';
import { registerRoute } from './routes/register.ts';
import { reportsRoute } from './routes/reports.ts';
import { acknowledgementsRoute, appealsRoute, statementsRoute } from './routes/statements.ts';
import { socketRoute } from './routes/socket.ts';
import { transparencyRoute } from './routes/transparency.ts';
import { unmatched } from './unmatched.ts';

/** Seconds after which to try again while the store is away. */
const awayRetryS = 5;

/** Everything under `/api`: each answer that is no success is a problem (RFC 9457). */
export function createApi(context: ApiContext): Hono<ApiEnv> {
  const api = apiFactory.createApp();
  api.onError((error, c) => {
    // What Hono itself throws is about the request: a body that is no JSON, or that ends too soon.
    if (error instanceof HTTPException && error.status < 500) {
      return problem(c, 'invalid-request', { detail: 'The body cannot be read as JSON' });
    }
    if (isRedisAway(error) || isStoreAway(error))
      return problem(c, 'unavailable', { retryAfter: awayRetryS });
    // Whoever hangs up before all was sent gets no answer, and fills no log.
    const { destroyed, complete } = c.env.incoming;
    if (destroyed && !complete) return problem(c, 'invalid-request');
    context.log.error('request-failed', { ...errorFields(error), requestId: c.get('requestId') });
    return problem(c, 'internal');
  });

  api.use('/api/*', client(context));
  const smallBody = bodyLimit({
    maxSize: limits.maxRequestBodyBytes,
    onError: (c) => problem(c, 'body-too-large'),
  });
  // A report is large, and its route bounds it after it has looked at who sends it.
  api.use('/api/*', (c, next) => (c.req.path === `${apiPath}${reportsPath}` ? next() : smallBody(c, next)));

  api.get(`${apiPath}/info`, ...infoRoute(context));
  api.get(`${apiPath}/challenge`, ...challengeRoute(context));
  api.post(`${apiPath}/register`, ...registerRoute(context));
  api.post(`${apiPath}/refresh`, ...refreshRoute(context));
  api.post(`${apiPath}/logout`, ...logoutRoute(context));
  api.delete(`${apiPath}/identity`, ...identityRoute(context));
  api.post(`${apiPath}${reportsPath}`, ...reportsRoute(context));
  api.post(`${apiPath}${receiptsPath}`, ...receiptsRoute(context));
  api.post(`${apiPath}${statementsPath}`, ...statementsRoute(context));
  api.post(`${apiPath}${acknowledgementsPath}`, ...acknowledgementsRoute(context));
  api.post(`${apiPath}${appealsPath}`, ...appealsRoute(context));
  api.post(`${apiPath}${connectionOutcomesPath}`, ...connectionsRoute(context));
  api.get(`${apiPath}${guidelinesPath}`, ...guidelinesRoute(context));
  api.get(`${apiPath}${transparencyPath}`, ...transparencyRoute(context));
  api.get(socketProtocol.path, ...socketRoute());

  addModeratorRoutes(api, context);

  addDocumentation(api, context.info);
  api.all('/api/*', ...unmatched(api));
  return api;
}
