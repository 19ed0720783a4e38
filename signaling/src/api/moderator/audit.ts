import { auditPageSchema, auditQuerySchema, auditVerdictSchema } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { atOnce } from '../middleware/at-once.ts';
import { query } from '../query.ts';
import { forModerators } from './described.ts';

/** `GET /moderator/audit`: what was done, the newest first. */
export function auditRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'A page of the audit log',
      success: { status: 200, description: 'Rows, the newest first', schema: auditPageSchema },
      problems: ['invalid-request'],
    }),
    query(auditQuerySchema),
    async (c) => c.json(await moderator.audit.page(c.req.valid('query'))),
  );
}

/** `POST /moderator/audit/verify`: reads the whole log, and says whether it is as it was written. */
export function auditVerifyRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Verify the audit log',
      success: { status: 200, description: 'Whether it holds', schema: auditVerdictSchema },
      problems: [],
    }),
    atOnce({ most: 1, mostPerPrefix: 1 }),
    async (c) => c.json(await moderator.audit.verify(c.get('moderator'))),
  );
}
