import {
  acceptRequestSchema,
  acceptedSchema,
  invitationRequestSchema,
  invitationSchema,
} from '@sotto/protocol';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { atOnce } from '../middleware/at-once.ts';
import { problem } from '../problem.ts';
import { forAnyone } from './described.ts';
import { hashingAtOnce } from './sign-in.ts';
import { setSessionCookie } from './session-cookie.ts';

/** `POST /moderator/invitation`: what an invitation offers. */
export function invitationRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forAnyone({
      summary: 'Look at an invitation',
      success: { status: 200, description: 'What it offers', schema: invitationSchema },
      problems: ['invalid-request', 'invitation-invalid', 'body-too-large'],
    }),
    jsonBody(invitationRequestSchema),
    async (c) => {
      const invitation = await moderator.accounts.readInvitation(c.req.valid('json').token);
      c.header('cache-control', 'no-store');
      return invitation === undefined ? problem(c, 'invitation-invalid') : c.json(invitation);
    },
  );
}

/** `POST /moderator/accept`: makes the account and signs in. */
export function acceptRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forAnyone({
      summary: 'Accept an invitation',
      success: { status: 201, description: 'The account is made and signed in', schema: acceptedSchema },
      problems: [
        'invalid-request',
        'nickname-invalid',
        'invitation-invalid',
        'name-taken',
        'code-wrong',
        'body-too-large',
      ],
    }),
    jsonBody(acceptRequestSchema, { name: 'nickname-invalid' }),
    atOnce(hashingAtOnce),
    async (c) => {
      const accepted = await moderator.accounts.accept(c.req.valid('json'));
      c.header('cache-control', 'no-store');
      if (!accepted.ok) return problem(c, accepted.error);
      const { token, account, recoveryCodes } = accepted.value;
      setSessionCookie(c, token, moderator.secureCookies);
      return c.json({ moderator: { ...account, roles: [...account.roles] }, recoveryCodes }, 201);
    },
  );
}
