import { signedInSchema, signInRequestSchema, type SignedIn } from '@sotto/protocol';
import type { Account } from '../../moderator/accounts/account-store.ts';
import { apiFactory, type ApiContext, type ModeratorContext } from '../context.ts';
import { jsonBody } from '../json-body.ts';
import { atOnce } from '../middleware/at-once.ts';
import { problem } from '../problem.ts';
import { forAnyone, forModerators } from './described.ts';
import { clearSessionCookie, readSessionCookie, setSessionCookie } from './session-cookie.ts';

/** Passwords that are hashed at one time: each takes 32 MB. */
export const hashingAtOnce = { most: 6, mostPerPrefix: 2 };

/** `POST /moderator/sign-in`: all at once, so that nobody learns which part was wrong. */
export function signInRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forAnyone({
      summary: 'Sign in',
      success: { status: 200, description: 'Signed in', schema: signedInSchema },
      problems: ['invalid-request', 'sign-in-failed', 'body-too-large'],
    }),
    jsonBody(signInRequestSchema),
    atOnce(hashingAtOnce),
    async (c) => {
      const opened = await moderator.accounts.signIn(c.req.valid('json'));
      c.header('cache-control', 'no-store');
      if (!opened.ok) {
        const { kind } = opened.error;
        return problem(c, kind, kind === 'too-many-requests' ? { retryAfter: opened.error.retryAfterS } : {});
      }
      setSessionCookie(c, opened.value.token, moderator.secureCookies);
      return c.json(await signedIn(moderator, opened.value.account));
    },
  );
}

/** `GET /moderator/me`: who has signed in. */
export function meRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({
      summary: 'Who has signed in',
      success: { status: 200, description: 'The account', schema: signedInSchema },
      problems: [],
    }),
    async (c) => c.json(await signedIn(moderator, c.get('moderator'))),
  );
}

/** `POST /moderator/sign-out`: ends this session. */
export function signOutRoute({ moderator }: ApiContext) {
  return apiFactory.createHandlers(
    forModerators({ summary: 'Sign out', success: { status: 204, description: 'Signed out' }, problems: [] }),
    async (c) => {
      const token = readSessionCookie(c, moderator.secureCookies) ?? '';
      await moderator.accounts.signOut(token, c.get('moderator'));
      clearSessionCookie(c, moderator.secureCookies);
      return c.body(null, 204);
    },
  );
}

async function signedIn({ accounts }: ModeratorContext, account: Account): Promise<SignedIn> {
  return {
    moderator: { ...account, roles: [...account.roles] },
    recoveryCodesLeft: await accounts.recoveryCodesLeft(account.id),
  };
}
