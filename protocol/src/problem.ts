import * as z from 'zod/mini';
import { reportRefusals, type ReportRefusalCode } from './report/refusals.ts';
import { statementSchema } from './statement-of-reasons.ts';
import { roles } from './wire/card.ts';

/**
 * The problems the HTTP API can answer with (RFC 9457). `type` is `urn:sotto:problem:` followed by the key;
 * the title is for people, the type for programs.
 */
export const problems = {
  'invalid-request': { status: 400, title: 'The request does not fit its schema' },
  'body-too-large': { status: 413, title: 'The request body is too large' },
  'proof-of-work-invalid': { status: 400, title: 'The proof of work is wrong, used before or too old' },
  'signature-invalid': { status: 400, title: 'The signature does not belong to the public key' },
  'nickname-invalid': { status: 400, title: 'This nickname cannot be used' },
  'under-age': { status: 403, title: 'Sotto is for adults of 18 or over' },
  banned: { status: 403, title: 'This identity is shut out' },
  'token-missing': { status: 401, title: 'An access token is needed' },
  'token-invalid': { status: 401, title: 'The access token is not valid' },
  'token-expired': { status: 401, title: 'The access token has expired' },
  'refresh-invalid': { status: 401, title: 'The refresh token is not valid' },
  'refresh-reused': { status: 401, title: 'The refresh token was used before; the session has ended' },
  'session-ended': { status: 401, title: 'The session has ended' },
  'sign-in-failed': { status: 401, title: 'Name, password and code do not fit together' },
  'signed-out': { status: 401, title: 'Nobody is signed in' },
  'sign-in-again': { status: 403, title: 'The sign-in is too long ago for this' },
  'role-missing': { status: 403, title: 'This account may not do that' },
  'console-only': { status: 403, title: 'Only the console may ask for this' },
  'invitation-invalid': { status: 404, title: 'The invitation was used, has expired or never was' },
  'code-wrong': { status: 400, title: 'The code of the authenticator app is wrong' },
  'passkey-refused': { status: 400, title: 'The passkey does not fit, or came too late' },
  'passkeys-unavailable': { status: 404, title: 'This server takes no passkeys' },
  'too-many-passkeys': { status: 409, title: 'This account has as many passkeys as one can have' },
  'name-taken': { status: 409, title: 'Somebody has this name' },
  'last-administrator': { status: 409, title: 'Nobody would be left to administer the accounts' },
  'case-held': { status: 409, title: 'Somebody else works on this report' },
  'case-not-held': { status: 409, title: 'The report must be claimed first' },
  'case-decided': { status: 409, title: 'The report was decided' },
  'case-sealed': { status: 403, title: 'The report is for another role' },
  'undo-too-late': { status: 409, title: 'The decision can no longer be taken back' },
  'appeal-closed': { status: 409, title: 'This decision can no longer be appealed against' },
  'appeal-own': { status: 403, title: 'Somebody else than who decided first decides on an appeal' },
  'appeal-not-shorter': { status: 409, title: 'The ban would not end earlier' },
  'report-refused': { status: 422, title: 'The report does not hold' },
  'origin-forbidden': { status: 403, title: 'Requests from this origin are not accepted' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This method is not allowed here' },
  'upgrade-required': { status: 426, title: 'This address speaks WebSocket only' },
  unavailable: { status: 503, title: 'The server cannot take this on right now' },
  internal: { status: 500, title: 'Something failed in the server' },
} as const;

export type ProblemKind = keyof typeof problems;

export const problemTypePrefix = 'urn:sotto:problem:';

export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  /** For `invalid-request`: where in the body, and what is wrong there. */
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
  /** For `report-refused`: what is wrong, and with which message. */
  refusal: z.optional(
    z.object({
      code: z.enum(Object.keys(reportRefusals) as [ReportRefusalCode, ...ReportRefusalCode[]]),
      role: z.optional(z.enum(roles)),
      seq: z.optional(z.int()),
    }),
  ),
  /** For `banned`: why, and until when. */
  ban: z.optional(statementSchema),
  /** For `too-many-requests`: seconds until another try can succeed. */
  retryAfter: z.optional(z.int()),
});
export type Problem = z.infer<typeof problemSchema>;
