import * as z from 'zod/mini';

/** Bodies of the moderator API that carry WebAuthn (Web Authentication Level 3): the JSON forms that browsers make and take. */

export const passkeyLimits = {
  maxNameChars: 50,
  /** Of one account. */
  maxPasskeys: 10,
} as const;

const bytesText = (maxChars: number) =>
  z.string().check(z.minLength(1), z.maxLength(maxChars), z.regex(/^[\w-]+$/, 'must be base64url'));

/** As an authenticator chooses it: up to 1,023 bytes. */
export const passkeyIdSchema = bytesText(1_364);
const clientDataSchema = bytesText(4_096);
const authenticatorDataSchema = bytesText(4_096);
const ofEach = {
  id: passkeyIdSchema,
  rawId: passkeyIdSchema,
  type: z.literal('public-key'),
  /** No extension is asked for. */
  clientExtensionResults: z.object({}),
};

/** What `navigator.credentials.create` gives. */
export const passkeyRegistrationSchema = z.object({
  ...ofEach,
  response: z.object({ clientDataJSON: clientDataSchema, attestationObject: bytesText(16_384) }),
});
export type PasskeyRegistration = z.infer<typeof passkeyRegistrationSchema>;

/** What `navigator.credentials.get` gives. */
export const passkeyAssertionSchema = z.object({
  ...ofEach,
  response: z.object({
    clientDataJSON: clientDataSchema,
    authenticatorData: authenticatorDataSchema,
    signature: bytesText(8_192),
    userHandle: z.optional(bytesText(100)),
  }),
});
export type PasskeyAssertion = z.infer<typeof passkeyAssertionSchema>;

/** Whether this server takes passkeys: it does where it has an address of its own. */
export const signInWaysSchema = z.object({ passkeys: z.boolean() });
export type SignInWays = z.infer<typeof signInWaysSchema>;

/** What `navigator.credentials.get` is asked. It names no account: the browser offers the passkeys that it has for this site. */
export const passkeyRequestSchema = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  userVerification: z.literal('preferred'),
});
export type PasskeyRequest = z.infer<typeof passkeyRequestSchema>;

/** What `navigator.credentials.create` is asked. */
export const passkeyCreationSchema = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  excludeCredentials: z.array(z.object({ id: z.string(), type: z.literal('public-key') })),
  authenticatorSelection: z.object({
    residentKey: z.literal('required'),
    requireResidentKey: z.literal(true),
    userVerification: z.literal('preferred'),
  }),
  attestation: z.literal('none'),
});
export type PasskeyCreation = z.infer<typeof passkeyCreationSchema>;

export const passkeySchema = z.object({
  id: passkeyIdSchema,
  name: z.string(),
  createdAtMs: z.int(),
  /** When it last signed somebody in. */
  usedAtMs: z.optional(z.int()),
});
export type Passkey = z.infer<typeof passkeySchema>;
export const passkeysSchema = z.object({ passkeys: z.array(passkeySchema), available: z.boolean() });
export type Passkeys = z.infer<typeof passkeysSchema>;

const passkeyNameSchema = z.string().check(z.maxLength(passkeyLimits.maxNameChars), z.trim(), z.minLength(1));

export const addPasskeySchema = z.strictObject({
  name: passkeyNameSchema,
  credential: passkeyRegistrationSchema,
});
export type AddPasskey = z.infer<typeof addPasskeySchema>;
export const renamePasskeySchema = z.strictObject({ name: passkeyNameSchema });
