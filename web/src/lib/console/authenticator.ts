import {
  fail,
  ok,
  passkeyAssertionSchema,
  passkeyRegistrationSchema,
  type PasskeyAssertion,
  type PasskeyCreation,
  type PasskeyRegistration,
  type PasskeyRequest,
  type Result,
} from '@sotto/protocol';

/** `known`: this device has one for the account already. `given-up`: closed, too late, or not to be had; browsers don't say which. */
export type AuthenticatorFailure = 'known' | 'given-up';

export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

/** Lets the person choose a passkey of this site and sign with it. */
export async function signWithPasskey(
  request: PasskeyRequest,
): Promise<Result<PasskeyAssertion, AuthenticatorFailure>> {
  try {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    return ok(passkeyAssertionSchema.parse(await startAuthentication({ optionsJSON: request })));
  } catch (error) {
    return fail(failureOf(error));
  }
}

/** Lets the person make a passkey for this site. */
export async function makePasskey(
  creation: PasskeyCreation,
): Promise<Result<PasskeyRegistration, AuthenticatorFailure>> {
  try {
    const { startRegistration } = await import('@simplewebauthn/browser');
    return ok(passkeyRegistrationSchema.parse(await startRegistration({ optionsJSON: creation })));
  } catch (error) {
    return fail(failureOf(error));
  }
}

function failureOf(error: unknown): AuthenticatorFailure {
  return error instanceof Error && error.name === 'InvalidStateError' ? 'known' : 'given-up';
}
