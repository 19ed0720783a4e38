import { apiPath, moderatorPath } from '@sotto/protocol';
import type { Hono } from 'hono';
import type { ApiContext, ApiEnv } from '../context.ts';
import { accountChangeRoute, accountsRoute, invitationsRoute } from './accounts.ts';
import { moderatorGate } from './gate.ts';
import { acceptRoute, invitationRoute } from './join.ts';
import { meRoute, signInRoute, signOutRoute } from './sign-in.ts';

/** Everything under `/api/v1/moderator`. Who may use it stands in `access.ts`. */
export function addModeratorRoutes(api: Hono<ApiEnv>, context: ApiContext): void {
  const base = `${apiPath}${moderatorPath}`;
  api.use(`${base}/*`, moderatorGate(context));
  api.post(`${base}/invitation`, ...invitationRoute(context));
  api.post(`${base}/accept`, ...acceptRoute(context));
  api.post(`${base}/sign-in`, ...signInRoute(context));
  api.get(`${base}/me`, ...meRoute(context));
  api.post(`${base}/sign-out`, ...signOutRoute(context));
  api.post(`${base}/invitations`, ...invitationsRoute(context));
  api.get(`${base}/accounts`, ...accountsRoute(context));
  api.patch(`${base}/accounts/:id`, ...accountChangeRoute(context));
}
