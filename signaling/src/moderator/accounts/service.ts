import { createHash, createHmac } from 'node:crypto';
import {
  fail,
  fromBase64Url,
  ok,
  toBase64Url,
  type AcceptRequest,
  type Accepted,
  type AccountChange,
  type Invitation,
  type Invited,
  type ModeratorRole,
  type PasskeyAssertion,
  type RandomBytes,
  type Result,
  type SignInRequest,
} from '@sotto/protocol';
import type { Clock } from '../../ports.ts';
import type { AuditAction, AuditEntry } from '../audit/chain.ts';
import type { Account, AccountStore, ListedAccount, SignIn, StoredAccount } from './account-store.ts';
import { tryNow } from './lockout.ts';
import { nameKey } from './name-key.ts';
import type { Passwords } from './password.ts';
import { makeRecoveryCodes, recoveryCodeHash } from './recovery-codes.ts';
import type { PasskeyService } from './passkeys/service.ts';
import { isAlive, isFresh, shouldNote } from './session-rules.ts';
import { base32Of, stepOf, type SecondFactor } from './totp.ts';

export type SignInRefusal =
  { readonly kind: 'sign-in-failed' } | { readonly kind: 'too-many-requests'; readonly retryAfterS: number };

/** A session as its cookie carries it, and whose it is. */
export interface OpenedSession {
  readonly token: string;
  readonly account: Account;
}

/** Accounts from invitation to sign-out. What it is given was checked by the schemas of `protocol`. */
export interface AccountService {
  /** An invitation for the first administrator, with every role; absent where there is somebody already. */
  inviteFirst(): Promise<string | undefined>;
  invite(by: Account, roles: readonly ModeratorRole[]): Promise<Invited>;
  readInvitation(token: string): Promise<Invitation | undefined>;
  accept(
    request: AcceptRequest,
  ): Promise<
    Result<
      OpenedSession & Pick<Accepted, 'recoveryCodes'>,
      'invitation-invalid' | 'name-taken' | 'code-wrong'
    >
  >;
  /** Takes as long for a name that nobody has. */
  signIn(request: SignInRequest): Promise<Result<OpenedSession, SignInRefusal>>;
  /** Whose session this is, if it lives. @param attended whether somebody has pressed something: that alone keeps it alive */
  authenticate(token: string, attended?: boolean): Promise<Account | undefined>;
  /** The same, for what a page does while nobody sits at it: it keeps no session alive. */
  isSignedIn(token: string): Promise<boolean>;
  /** Whether this session began just now. */
  isFresh(token: string): Promise<boolean>;
  signOut(token: string, account: Account): Promise<void>;
  recoveryCodesLeft(id: string): Promise<number>;
  list(): Promise<ListedAccount[]>;
  change(
    by: Account,
    id: string,
    change: AccountChange,
  ): Promise<ListedAccount | 'unknown' | 'last-administrator'>;
  sweep(): Promise<void>;
}

export interface AccountParts {
  readonly store: AccountStore;
  readonly passwords: Passwords;
  readonly secondFactor: SecondFactor;
  readonly passkeys: Pick<PasskeyService, 'verify'>;
  /** `moderatorAccounts` of the secrets. */
  readonly key: Uint8Array;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
}

const tokenBytes = 32;
const idBytes = 16;
const invitationMs = 48 * 60 * 60_000;
const everyRole: readonly ModeratorRole[] = ['moderator', 'child-safety', 'administrator'];

