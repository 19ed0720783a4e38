import {
  appealDecideSchema,
  appealPageSchema,
  appealQuerySchema,
  appealViewSchema,
  claimedSchema,
  type ProblemKind,
} from '@sotto/protocol';
import type { AppealRefusal } from '../../moderator/appeals/appeal-desk.ts';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { problem } from '../problem.ts';
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
      const view = await moderator.appeals.view(c.get('moderator'), c.req.param('id') ?? '');
      return view === undefined ? problem(c, 'not-found') : c.json(view);
    },
  );
}

/** `POST /moderator/appeals/:id/claim`: takes an appeal, or keeps it for longer. */
export function appealClaimRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Claim an appeal',
      success: { status: 200, description: 'It is yours until then', schema: claimedSchema },
      problems: [...refusals, 'case-held'],
    }),
    async (c) => {
      const claimed = await moderator.appeals.claim(c.get('moderator'), c.req.param('id') ?? '');
      return claimed.ok ? c.json({ heldUntilMs: claimed.value }) : problem(c, refusalKinds[claimed.error]);
    },
  );
}

/** `POST /moderator/appeals/:id/release`: gives it back undecided. */
export function appealReleaseRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Give an appeal back',
      success: { status: 204, description: 'It is free' },
      problems: refusals,
    }),
    async (c) => {
      const released = await moderator.appeals.release(c.get('moderator'), c.req.param('id') ?? '');
      return released.ok ? c.body(null, 204) : problem(c, refusalKinds[released.error]);
    },
  );
}

/** `GET /moderator/appeals/:id/evidence`: what the decision rested on, for who holds the appeal. Each look is in the audit log. */
export function appealEvidenceRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'What the decision rested on',
      success: {
        status: 200,
        description: 'A case, as the offline verifier takes it',
        media: 'application/json',
      },
      problems: refusals,
    }),
    async (c) => {
      const evidence = await moderator.appeals.evidence(c.get('moderator'), c.req.param('id') ?? '');
      if (!evidence.ok) return problem(c, refusalKinds[evidence.error]);
      return c.body(evidence.value, 200, { 'content-type': 'application/json' });
    },
  );
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
      const id = c.req.param('id') ?? '';
      const decided = await moderator.appeals.decide(c.get('moderator'), id, c.req.valid('json'));
      return decided.ok ? c.body(null, 204) : problem(c, refusalKinds[decided.error]);
    },
  );
}
