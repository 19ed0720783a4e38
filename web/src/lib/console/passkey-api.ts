import {
  moderatorPath,
  passkeyCreationSchema,
  passkeyRequestSchema,
  passkeySchema,
  passkeysSchema,
  signInWaysSchema,
  type Passkey,
  type PasskeyCreation,
  type PasskeyRegistration,
  type PasskeyRequest,
  type Passkeys,
  type SignInWays,
} from '@sotto/protocol';
import type { ApiCaller, ApiResult, Call } from '../session/api-caller.ts';

/** The part of the moderator API that is about passkeys. */
export interface PasskeyApi {
  ways(): ApiResult<SignInWays>;
  /** What to sign to get in. */
  signInChallenge(): ApiResult<PasskeyRequest>;
  list(): ApiResult<Passkeys>;
  /** What to make a passkey by. */
  creation(): ApiResult<PasskeyCreation>;
  add(name: string, credential: PasskeyRegistration): ApiResult<Passkey>;
  rename(id: string, name: string): ApiResult<void>;
  remove(id: string): ApiResult<void>;
}

export function createPasskeyApi({ read, command }: ApiCaller): PasskeyApi {
  const call = (method: Call['method'], path: string, body?: unknown): Call => ({
    method,
    path: moderatorPath + path,
    fromConsole: true,
    ...(body !== undefined && { body }),
  });
  return {
    ways: () => read(signInWaysSchema, call('GET', '/sign-in')),
    signInChallenge: () => read(passkeyRequestSchema, call('POST', '/sign-in/challenge')),
    list: () => read(passkeysSchema, call('GET', '/passkeys')),
    creation: () => read(passkeyCreationSchema, call('POST', '/passkeys/challenge')),
    add: (name, credential) => read(passkeySchema, call('POST', '/passkeys', { name, credential })),
    rename: (id, name) => command(call('PATCH', `/passkeys/${id}`, { name })),
    remove: (id) => command(call('DELETE', `/passkeys/${id}`)),
  };
}
