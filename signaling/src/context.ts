import type { HttpBindings } from '@hono/node-server';
import type { MatchingConfig } from '@sotto/matchmaker';
import { systemRandomBytes } from '@sotto/protocol';
import type { Hono } from 'hono';
import { createApi } from './api/app.ts';
import type { Backend } from './backend/backend.ts';
import { createMemoryBackend } from './backend/memory.ts';
import { createRedisBackend } from './backend/redis.ts';
import { createProofOfWork } from './challenge/proof-of-work.ts';
import { createEvidenceBox } from './cases/evidence-box.ts';
import { createIntake, type Intake } from './cases/intake.ts';
import { openCases, type Cases } from './cases/open-cases.ts';
import { createReportVerifier, type ReportVerifier } from './cases/report-verifier.ts';
import type { Config } from './config/config.ts';
import { createDayKeys, type DayKeys } from './evidence/day-keys.ts';
import { createMatchTickets } from './evidence/match-ticket.ts';
import { createSealMatch } from './evidence/seal-match.ts';
import { createHttpApp } from './http/app.ts';
import { createOriginCheck } from './http/origin.ts';
import { readSite } from './http/site/files.ts';
import { createHub, type Hub, type HubSettings } from './hub/index.ts';
import { createAddressPrefixes } from './limits/address-prefixes.ts';
import { createLog, type Log } from './log/log.ts';
import type { PasswordCost } from './moderator/accounts/password.ts';
import { enforceMeasures, tellWarnings } from './moderator/bans/enforce.ts';
import { createModeration, type Moderation } from './moderator/create-moderation.ts';
import type { Clock } from './ports.ts';
import { createAccessTokens } from './session/access-token.ts';
import { selfDeclaration, type AgeGate } from './session/age-gate.ts';
import { createRefreshTokens } from './session/refresh-token.ts';
import { createSessionService, type SessionService } from './session/service.ts';
import { createIceProvision } from './turn-credentials.ts';
import { version } from './version.ts';

/** What a test or another program may replace. */
export interface ServerOverrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly ageGate?: AgeGate;
  readonly matching?: Partial<MatchingConfig>;
  /** How long the embedded queue remembers what became of a ticket. */
  readonly retainMs?: number;
  readonly hub?: Partial<HubSettings>;
  /** Of moderators' passwords. */
  readonly passwordCost?: PasswordCost;
  /** How long an HTTP connection may make no progress. */
  readonly stalledMs?: number;
}

/** The parts of a server, wired together; nothing of it listens. */
export interface ServerContext {
  readonly backend: Backend;
  readonly dayKeys: DayKeys;
  readonly cases: Cases;
  readonly verifier: ReportVerifier;
  readonly intake: Intake;
  readonly moderation: Moderation;
  readonly sessions: SessionService;
  readonly hub: Hub;
  readonly app: Hono<{ Bindings: HttpBindings }>;
  readonly log: Log;
}

/** @param isReady whether the server takes visitors; asked at each health check. */
export async function createContext(
  config: Config,
  overrides: ServerOverrides,
  isReady: () => boolean,
): Promise<ServerContext> {
  const { secrets, rates, publicOrigins, httpsOnly } = config;
  const { clock = Date.now, log = createLog(config.logLevel), ageGate = selfDeclaration } = overrides;
  const { matching = {} } = overrides;
  const { redis, sessionIdleMs } = config;
  const backend =
    redis === undefined
      ? createMemoryBackend({
          clock,
          sessionIdleMs,
          dataDir: config.dataDir,
          matching,
          retainMs: overrides.retainMs,
        })
      : await createRedisBackend({
          ...redis,
          clock,
          log,
          sessionIdleMs,
          dayKeyWrap: secrets.dayKeyWrap,
          matching,
        });
  const dayKeys = await createDayKeys(backend.dayKeys, clock, systemRandomBytes);
  const matchTickets = createMatchTickets(dayKeys, systemRandomBytes);
  const cases = await openCases({ database: config.database, dataDir: config.dataDir, log });
  const verifier = createReportVerifier();
  const box = createEvidenceBox(secrets, systemRandomBytes);
  const intake = createIntake({
    tickets: matchTickets,
    verifier,
    box,
    store: cases.store,
    receiptKey: secrets.receipt,
    retention: config.retention,
    clock,
  });
  const moderation = createModeration({
    tables: cases.tables,
    secrets,
    box,
    evidenceOf: (id) => cases.store.evidenceOf(id),
    clock,
    randomBytes: systemRandomBytes,
    passwordCost: overrides.passwordCost,
  });
  const prefixes = createAddressPrefixes(backend.prefixKey, config.trustedProxyHops);
  const isOurOrigin = createOriginCheck(publicOrigins);
  const sessions = createSessionService({
    store: backend.sessions,
    accessTokens: createAccessTokens(secrets.accessToken, config.accessTokenTtlS, clock),
    refreshTokens: createRefreshTokens(secrets.refreshToken, systemRandomBytes),
    handleKey: secrets.handle,
    isBanned: (handle) => moderation.bans.isBanned(handle),
    clock,
    randomBytes: systemRandomBytes,
  });
  const hub: Hub = createHub({
    sessions,
    upgradeRate: backend.rateGate('sockets', rates.sockets),
    prefixes,
    banNotes: backend.banNotes,
    isOurOrigin,
    ice: createIceProvision(config.icePolicy, config.turn, secrets.turnUser, clock),
    queue: backend.queue,
    courier: backend.courier,
    ...(backend.seatStore && { seatStore: backend.seatStore }),
    sealMatch: createSealMatch(matchTickets, secrets.banHandle),
    onSeated: (holder) =>
      tellWarnings(holder, moderation.bans, (session, frame) => hub.tell(session, frame), log),
    avoidKey: secrets.avoidToken,
    log,
    clock,
    settings: {
      frames: rates.frames,
      maxSocketsPerPrefix: config.maxSocketsPerPrefix,
      ...overrides.hub,
    },
  });
  enforceMeasures({ bans: moderation.bans, notes: backend.banNotes, hub, sessions, log });
  const api = createApi({
    sessions,
    proofOfWork: createProofOfWork(config.proofOfWork, secrets.challenge, { clock, used: backend.used }),
    ageGate,
    prefixes,
    rates: {
      register: backend.rateGate('register', rates.register),
      refresh: backend.rateGate('refresh', rates.refresh),
      general: backend.rateGate('general', rates.general),
      reports: backend.rateGate('reports', rates.reports),
      reportsPerPrefix: backend.rateGate('reports-prefix', rates.reportsPerPrefix),
    },
    intake,
    moderator: { ...moderation, secureCookies: httpsOnly },
    bans: moderation.bans,
    banNotes: backend.banNotes,
    statements: moderation.statements,
    isOurOrigin,
    info: {
      name: 'Sotto',
      version,
      relay: config.turn?.secret !== undefined,
      minimumAge: ageGate.minimumAge,
    },
    log,
  });
  const app = createHttpApp({
    api,
    site: readSite(config.webRoot),
    isReady,
    takesReports: () => cases.isThere(),
    screeningPolicy: config.screeningPolicy,
    publicOrigins,
    httpsOnly,
    log,
  });
  return { backend, dayKeys, cases, verifier, intake, moderation, sessions, hub, app, log };
}
