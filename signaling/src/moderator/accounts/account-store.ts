import type { AccountChange, ModeratorRole } from '@sotto/protocol';
import type { AuditEntry } from '../audit/chain.ts';
import type { Tries, TryVerdict } from './lockout.ts';
import type { UsedPasskey } from './passkeys/passkey-store.ts';
import type { SessionTimes } from './session-rules.ts';

export interface NewInvitation {
  readonly tokenHash: Uint8Array;
  readonly roles: readonly ModeratorRole[];
  /** Of the first administrator: void as soon as there is an account. */
  readonly isFirst: boolean;
  readonly expiresAtMs: number;
}

export interface OpenInvitation {
  readonly roles: readonly ModeratorRole[];
  readonly expiresAtMs: number;
}

/** Who somebody is, and what they may do. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly ModeratorRole[];
}

export interface ListedAccount extends Account {
  readonly createdAtMs: number;
  readonly disabledAtMs: number | null;
}

/** With what it takes to sign in. */
export interface StoredAccount extends ListedAccount {
  readonly password: string;
  readonly totpSecret: Uint8Array;
}

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly nameKey: string;
  readonly password: string;
  readonly totpSecret: Uint8Array;
  /** Of the code that was given with it. */
  readonly totpStep: number;
  readonly recoveryCodeHashes: readonly Uint8Array[];
  readonly createdAtMs: number;
  /** The session that begins with it. */
  readonly tokenHash: Uint8Array;
}

export interface SignIn {
  readonly moderatorId: string;
  /** What was proven, and is used up by it. */
  readonly factor:
    { readonly step: number } | { readonly recoveryCodeHash: Uint8Array } | { readonly passkey: UsedPasskey };
  readonly tryKey: Uint8Array;
  readonly tokenHash: Uint8Array;
  readonly nowMs: number;
}

export interface StoredSession extends SessionTimes {
  readonly account: Account;
}

/** Accounts of moderators. PGlite and PostgreSQL pass the same contract suite. Whatever takes an entry writes it to the audit log with what it does. */
export interface AccountStore {
  hasAny(): Promise<boolean>;
  invite(invitation: NewInvitation, entry: AuditEntry | undefined): Promise<void>;
  findInvitation(tokenHash: Uint8Array, nowMs: number): Promise<OpenInvitation | undefined>;
  /** Makes the account that an invitation offers, and uses it up. Of several who come with the same one, one gets it. */
  accept(
    invitationHash: Uint8Array,
    account: NewAccount,
    entry: AuditEntry,
  ): Promise<Account | 'invitation-invalid' | 'name-taken'>;
  /** Also one that is disabled. */
  findByName(nameKey: string): Promise<StoredAccount | undefined>;
  /** Counts a try under a name as `rule` says; tries that come at once are counted one after the other. */
  countTry(key: Uint8Array, rule: (before: Tries | undefined) => TryVerdict): Promise<TryVerdict>;
  /** Begins a session and forgets the tries before it. `false`, and nothing done, where the factor was used before. */
  signIn(signIn: SignIn, entry: AuditEntry): Promise<boolean>;
  recoveryCodesLeft(moderatorId: string): Promise<number>;
  /** Sessions of disabled accounts are not there. */
  findSession(tokenHash: Uint8Array): Promise<StoredSession | undefined>;
  noteUse(tokenHash: Uint8Array, nowMs: number): Promise<void>;
  endSession(tokenHash: Uint8Array, entry: AuditEntry): Promise<void>;
  list(): Promise<ListedAccount[]>;
  /** Changes an account. Who is disabled is signed out everywhere at once. Somebody who can administer accounts always remains. */
  change(
    id: string,
    change: AccountChange,
    entry: AuditEntry,
  ): Promise<ListedAccount | 'unknown' | 'last-administrator'>;
  /** Deletes dead sessions, invitations and tries. */
  sweep(nowMs: number): Promise<void>;
}
