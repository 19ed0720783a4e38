import type { ModeratorRole } from '@sotto/protocol';

/**
 * Who may use a route: whoever knows a secret that the route itself asks for, a visitor where there is nothing to guess, everybody who has signed in, or did so
 * just now, or whoever has one of the roles.
 */
export type Access = 'anyone' | 'visitor' | 'signed-in' | 'just-signed-in' | readonly ModeratorRole[];

const administrator = ['administrator'] as const;
/** Each judges what lies at a desk of theirs. */
const judges = ['moderator', 'child-safety', 'administrator'] as const;

/**
 * The one place that says who may do what, by method and path below `/api/v1/moderator`. A route that is not here is refused to everybody. What depends on the
 * very report (who holds it, what is sealed) is decided by its handler besides.
 */
export const accessRules: Readonly<Record<string, Access>> = {
  'POST /invitation': 'anyone',
  'POST /accept': 'anyone',
  'GET /sign-in': 'visitor',
  'POST /sign-in': 'anyone',
  'POST /sign-in/challenge': 'visitor',
  'GET /me': 'signed-in',
  'POST /sign-out': 'signed-in',
  'GET /passkeys': 'signed-in',
  'POST /passkeys': 'just-signed-in',
  'POST /passkeys/challenge': 'just-signed-in',
  'PATCH /passkeys/:id': 'signed-in',
  'DELETE /passkeys/:id': 'signed-in',
  'POST /invitations': administrator,
  'GET /accounts': administrator,
  'PATCH /accounts/:id': administrator,
  'GET /queue': 'signed-in',
  'GET /queue/counts': 'signed-in',
  'GET /queue/news': 'signed-in',
  'POST /queue/find': 'signed-in',
  'GET /cases/:id': 'signed-in',
  'POST /cases/:id/escalate': 'signed-in',
  'POST /cases/:id/claim': judges,
  'POST /cases/:id/release': judges,
  'GET /cases/:id/evidence': judges,
  'POST /cases/:id/notes': judges,
  'POST /cases/:id/decide': judges,
  'POST /decisions/:id/undo': judges,
  'GET /analytics': judges,
  'GET /analytics/export': judges,
  'POST /cases/:id/hold': ['child-safety', 'administrator'],
  'GET /appeals': 'signed-in',
  'GET /appeals/:id': 'signed-in',
  'POST /appeals/:id/claim': judges,
  'POST /appeals/:id/release': judges,
  'GET /appeals/:id/evidence': judges,
  'POST /appeals/:id/decide': judges,
  'GET /audit': administrator,
  'POST /audit/verify': administrator,
};

export function mayUse(access: Access, roles: readonly ModeratorRole[]): boolean {
  return typeof access === 'string' || access.some((role) => roles.includes(role));
}
