import * as z from 'zod/mini';
import { base64Url } from '../primitives.ts';
import { nicknameSchema } from '../profile.ts';
import { passkeyAssertionSchema } from './passkeys.ts';

/** Bodies of the moderator API under `/api/v1/moderator`: who moderates, and how they sign in. */

export const moderatorPath = '/moderator';

/**
 * Every request to the moderator API carries this header, whatever its value. A page of another origin can't set it without
 * asking first (CORS), and is refused.
 */
export const consoleHeader = 'x-sotto-console';

/** Goes with requests that no key or click has caused: they keep nobody signed in. */
export const unattendedHeader = 'x-sotto-unattended';

/**
 * What somebody may do. `moderator` judges reports; `child-safety` also opens evidence that is sealed to it; `administrator` looks after accounts and
 * the audit log. One person can have several.
 */
export const moderatorRoles = ['moderator', 'child-safety', 'administrator'] as const;
export type ModeratorRole = (typeof moderatorRoles)[number];

export const moderatorRolesSchema = z.array(z.enum(moderatorRoles)).check(
  z.minLength(1),
  z.maxLength(moderatorRoles.length),
  z.refine((roles) => new Set(roles).size === roles.length, 'repeats an entry'),
);

export const moderatorIdSchema = base64Url(16);
/** Of an invitation link; also what the link of the first administrator carries. */
export const invitationTokenSchema = base64Url(32);

/** Long, and nothing else asked: rules on characters make worse passwords (NIST SP 800-63B §3.1.1.2). */
export const passwordLimits = { minChars: 12, maxChars: 200 } as const;
export const passwordSchema = z.string().check(
  z.maxLength(passwordLimits.maxChars),
  z.overwrite((text) => text.normalize('NFC')),
  z.refine((text) => [...text].length >= passwordLimits.minChars, 'at least 12 characters'),
);

/** Six digits of an authenticator app (RFC 6238), or a recovery code. */
const secondFactorSchema = z.string().check(z.minLength(6), z.maxLength(40));

/** Names somebody by the name they chose; what no name can be names nobody. The second factor is one of the two: a code, or what a passkey has signed. */
export const signInRequestSchema = z
  .strictObject({
    name: z.string().check(z.minLength(1), z.maxLength(200)),
    password: z.string().check(z.minLength(1), z.maxLength(passwordLimits.maxChars)),
    code: z.optional(secondFactorSchema),
    passkey: z.optional(passkeyAssertionSchema),
  })
  .check(
    z.refine(({ code, passkey }) => (code === undefined) !== (passkey === undefined), {
      path: ['code'],
      error: 'a code or a passkey, and not both',
    }),
  );
export type SignInRequest = z.infer<typeof signInRequestSchema>;

export const moderatorSchema = z.object({
  id: moderatorIdSchema,
  name: z.string(),
  roles: moderatorRolesSchema,
});
export type Moderator = z.infer<typeof moderatorSchema>;

/** Answers who has signed in. */
export const signedInSchema = z.object({
  moderator: moderatorSchema,
  /** Recovery codes that are left. */
  recoveryCodesLeft: z.int(),
});
export type SignedIn = z.infer<typeof signedInSchema>;

export const invitationRequestSchema = z.strictObject({ token: invitationTokenSchema });

/** What an invitation offers, and the secret to put into an authenticator app before it is accepted. */
export const invitationSchema = z.object({
  roles: moderatorRolesSchema,
  /** Base32 (RFC 4648), for SHA-1, six digits, 30 seconds: what every app takes. */
  totpSecret: z.string(),
  expiresAtMs: z.int(),
});
export type Invitation = z.infer<typeof invitationSchema>;

export const acceptRequestSchema = z.strictObject({
  token: invitationTokenSchema,
  name: nicknameSchema,
  password: passwordSchema,
  code: z.string().check(z.regex(/^\d{6}$/, 'six digits')),
});
export type AcceptRequest = z.infer<typeof acceptRequestSchema>;

/** Answers an accepted invitation. The codes are shown this once. */
export const acceptedSchema = z.object({
  moderator: moderatorSchema,
  recoveryCodes: z.array(z.string()),
});
export type Accepted = z.infer<typeof acceptedSchema>;

export const inviteRequestSchema = z.strictObject({ roles: moderatorRolesSchema });
export const invitedSchema = z.object({ token: invitationTokenSchema, expiresAtMs: z.int() });
export type Invited = z.infer<typeof invitedSchema>;

/** One account, as administrators see it. */
export const accountSchema = z.object({
  ...moderatorSchema.shape,
  createdAtMs: z.int(),
  /** Cannot sign in any more. */
  disabled: z.boolean(),
});
export const accountsSchema = z.object({ accounts: z.array(accountSchema) });
export type Accounts = z.infer<typeof accountsSchema>;

/** Changes an account; what is left out stays. */
export const accountChangeSchema = z.strictObject({
  roles: z.optional(moderatorRolesSchema),
  disabled: z.optional(z.boolean()),
});
export type AccountChange = z.infer<typeof accountChangeSchema>;
