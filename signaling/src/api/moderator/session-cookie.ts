import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { longestMs } from '../../moderator/accounts/session-rules.ts';

export const sessionCookieName = 'sotto-moderator';

/** Sets the cookie of a moderator's session: no script reads it, and no other site's page sends it. */
export function setSessionCookie(c: Context, token: string, secure: boolean): void {
  setCookie(c, nameOf(secure), token, { ...attributes(secure), maxAge: longestMs / 1_000 });
}

export function readSessionCookie(c: Context, secure: boolean): string | undefined {
  return getCookie(c, nameOf(secure));
}

export function clearSessionCookie(c: Context, secure: boolean): void {
  deleteCookie(c, nameOf(secure), attributes(secure));
}

/** With `__Host-` before it, no other host and no unencrypted page of this one can set it. */
function nameOf(secure: boolean): string {
  return secure ? `__Host-${sessionCookieName}` : sessionCookieName;
}

function attributes(secure: boolean) {
  return { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const;
}
