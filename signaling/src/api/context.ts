import type { HttpBindings } from '@hono/node-server';
import type { ConnectionReport, ProblemKind, Result, ServerInfo } from '@sotto/protocol';
import { createFactory } from 'hono/factory';
import type { ProofOfWork } from '../challenge/proof-of-work.ts';
import type { Intake } from '../cases/intake.ts';
import type { BanNotes } from '../limits/ban-notes.ts';
import type { Log } from '../log/log.ts';
import type { AddressPrefixes, OriginCheck, RateGate, SessionPrincipal } from '../ports.ts';
import type { PasskeyService } from '../moderator/accounts/passkeys/service.ts';
import type { AccountService } from '../moderator/accounts/service.ts';
import type { AppealService } from '../moderator/appeals/service.ts';
import type { AuditService } from '../moderator/audit/service.ts';
import type { Bans } from '../moderator/bans/bans.ts';
import type { InsightService } from '../moderator/insight/service.ts';
import type { TransparencyService } from '../moderator/insight/transparency.ts';
import type { QueueNews } from '../moderator/cases/queue-news.ts';
import type { CaseService } from '../moderator/cases/service.ts';
import type { Account } from '../moderator/accounts/account-store.ts';
import type { Statements } from '../moderator/statements/service.ts';
import type { AgeGate } from '../session/age-gate.ts';
import type { SessionService } from '../session/service.ts';

/** What the API works with. */
export interface ApiContext {
  readonly sessions: SessionService;
  readonly proofOfWork: ProofOfWork;
  readonly ageGate: AgeGate;
  readonly prefixes: AddressPrefixes;
  readonly rates: {
    readonly register: RateGate;
    readonly refresh: RateGate;
    readonly general: RateGate;
    /** Of moderators, by address prefix. */
    readonly console: RateGate;
    readonly reports: RateGate;
    readonly reportsPerPrefix: RateGate;
    readonly connections: RateGate;
  };
  readonly intake: Pick<Intake, 'file' | 'lookUp'>;
  readonly moderator: ModeratorContext;
  /** What somebody who is shut out is told, by their handle. */
  readonly bans: Pick<Bans, 'noticeFor' | 'forget'>;
  /** Makes coming back in another guise a nuisance. */
  readonly banNotes: BanNotes;
  /** What those do whom a decision touches. */
  readonly statements: Omit<Statements, 'of'>;
  readonly countConnection: (report: ConnectionReport) => void;
  readonly isOurOrigin: OriginCheck;
  readonly info: ServerInfo;
  readonly log: Log;
}

/** What the API of moderators works with besides. */
export interface ModeratorContext {
  readonly accounts: AccountService;
  readonly passkeys: PasskeyService;
  readonly cases: CaseService;
  readonly appeals: AppealService;
  readonly audit: AuditService;
  readonly news: QueueNews;
  readonly insight: InsightService;
  readonly transparency: TransparencyService;
  /** Whether cookies are for https alone. */
  readonly secureCookies: boolean;
}

/** What Hono hands to each handler of the API. */
export interface ApiEnv {
  Bindings: HttpBindings;
  Variables: {
    /** Names the request in the log; random. */
    requestId: string;
    /** Keyed hash of the client's address prefix. */
    prefixKey: string;
    /** Who the access token names; set by `perUser`. */
    user: Result<SessionPrincipal, ProblemKind>;
    /** Who has signed in, on routes for moderators; set by `moderatorGate`. */
    moderator: Account;
  };
}

/** Makes handlers and middleware that know {@link ApiEnv}. */
export const apiFactory = createFactory<ApiEnv>();
