import { addPoolMetrics, type MatchingConfig } from '@sotto/matchmaker';
import { systemRandomBytes } from '@sotto/protocol';
import { startTracer, type Tracer } from '@sotto/telemetry';
import type { Hono } from 'hono';
import { createApi } from './api/app.ts';
import type { Backend } from './backend/backend.ts';
import { createMemoryBackend } from './backend/memory.ts';
import { createRedisBackend } from './backend/redis.ts';
import { createProofOfWork } from './challenge/proof-of-work.ts';
import { createEvidenceBox } from './cases/evidence-box.ts';
import { createIntake, reporterIndexOf, type Intake } from './cases/intake.ts';
import { openCases, type Cases } from './cases/open-cases.ts';
import { createReportVerifier, type ReportVerifier } from './cases/report-verifier.ts';
import type { Config } from './config/config.ts';
import { banHandleOf } from './evidence/ban-handle.ts';
import { createDayKeys, type DayKeys } from './evidence/day-keys.ts';
import { createMatchTickets } from './evidence/match-ticket.ts';
import { createSealMatch } from './evidence/seal-match.ts';
import { createHttpApp, type HttpEnv } from './http/app.ts';
import { createOriginCheck } from './http/origin.ts';
import { readSite } from './http/site/files.ts';
import { createHub, type Hub, type HubSettings } from './hub/index.ts';
import { mostOpenFiles, socketsThatFit } from './hub/room.ts';
import { createAddressPrefixes } from './limits/address-prefixes.ts';
import { createLog, type Log } from './log/log.ts';
import type { PasswordCost } from './moderator/accounts/password.ts';
import { enforceMeasures, tellWarnings } from './moderator/bans/enforce.ts';
import { countedCases, countedGate, countedIntake } from './metrics/counted.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createModeration, type Moderation } from './moderator/create-moderation.ts';
import type { Clock, RateGate, RateLimit } from './ports.ts';
import { createAccessTokens } from './session/access-token.ts';
import { selfDeclaration, type AgeGate } from './session/age-gate.ts';
import { createRefreshTokens } from './session/refresh-token.ts';
import { createSessionService, type SessionService } from './session/service.ts';
import { createIceProvision } from './turn-credentials.ts';
import { version } from './version.ts';

/** Balancers ask every node once a second, or two, whether it is ready. */
const balancerNoticeMs = 3_000;

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

/** Outcomes of connections, by address prefix; further ones are not counted. */
const connectionsRate: RateLimit = { points: 120, durationS: 60 };

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
  readonly app: Hono<HttpEnv>;
  readonly metrics: Metrics;
  readonly tracer: Tracer;
  /** What keeps the server from taking people on, in a word each. */
  readonly lacking: () => Promise<readonly string[]>;
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
  const tracer = await startTracer('sotto-signaling', config.tracesTo);
  const metrics = createMetrics({ process: config.metrics !== undefined });
  const rateGate = (name: string, limit: RateLimit): RateGate =>
    countedGate(backend.rateGate(name, limit), name, metrics);
  const dayKeys = await createDayKeys(backend.dayKeys, clock, systemRandomBytes);
  const matchTickets = createMatchTickets(dayKeys, systemRandomBytes);
  const cases = await openCases({ database: config.database, dataDir: config.dataDir, log });
  const verifier = createReportVerifier();
  const box = createEvidenceBox(secrets, systemRandomBytes);
  const plainIntake = createIntake({
    tickets: matchTickets,
    verifier: { verify: (claim) => tracer.span('verify report', () => verifier.verify(claim)) },
    box,
    store: {
      add: (report, most) => tracer.span('store report', () => cases.store.add(report, most)),
      findByReceipt: (hash) => cases.store.findByReceipt(hash),
      deleteExpired: (nowMs) => cases.store.deleteExpired(nowMs),
    },
    reporters: backend.reporters,
    receiptKey: secrets.receipt,
    retention: config.retention,
    clock,
  });
  const intake = countedIntake(plainIntake, metrics);
  const moderation = createModeration({
    tables: cases.tables,
    secrets,
    box,
    evidenceOf: (id) => cases.store.evidenceOf(id),
    reporters: backend.reporters,
    publicOrigins,
    used: backend.used,
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
    watch: metrics.hub,
    tracer,
    upgradeRate: rateGate('sockets', rates.sockets),
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
      maxSockets: socketsThatFit(mostOpenFiles()),
      maxSocketsPerPrefix: config.maxSocketsPerPrefix,
      ...(config.redis !== undefined && { noticeMs: balancerNoticeMs }),
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
      register: rateGate('register', rates.register),
      refresh: rateGate('refresh', rates.refresh),
      general: rateGate('general', rates.general),
      console: rateGate('console', rates.console),
      reports: rateGate('reports', rates.reports),
      reportsPerPrefix: rateGate('reports-prefix', rates.reportsPerPrefix),
      connections: rateGate('connections', connectionsRate),
    },
    intake,
    moderator: {
      ...moderation,
      cases: countedCases(moderation.cases, metrics),
      secureCookies: httpsOnly,
    },
    bans: {
      noticeFor: (handle) => moderation.bans.noticeFor(handle),
      forget: async (handle) => {
        await backend.reporters.forget(reporterIndexOf(box, banHandleOf(secrets.banHandle, handle)));
        // Where nothing was ever reported there is nothing to forget, and no database to begin for it.
        if (cases.isOpen()) await moderation.bans.forget(handle);
      },
    },
    banNotes: backend.banNotes,
    statements: moderation.statements,
    countConnection: metrics.connection,
    isOurOrigin,
    info: {
      name: 'Sotto',
      version,
      relay: config.turn?.regions.some(({ secret }) => secret !== undefined) ?? false,
      minimumAge: ageGate.minimumAge,
    },
    log,
  });
  const lacking = async (): Promise<readonly string[]> => {
    if (!isReady()) return ['draining'];
    const [database, state] = await Promise.all([cases.isThere(), backend.isThere()]);
    return [...(database ? [] : ['no database']), ...(state ? [] : ['no redis'])];
  };
  metrics.watchHub(() => hub.stats());
  metrics.watchReports(() => (cases.isOpen() ? moderation.cases.counts() : Promise.resolve({ counts: [] })));
  if (backend.pools !== undefined) addPoolMetrics(metrics.registry, backend.pools);
  const app = createHttpApp({
    api,
    site: readSite(config.webRoot),
    lacking,
    onRequest: metrics.request,
    tracer,
    screeningPolicy: config.screeningPolicy,
    publicOrigins,
    httpsOnly,
    log,
  });
  return {
    backend,
    dayKeys,
    cases,
    verifier,
    intake,
    moderation,
    sessions,
    hub,
    app,
    metrics,
    tracer,
    lacking,
    log,
  };
}
