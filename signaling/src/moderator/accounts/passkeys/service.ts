import {
  fail,
  ok,
  passkeyLimits,
  type AddPasskey,
  type Passkey,
  type PasskeyAssertion,
  type PasskeyCreation,
  type PasskeyRequest,
  type Result,
} from '@sotto/protocol';
import type { Clock } from '../../../ports.ts';
import type { AuditAction, AuditEntry } from '../../audit/chain.ts';
import type { Account } from '../account-store.ts';
import { challengeLifeMs, type PasskeyChallenges } from './challenges.ts';
import type { PasskeyStore, StoredPasskey, UsedPasskey } from './passkey-store.ts';
import type { RelyingParty } from './relying-party.ts';

export type PasskeyRefusal = 'passkeys-unavailable' | 'passkey-refused' | 'too-many-passkeys';

/** Passkeys (WebAuthn) as the second factor, beside the authenticator app, which every account keeps. */
export interface PasskeyService {
  /** Whether this server takes any. */
  readonly available: boolean;
  /** What a browser is asked for somebody who has yet to say who they are. */
  signInRequest(): PasskeyRequest | undefined;
  /** Which passkey of this moderator has signed, and how often it says it has. Whether that is news is for whoever uses it up. */
  verify(moderatorId: string, signed: PasskeyAssertion): Promise<UsedPasskey | undefined>;
  list(of: Account): Promise<Passkey[]>;
  creation(by: Account): Promise<Result<PasskeyCreation, PasskeyRefusal>>;
  /** Uses up the challenge, unless an attestation comes along that nobody asked for. */
  add(by: Account, request: AddPasskey): Promise<Result<Passkey, PasskeyRefusal>>;
  rename(by: Account, id: string, name: string): Promise<boolean>;
  remove(by: Account, id: string): Promise<boolean>;
}

export interface PasskeyParts {
  readonly store: PasskeyStore;
  readonly challenges: PasskeyChallenges;
  /** Absent: none are taken. */
  readonly party: RelyingParty | undefined;
  readonly clock: Clock;
}

/** EdDSA, ES256 and RS256 (RFC 9053): what authenticators have. */
const algorithms = [-8, -7, -257];
/**
 * Whether an attestation asks nobody to be believed. The library follows what certificates say, their lists of revoked ones by the network
 * too, before it looks who signed them: whoever adds a passkey could send the server anywhere. No certificate is asked for, so none is read.
 */
async function isPlain(attestationObject: string): Promise<boolean> {
  const { decodeAttestationObject, isoBase64URL } = await helpers();
  try {
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject));
    const format = attestation.get('fmt');
    return format === 'none' || (format === 'packed' && attestation.get('attStmt').get('x5c') === undefined);
  } catch {
    return false;
  }
}

const signInPurpose = 'sign-in';

/** Loaded with the first passkey: most servers never see one. */
const library = () => import('@simplewebauthn/server');
const helpers = () => import('@simplewebauthn/server/helpers');

export function createPasskeyService({ store, challenges, party, clock }: PasskeyParts): PasskeyService {
  const entry = (by: Account, action: AuditAction, name?: string): AuditEntry => ({
    atMs: clock(),
    actor: by.id,
    action,
    subject: by.id,
    details: name === undefined ? {} : { passkey: name },
  });
  const addPurpose = ({ id }: Account): string => `add\0${id}`;
  return {
    available: party !== undefined,

    signInRequest: () =>
      party && {
        challenge: challenges.make(signInPurpose),
        rpId: party.id,
        timeout: challengeLifeMs,
        userVerification: 'preferred',
      },

    verify: async (moderatorId, signed) => {
      if (party === undefined) return undefined;
      const stored = await store.find(signed.id, moderatorId);
      if (stored === undefined) return undefined;
      const { verifyAuthenticationResponse } = await library();
      const { id, counter } = stored;
      // Without the user handle, which is another name for the account that was found by its own.
      const { clientDataJSON, authenticatorData, signature } = signed.response;
      const verified = await verifyAuthenticationResponse({
        response: { ...signed, response: { clientDataJSON, authenticatorData, signature } },
        expectedChallenge: (challenge) => challenges.use(challenge, signInPurpose),
        expectedOrigin: [...party.origins],
        expectedRPID: party.id,
        // The library holds the counter against the stored one; so does the store once more, when the passkey is used up.
        credential: { id, publicKey: Uint8Array.from(stored.publicKey), counter },
        requireUserVerification: false,
      }).catch(() => undefined);
      if (verified?.verified !== true) return undefined;
      return { id, counter: verified.authenticationInfo.newCounter };
    },

    list: async ({ id }) => (await store.list(id)).map(told),

    creation: async (by) => {
      if (party === undefined) return fail('passkeys-unavailable');
      const known = await store.list(by.id);
      if (known.length >= passkeyLimits.maxPasskeys) return fail('too-many-passkeys');
      return ok({
        rp: { id: party.id, name: 'Sotto' },
        user: { id: by.id, name: by.name, displayName: by.name },
        challenge: challenges.make(addPurpose(by)),
        pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key', alg })),
        timeout: challengeLifeMs,
        excludeCredentials: known.map(({ id }) => ({ type: 'public-key', id })),
        // One that the browser finds by itself: so nobody is told which passkeys a name has.
        authenticatorSelection: {
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'preferred',
        },
        attestation: 'none',
      });
    },

    add: async (by, { name, credential }) => {
      if (party === undefined) return fail('passkeys-unavailable');
      if (!(await isPlain(credential.response.attestationObject))) return fail('passkey-refused');
      const { verifyRegistrationResponse } = await library();
      const verified = await verifyRegistrationResponse({
        response: credential,
        expectedChallenge: (challenge) => challenges.use(challenge, addPurpose(by)),
        expectedOrigin: [...party.origins],
        expectedRPID: party.id,
        requireUserVerification: false,
        supportedAlgorithmIDs: algorithms,
      }).catch(() => undefined);
      if (verified?.verified !== true) return fail('passkey-refused');
      const { id, publicKey, counter } = verified.registrationInfo.credential;
      const passkey: StoredPasskey = {
        id,
        moderatorId: by.id,
        name,
        publicKey: Buffer.from(publicKey),
        counter,
        createdAtMs: clock(),
        usedAtMs: null,
      };
      const added = await store.add(passkey, passkeyLimits.maxPasskeys, entry(by, 'passkey-added', name));
      return added === 'added' ? ok(told(passkey)) : fail(added);
    },

    rename: (by, id, name) => store.rename(id, by.id, name, entry(by, 'passkey-renamed', name)),
    remove: (by, id) => store.remove(id, by.id, (name) => entry(by, 'passkey-removed', name)),
  };
}

function told({ id, name, createdAtMs, usedAtMs }: StoredPasskey): Passkey {
  return { id, name, createdAtMs, ...(usedAtMs !== null && { usedAtMs }) };
}
