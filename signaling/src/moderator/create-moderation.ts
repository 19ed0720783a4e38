import type { RandomBytes } from '@sotto/protocol';
import type { EvidenceBox } from '../cases/evidence-box.ts';
import type { ReporterRecords } from '../cases/reporters/records.ts';
import type { Tables } from '../cases/database.ts';
import type { Secrets } from '../config/secrets.ts';
import type { UsedOnce } from '../challenge/once.ts';
import type { Clock } from '../ports.ts';
import { createPasswords, type PasswordCost } from './accounts/password.ts';
import { createAccountService, type AccountService } from './accounts/service.ts';
import { createPasskeyChallenges } from './accounts/passkeys/challenges.ts';
import { createPasskeyStore } from './accounts/passkeys/passkey-store.ts';
import { relyingPartyOf } from './accounts/passkeys/relying-party.ts';
import { createPasskeyService, type PasskeyService } from './accounts/passkeys/service.ts';
import { createAccountStore } from './accounts/sql-account-store.ts';
import { createSecondFactor } from './accounts/totp.ts';
import { createAppealService, type AppealService } from './appeals/service.ts';
import { createAppealDesk } from './appeals/sql-appeal-desk.ts';
import { createAppendAudit } from './audit/append.ts';
import { createAuditService, type AuditService } from './audit/service.ts';
import { createBans, type Bans } from './bans/bans.ts';
import { createQueueNews, type QueueNews } from './cases/queue-news.ts';
import { createCaseService, type CaseParts, type CaseService } from './cases/service.ts';
import { createCaseDesk } from './cases/sql-case-desk.ts';
import { createInsightService, type InsightService } from './insight/service.ts';
import { createTransparencyService, type TransparencyService } from './insight/transparency.ts';
import { createTextBox } from './cases/text-box.ts';
import { createStatements, type Statements } from './statements/service.ts';

export interface ModerationParts {
  readonly tables: Tables;
  readonly secrets: Pick<Secrets, 'moderatorAccounts' | 'audit' | 'caseText' | 'banHandle' | 'statement'>;
  readonly box: Pick<EvidenceBox, 'open'>;
  readonly evidenceOf: CaseParts['evidenceOf'];
  readonly reporters: Pick<ReporterRecords, 'besides' | 'settle'>;
  /** Passkeys belong to the first one's name. */
  readonly publicOrigins: readonly string[];
  readonly used: UsedOnce;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  /** For tests, which have no time for a dear one. */
  readonly passwordCost?: PasswordCost | undefined;
}

/** What moderators work with, behind the API. */
export interface Moderation {
  readonly accounts: AccountService;
  readonly passkeys: PasskeyService;
  readonly cases: CaseService;
  readonly audit: AuditService;
  readonly news: QueueNews;
  readonly insight: InsightService;
  readonly transparency: TransparencyService;
  readonly bans: Bans;
  readonly appeals: AppealService;
  readonly statements: Statements;
}

export function createModeration(parts: ModerationParts): Moderation {
  const { tables, secrets, clock, randomBytes } = parts;
  const append = createAppendAudit(secrets.audit);
  const key = secrets.moderatorAccounts;
  const passkeys = createPasskeyService({
    store: createPasskeyStore(tables, append),
    challenges: createPasskeyChallenges({ key, used: parts.used, clock, randomBytes }),
    party: relyingPartyOf(parts.publicOrigins),
    clock,
  });
  const accounts = createAccountService({
    store: createAccountStore(tables, append),
    passwords: createPasswords(key, randomBytes, parts.passwordCost),
    secondFactor: createSecondFactor(key),
    passkeys,
    key,
    clock,
    randomBytes,
  });
  const textBox = createTextBox(secrets.caseText, randomBytes);
  const statements = createStatements({
    tables,
    append,
    textBox,
    key: secrets.statement,
    onAcknowledged: (decisionId) => bans.acknowledged(decisionId),
    clock,
  });
  const bans = createBans({ tables, statements, key: secrets.banHandle, clock });
  const { box, evidenceOf, reporters } = parts;
  const desk = createCaseDesk(tables, append);
  const appealDesk = createAppealDesk(tables, append);
  const cases = createCaseService({ desk, evidenceOf, box, textBox, bans, reporters, clock, randomBytes });
  const news = createQueueNews({ version: () => desk.version(), counts: () => cases.counts(), clock });
  return {
    accounts,
    passkeys,
    cases,
    audit: createAuditService(tables, secrets.audit, append, clock),
    news,
    insight: createInsightService(tables, clock),
    transparency: createTransparencyService(tables, clock),
    bans,
    appeals: createAppealService({ desk: appealDesk, box, textBox, bans, reporters, clock }),
    statements,
  };
}