export function createAccountService(parts: AccountParts): AccountService {
  const { store, passwords, secondFactor, passkeys, key, clock, randomBytes } = parts;
  const entry = (
    actor: string,
    action: AuditAction,
    subject: string,
    details: AuditEntry['details'] = {},
  ): AuditEntry => ({ atMs: clock(), actor, action, subject, details });
  const makeInvitation = async (
    roles: readonly ModeratorRole[],
    by: Account | undefined,
  ): Promise<Invited> => {
    const token = toBase64Url(randomBytes(tokenBytes));
    const expiresAtMs = clock() + invitationMs;
    const invitation = { tokenHash: hashOf(token), roles, isFirst: by === undefined, expiresAtMs };
    await store.invite(invitation, by && entry(by.id, 'invited', 'invitation', { roles }));
    return { token, expiresAtMs };
  };

  const factorOf = ({ id, totpSecret }: StoredAccount, code: string, nowMs: number): SignIn['factor'] => {
    const step = stepOf(code, secondFactor.unwrap(id, totpSecret), nowMs);
    return step === undefined ? { recoveryCodeHash: recoveryCodeHash(key, id, code) } : { step };
  };
  const passkeyFactorOf = async (
    id: string,
    signed: PasskeyAssertion,
  ): Promise<SignIn['factor'] | undefined> => {
    const passkey = await passkeys.verify(id, signed);
    return passkey && { passkey };
  };

  return {
    inviteFirst: async () => {
      if (await store.hasAny()) return undefined;
      return (await makeInvitation(everyRole, undefined)).token;
    },

    invite: (by, roles) => makeInvitation(roles, by),

    readInvitation: async (token) => {
      const found = await store.findInvitation(hashOf(token), clock());
      if (found === undefined) return undefined;
      const totpSecret = base32Of(secondFactor.secretFor(hashOf(token)));
      return { roles: [...found.roles], totpSecret, expiresAtMs: found.expiresAtMs };
    },

    accept: async ({ token, name, password, code }) => {
      const invitationHash = hashOf(token);
      const nowMs = clock();
      if ((await store.findInvitation(invitationHash, nowMs)) === undefined)
        return fail('invitation-invalid');
      const secret = secondFactor.secretFor(invitationHash);
      const totpStep = stepOf(code, secret, nowMs);
      if (totpStep === undefined) return fail('code-wrong');
      const id = toBase64Url(randomBytes(idBytes));
      const session = toBase64Url(randomBytes(tokenBytes));
      const recoveryCodes = makeRecoveryCodes(randomBytes);
      const account = await store.accept(
        invitationHash,
        {
          id,
          name,
          nameKey: nameKey(name),
          password: await passwords.hash(password),
          totpSecret: secondFactor.wrap(id, secret),
          totpStep,
          recoveryCodeHashes: recoveryCodes.map((one) => recoveryCodeHash(key, id, one)),
          createdAtMs: nowMs,
          tokenHash: hashOf(session),
        },
        entry(id, 'account-made', id),
      );
      return typeof account === 'string' ? fail(account) : ok({ token: session, account, recoveryCodes });
    },

    signIn: async ({ name, password, code, passkey }) => {
      const tryKey = createHmac('sha256', key)
        .update(`try\0${nameKey(name)}`)
        .digest();
      const verdict = await store.countTry(tryKey, (before) => tryNow(before, clock()));
      if (!verdict.allowed)
        return fail({ kind: 'too-many-requests', retryAfterS: Math.ceil(verdict.waitMs / 1_000) });
      const found = await store.findByName(nameKey(name));
      const known = found?.disabledAtMs === null ? found : undefined;
      const isRight = await passwords.verify(password, known?.password);
      if (known === undefined || !isRight) return fail({ kind: 'sign-in-failed' });
      const { id, roles } = known;
      const nowMs = clock();
      const factor =
        passkey === undefined ? factorOf(known, code ?? '', nowMs) : await passkeyFactorOf(id, passkey);
      if (factor === undefined) return fail({ kind: 'sign-in-failed' });
      const token = toBase64Url(randomBytes(tokenBytes));
      const signedIn = await store.signIn(
        { moderatorId: id, factor, tryKey, tokenHash: hashOf(token), nowMs },
        entry(id, 'signed-in', id, { with: wordFor(factor) }),
      );
      if (!signedIn) return fail({ kind: 'sign-in-failed' });
      return ok({ token, account: { id, name: known.name, roles } });
    },

    authenticate: async (token, attended = true) => {
      const tokenHash = hashOf(token);
      const found = await store.findSession(tokenHash);
      const nowMs = clock();
      if (found === undefined || !isAlive(found, nowMs)) return undefined;
      if (attended && shouldNote(found, nowMs)) await store.noteUse(tokenHash, nowMs);
      return found.account;
    },

    isSignedIn: async (token) => {
      const found = await store.findSession(hashOf(token));
      return found !== undefined && isAlive(found, clock());
    },

    isFresh: async (token) => {
      const found = await store.findSession(hashOf(token));
      return found !== undefined && isFresh(found, clock());
    },

    signOut: (token, { id }) => store.endSession(hashOf(token), entry(id, 'signed-out', id)),
    recoveryCodesLeft: (id) => store.recoveryCodesLeft(id),
    list: () => store.list(),
    change: (by, id, change) =>
      store.change(
        id,
        change,
        entry(by.id, 'account-changed', id, {
          ...(change.roles !== undefined && { roles: change.roles }),
          ...(change.disabled !== undefined && { disabled: change.disabled }),
        }),
      ),
    sweep: () => store.sweep(clock()),
  };
}

/** How the log names what somebody has signed in with. */
function wordFor(factor: SignIn['factor']): string {
  if ('passkey' in factor) return 'passkey';
  return 'step' in factor ? 'totp' : 'recovery-code';
}

/** What is stored of a token: 256 random bits need no slow hash. */
function hashOf(token: string): Buffer {
  return createHash('sha256')
    .update(fromBase64Url(token) ?? '')
    .digest();
}
