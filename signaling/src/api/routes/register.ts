import { registerRequestSchema, sessionTokensSchema, verifyRegistration } from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { documented } from '../documented.ts';
import { jsonBody } from '../json-body.ts';
import { perPrefix } from '../middleware/rate.ts';
import { problem } from '../problem.ts';

/** `POST /register`: opens a session for an identity. */
export function registerRoute(context: ApiContext) {
  return apiFactory.createHandlers(
    documented({
      summary: 'Register an identity and open a session',
      tag: 'Session',
      success: { status: 201, description: 'The session is open', schema: sessionTokensSchema },
      problems: [
        'invalid-request',
        'nickname-invalid',
        'proof-of-work-invalid',
        'signature-invalid',
        'under-age',
        'banned',
        'origin-forbidden',
        'body-too-large',
        'too-many-requests',
      ],
    }),
    perPrefix(context.rates.register),
    jsonBody(registerRequestSchema, { nickname: 'nickname-invalid' }),
    async (c) => {
      const request = c.req.valid('json');
      if (!(await context.ageGate.admits(request))) return problem(c, 'under-age');
      const proof = await context.proofOfWork.check(request.proof);
      if (proof === undefined) return problem(c, 'proof-of-work-invalid');
      if (!(await verifyRegistration(request))) return problem(c, 'signature-invalid');
      // Last, so that a mistake above costs nobody the work.
      if (!(await proof.claim())) return problem(c, 'proof-of-work-invalid');
      const ban = await context.bans.noticeFor(context.sessions.handleOf(request.publicKey));
      if (ban !== undefined) {
        await context.banNotes.note(c.get('prefixKey'));
        return problem(c, 'banned', { ban });
      }
      c.header('cache-control', 'no-store');
      return c.json(await context.sessions.open(request.publicKey, request.nickname), 201);
    },
  );
}
