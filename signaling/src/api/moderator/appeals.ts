import {
  appealDecideSchema,
  appealPageSchema,
  appealQuerySchema,
  appealViewSchema,
  type ProblemKind,
} from '@sotto/protocol';
import type { AppealRefusal } from '../../moderator/appeals/appeal-desk.ts';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { problem } from '../problem.ts';
import { claimedRoutes, idOf } from './claimed.ts';
import { query } from '../query.ts';
import { forModerators } from './described.ts';

const refusalKinds = {
  unknown: 'not-found',
  decided: 'case-decided',
  sealed: 'case-sealed',
  own: 'appeal-own',
  held: 'case-held',
  'not-held': 'case-not-held',
  'not-shorter': 'appeal-not-shorter',
} as const satisfies Record<AppealRefusal, ProblemKind>;

const refusals: readonly ProblemKind[] = [
  'not-found',
  'case-decided',
  'case-sealed',
  'appeal-own',
  'case-not-held',
];

/** `GET /moderator/appeals`: open appeals, the oldest first. */
export function appealQueueRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'A page of the open appeals',
      success: { status: 200, description: 'Appeals in their order', schema: appealPageSchema },
      problems: ['invalid-request'],
    }),
    query(appealQuerySchema),
    async (c) => {
      const [atMs, id] = c.req.valid('query').after?.split('.') ?? [];
      const after = id === undefined ? undefined : { atMs: Number(atMs), id };
      return c.json(await moderator.appeals.page(after));
    },
  );
}

/** `GET /moderator/appeals/:id`: an appeal, with the statement that it is against. */
export function appealRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'An appeal',
      success: { status: 200, description: 'The appeal', schema: appealViewSchema },
      problems: ['not-found'],
    }),
    async (c) => {
      const view = await moderator.appeals.view(c.get('moderator'), idOf(c));
      return view === undefined ? problem(c, 'not-found') : c.json(view);
    },
  );
}

/** `/moderator/appeals/:id/claim`, `/release` and `/evidence`. */
export function appealClaimedRoutes({ moderator }: ApiContext) {
  return claimedRoutes(moderator.appeals, refusalKinds, refusals, {
    claim: 'Claim an appeal',
    release: 'Give an appeal back',
    evidence: 'What the decision rested on',
  });
}

/** `POST /moderator/appeals/:id/decide`: upholds, shortens or overturns; never for who decided first. */
export function appealDecideRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Decide on an appeal',
      success: { status: 204, description: 'It is decided' },
      problems: [...refusals, 'appeal-not-shorter', 'invalid-request', 'body-too-large'],
    }),
    jsonBody(appealDecideSchema),
    async (c) => {
      const decided = await moderator.appeals.decide(c.get('moderator'), idOf(c), c.req.valid('json'));
      return decided.ok ? c.body(null, 204) : problem(c, refusalKinds[decided.error]);
    },
  );
}
