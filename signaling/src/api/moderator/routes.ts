import { apiPath, moderatorPath } from '@sotto/protocol';
import type { Hono } from 'hono';
import type { ApiContext, ApiEnv } from '../context.ts';
import { accountChangeRoute, accountsRoute, invitationsRoute } from './accounts.ts';
import { analyticsRoutes } from './analytics.ts';
import { appealClaimedRoutes, appealDecideRoute, appealQueueRoute, appealRoute } from './appeals.ts';
import { auditRoute, auditVerifyRoute } from './audit.ts';
import {
  caseRoute,
  caseClaimedRoutes,
  decideRoute,
  escalateRoute,
  holdRoute,
  noteRoute,
  undoRoute,
} from './cases.ts';
import { moderatorGate } from './gate.ts';
import { acceptRoute, invitationRoute } from './join.ts';
import { newsRoute } from './news.ts';
import {
  passkeyAddRoute,
  passkeyChallengeRoute,
  passkeyRemoveRoute,
  passkeyRenameRoute,
  passkeysRoute,
  signInChallengeRoute,
  signInWaysRoute,
} from './passkeys.ts';
import { countsRoute, findRoute, queueRoute } from './queue.ts';
import { meRoute, signInRoute, signOutRoute } from './sign-in.ts';

/** Everything under `/api/v1/moderator`. Who may use it stands in `access.ts`. */
export function addModeratorRoutes(api: Hono<ApiEnv>, context: ApiContext): void {
  const base = `${apiPath}${moderatorPath}`;
  const analytics = analyticsRoutes(context);
  const reports = caseClaimedRoutes(context);
  const appeals = appealClaimedRoutes(context);
  api.use(`${base}/*`, moderatorGate(context));
  api.post(`${base}/invitation`, ...invitationRoute(context));
  api.post(`${base}/accept`, ...acceptRoute(context));
  api.get(`${base}/sign-in`, ...signInWaysRoute(context));
  api.post(`${base}/sign-in`, ...signInRoute(context));
  api.post(`${base}/sign-in/challenge`, ...signInChallengeRoute(context));
  api.get(`${base}/me`, ...meRoute(context));
  api.post(`${base}/sign-out`, ...signOutRoute(context));
  api.get(`${base}/passkeys`, ...passkeysRoute(context));
  api.post(`${base}/passkeys`, ...passkeyAddRoute(context));
  api.post(`${base}/passkeys/challenge`, ...passkeyChallengeRoute(context));
  api.patch(`${base}/passkeys/:id`, ...passkeyRenameRoute(context));
  api.delete(`${base}/passkeys/:id`, ...passkeyRemoveRoute(context));
  api.post(`${base}/invitations`, ...invitationsRoute(context));
  api.get(`${base}/accounts`, ...accountsRoute(context));
  api.patch(`${base}/accounts/:id`, ...accountChangeRoute(context));
  api.get(`${base}/queue`, ...queueRoute(context));
  api.get(`${base}/queue/counts`, ...countsRoute(context));
  api.get(`${base}/queue/news`, ...newsRoute(context));
  api.post(`${base}/queue/find`, ...findRoute(context));
  api.get(`${base}/cases/:id`, ...caseRoute(context));
  api.post(`${base}/cases/:id/claim`, ...reports.claim);
  api.post(`${base}/cases/:id/release`, ...reports.release);
  api.get(`${base}/cases/:id/evidence`, ...reports.evidence);
  api.post(`${base}/cases/:id/escalate`, ...escalateRoute(context));
  api.post(`${base}/cases/:id/notes`, ...noteRoute(context));
  api.post(`${base}/cases/:id/decide`, ...decideRoute(context));
  api.post(`${base}/decisions/:id/undo`, ...undoRoute(context));
  api.get(`${base}/analytics`, ...analytics.figures);
  api.get(`${base}/analytics/export`, ...analytics.exported);
  api.post(`${base}/cases/:id/hold`, ...holdRoute(context));
  api.get(`${base}/appeals`, ...appealQueueRoute(context));
  api.get(`${base}/appeals/:id`, ...appealRoute(context));
  api.post(`${base}/appeals/:id/claim`, ...appeals.claim);
  api.post(`${base}/appeals/:id/release`, ...appeals.release);
  api.get(`${base}/appeals/:id/evidence`, ...appeals.evidence);
  api.post(`${base}/appeals/:id/decide`, ...appealDecideRoute(context));
  api.get(`${base}/audit`, ...auditRoute(context));
  api.post(`${base}/audit/verify`, ...auditVerifyRoute(context));
}
