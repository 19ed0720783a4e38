import {
  caseViewSchema,
  decidedSchema,
  decideRequestSchema,
  escalateRequestSchema,
  legalHoldRequestSchema,
  noteRequestSchema,
  type ProblemKind,
} from '@sotto/protocol';
import type { CaseRefusal } from '../../moderator/cases/case-desk.ts';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { problem } from '../problem.ts';
import { claimedRoutes, idOf } from './claimed.ts';
import { forModerators } from './described.ts';

const refusalKinds = {
  unknown: 'not-found',
  decided: 'case-decided',
  sealed: 'case-sealed',
  held: 'case-held',
  'not-held': 'case-not-held',
} as const satisfies Record<CaseRefusal, ProblemKind>;

const refusals: readonly ProblemKind[] = ['not-found', 'case-decided', 'case-sealed', 'case-not-held'];

/** `GET /moderator/cases/:id`: what is known of a report without opening what it rests on. */
export function caseRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'A report',
      success: {
        status: 200,
        description: 'The report, its notes, and others of the same person',
        schema: caseViewSchema,
      },
      problems: ['not-found'],
    }),
    async (c) => {
      const view = await moderator.cases.view(c.get('moderator'), idOf(c));
      return view === undefined ? problem(c, 'not-found') : c.json(view);
    },
  );
}

/** `/moderator/cases/:id/claim`, `/release` and `/evidence`. */
export function caseClaimedRoutes({ moderator }: ApiContext) {
  return claimedRoutes(moderator.cases, refusalKinds, refusals, {
    claim: 'Claim a report',
    release: 'Give a report back',
    evidence: 'What a report rests on',
  });
}

/** `POST /moderator/cases/:id/escalate`: passes it on to another desk. */
export function escalateRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Pass a report on',
      success: { status: 204, description: 'It is passed on, or put first where it is sealed' },
      problems: [...refusals, 'invalid-request', 'body-too-large'],
    }),
    jsonBody(escalateRequestSchema),
    async (c) => {
      const { desk, note } = c.req.valid('json');
      const escalated = await moderator.cases.escalate(c.get('moderator'), idOf(c), desk, note);
      return escalated.ok ? c.body(null, 204) : problem(c, refusalKinds[escalated.error]);
    },
  );
}

/** `POST /moderator/cases/:id/notes`: adds a note for other moderators. */
export function noteRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Note something',
      success: { status: 204, description: 'It is noted' },
      problems: [...refusals, 'invalid-request', 'body-too-large'],
    }),
    jsonBody(noteRequestSchema),
    async (c) => {
      const noted = await moderator.cases.note(c.get('moderator'), idOf(c), c.req.valid('json').text);
      return noted.ok ? c.body(null, 204) : problem(c, refusalKinds[noted.error]);
    },
  );
}

/** `POST /moderator/cases/:id/decide`: settles it. */
export function decideRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Decide on a report',
      success: { status: 200, description: 'It is decided', schema: decidedSchema },
      problems: [...refusals, 'invalid-request', 'body-too-large'],
    }),
    jsonBody(decideRequestSchema),
    async (c) => {
      const decided = await moderator.cases.decide(c.get('moderator'), idOf(c), c.req.valid('json'));
      return decided.ok ? c.json(decided.value) : problem(c, refusalKinds[decided.error]);
    },
  );
}

/** `POST /moderator/decisions/:id/undo`: takes a decision of one's own back. */
export function undoRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Take a decision back',
      success: { status: 204, description: 'Its reports are yours again, and its ban is lifted' },
      problems: ['not-found', 'undo-too-late'],
    }),
    async (c) => {
      const undone = await moderator.cases.undo(c.get('moderator'), idOf(c));
      if (undone.ok) return c.body(null, 204);
      return problem(c, undone.error === 'unknown' ? 'not-found' : 'undo-too-late');
    },
  );
}

/** `POST /moderator/cases/:id/hold`: keeps it whatever its age, or no longer. */
export function holdRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Keep a report beyond its time, or no longer',
      success: { status: 204, description: 'It is so' },
      problems: ['not-found', 'invalid-request', 'body-too-large'],
    }),
    jsonBody(legalHoldRequestSchema),
    async (c) => {
      const done = await moderator.cases.hold(c.get('moderator'), idOf(c), c.req.valid('json'));
      return done.ok ? c.body(null, 204) : problem(c, refusalKinds[done.error]);
    },
  );
}
