import type { RandomBytes } from '@sotto/protocol';
import type { Tables } from '../cases/database.ts';
import type { Secrets } from '../config/secrets.ts';
import type { Clock } from '../ports.ts';
import { createPasswords, type PasswordCost } from './accounts/password.ts';
import { createAccountService, type AccountService } from './accounts/service.ts';
import { createAccountStore } from './accounts/sql-account-store.ts';
import { createSecondFactor } from './accounts/totp.ts';
import { createAppendAudit } from './audit/append.ts';

export interface ModerationParts {
  readonly tables: Tables;
  readonly secrets: Pick<Secrets, 'moderatorAccounts' | 'audit'>;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** For tests, which have no time for a dear one. */
  readonly passwordCost?: PasswordCost | undefined;
}

/** What moderators work with, behind the API. */
export interface Moderation {
  readonly accounts: AccountService;
}

export function createModeration(parts: ModerationParts): Moderation {
  const { tables, secrets, clock, randomBytes } = parts;
  const append = createAppendAudit(secrets.audit);
  const key = secrets.moderatorAccounts;
  const accounts = createAccountService({
    store: createAccountStore(tables, append),
    passwords: createPasswords(key, randomBytes, parts.passwordCost),
    secondFactor: createSecondFactor(key),
    key,
    clock,
    randomBytes,
  });
  return { accounts };
}
