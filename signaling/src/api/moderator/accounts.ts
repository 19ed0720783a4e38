import {
  accountChangeSchema,
  accountSchema,
  accountsSchema,
  invitedSchema,
  inviteRequestSchema,
} from '@sotto/protocol';
import type * as z from 'zod/mini';
import type { ListedAccount } from '../../moderator/accounts/account-store.ts';
import { apiFactory, type ApiContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { problem } from '../problem.ts';
import { forModerators } from './described.ts';

/** `POST /moderator/invitations`: invites somebody. Whoever is given the token can make the account. */
export function invitationsRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Invite a moderator',
      success: { status: 201, description: 'The invitation', schema: invitedSchema },
      problems: ['invalid-request', 'body-too-large'],
    }),
    jsonBody(inviteRequestSchema),
    async (c) => c.json(await moderator.accounts.invite(c.get('moderator'), c.req.valid('json').roles), 201),
  );
}

/** `GET /moderator/accounts`: everybody who moderates, or did. */
export function accountsRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'List the accounts',
      success: { status: 200, description: 'All accounts', schema: accountsSchema },
      problems: [],
    }),
    async (c) => c.json({ accounts: (await moderator.accounts.list()).map(told) }),
  );
}

/** `PATCH /moderator/accounts/:id`: changes roles, shuts an account out or lets it in again. */
export function accountChangeRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Change an account',
      success: { status: 200, description: 'The account as it is now', schema: accountSchema },
      problems: ['invalid-request', 'not-found', 'last-administrator', 'body-too-large'],
    }),
    jsonBody(accountChangeSchema),
    async (c) => {
      const id = c.req.param('id') ?? '';
      const changed = await moderator.accounts.change(c.get('moderator'), id, c.req.valid('json'));
      if (changed === 'unknown') return problem(c, 'not-found');
      if (changed === 'last-administrator') return problem(c, 'last-administrator');
      return c.json(told(changed));
    },
  );
}

function told({ disabledAtMs, roles, ...account }: ListedAccount): z.infer<typeof accountSchema> {
  return { ...account, roles: [...roles], disabled: disabledAtMs !== null };
}
