import {
  apiPath,
  challengeSchema,
  createIdentity,
  fail,
  problemSchema,
  problemTypePrefix,
  sessionTokensSchema,
  signRegistration,
  systemRandomBytes,
  type Identity,
  type RegisterRequest,
  type SessionTokens,
} from '@sotto/protocol';
import { createEvidenceBox } from '../cases/evidence-box.ts';
import { createReporterRecordsInMemory } from '../cases/reporters/memory-records.ts';
import { openCases, type Cases } from '../cases/open-cases.ts';
import { createModeration, type Moderation } from '../moderator/create-moderation.ts';
import { createApi } from '../api/app.ts';
import type { ApiContext } from '../api/context.ts';
import { createUsedOnceInMemory } from '../challenge/once.ts';
import { createProofOfWork } from '../challenge/proof-of-work.ts';
import { createOriginCheck } from '../http/origin.ts';
import { createAddressPrefixes } from '../limits/address-prefixes.ts';
import { createBanNotesInMemory } from '../limits/ban-notes.ts';
import { createPrefixKey } from '../limits/prefix-key.ts';
import { createRateGate } from '../limits/rate-gate.ts';
import { createLog, type Log } from '../log/log.ts';
import { createAccessTokens } from '../session/access-token.ts';
import { selfDeclaration } from '../session/age-gate.ts';
import { createMemorySessionStore } from '../session/memory-store.ts';
import { createRefreshTokens } from '../session/refresh-token.ts';
import { createSessionService, type SessionService } from '../session/service.ts';
import { solveProof } from './solve.ts';

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Of the client. */
  readonly address?: string;
}

/** The API alone, without a socket or a port, on a clock that the test sets. */
export interface ApiRig {
  readonly time: { nowMs: number };
  readonly api: ReturnType<typeof createApi>;
  readonly sessions: SessionService;
  readonly moderation: Moderation;
  /** `path` below `/api/v1`. */
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  /** The body of a good registration. */
  registration(changes?: Partial<RegisterRequest>, identity?: Identity): Promise<RegisterRequest>;
  register(nickname?: string, identity?: Identity): Promise<SessionTokens>;
}

export interface ApiRigOptions {
  /** Requests per minute. */
  readonly rates?: Partial<Record<keyof ApiContext['rates'], number>>;
  /** Takes reports in; without it, all are refused. */
  readonly intake?: ApiContext['intake'];
  /** Where reports and moderators are; without it, in a database that begins when a test signs somebody in. */
  readonly cases?: Pick<Cases, 'tables' | 'store'>;
  readonly publicOrigins?: readonly string[];
  readonly log?: Log;
  readonly context?: Partial<ApiContext>;
}

/** Begins with its first use. */
function lateCases(): Pick<Cases, 'tables' | 'store'> {
  let opening: Promise<Cases> | undefined;
  const late = (): Promise<Cases> => (opening ??= openCases({ log: createLog('silent') }));
  return {
    tables: {
      run: async (work) => (await late()).tables.run(work),
      transaction: async (work) => (await late()).tables.transaction(work),
    },
    store: {
      add: async (...args) => (await late()).store.add(...args),
      findByReceipt: async (hash) => (await late()).store.findByReceipt(hash),
      evidenceOf: async (id) => (await late()).store.evidenceOf(id),
      deleteExpired: async (nowMs) => (await late()).store.deleteExpired(nowMs),
    },
  };
}

const noIntake: ApiContext['intake'] = {
  file: () => Promise.resolve(fail({ code: 'ticket-unknown' })),
  lookUp: () => Promise.resolve(undefined),
};

/** The kind of a problem answer; fails where the answer is none. */
export async function problemOf(answer: Response) {
  if (answer.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`no problem: ${answer.status} ${await answer.text()}`);
  }
  const body = problemSchema.parse(await answer.json());
  if (body.status !== answer.status) throw new Error('the body tells another status');
  return { ...body, kind: body.type.slice(problemTypePrefix.length) };
}

export function createApiRig(options: ApiRigOptions = {}): ApiRig {
  const time = { nowMs: Date.now() };
  const clock = () => time.nowMs;
  const key = systemRandomBytes(32);
  const gate = (name: string, points = 1_000_000) => createRateGate({ name, points, durationS: 60 });
  const sessions = createSessionService({
    store: createMemorySessionStore({ idleMs: 24 * 60 * 60_000 }),
    accessTokens: createAccessTokens(key, 900, clock),
    refreshTokens: createRefreshTokens(key, systemRandomBytes),
    handleKey: key,
    clock,
    randomBytes: systemRandomBytes,
  });
  const { tables, store: cases } = options.cases ?? lateCases();
  const moderation = createModeration({
    tables,
    secrets: { moderatorAccounts: key, audit: key, caseText: key, banHandle: key, statement: key },
    box: createEvidenceBox({ evidence: key, evidenceIndex: key }, systemRandomBytes),
    evidenceOf: (id) => cases.evidenceOf(id),
    publicOrigins: options.publicOrigins ?? [],
    used: createUsedOnceInMemory(clock),
    reporters: createReporterRecordsInMemory({ idleMs: 86_400_000, clock }),
    clock,
    randomBytes: systemRandomBytes,
    passwordCost: { memoryKib: 64, passes: 1 },
  });
  const api = createApi({
    sessions,
    proofOfWork: createProofOfWork(
      { rounds: 1, guesses: 2, calmPerMinute: 1e9, calmPerPrefix: 1e9, ttlS: 300 },
      key,
      { clock, used: createUsedOnceInMemory(clock) },
    ),
    ageGate: selfDeclaration,
    prefixes: createAddressPrefixes(createPrefixKey(clock, systemRandomBytes), 0),
    rates: {
      register: gate('register', options.rates?.register),
      refresh: gate('refresh', options.rates?.refresh),
      general: gate('general', options.rates?.general),
      console: gate('console', options.rates?.console),
      reports: gate('reports', options.rates?.reports),
      reportsPerPrefix: gate('reports-prefix', options.rates?.reportsPerPrefix),
      connections: gate('connections', options.rates?.connections),
    },
    countConnection: () => {},
    intake: options.intake ?? noIntake,
    moderator: { ...moderation, secureCookies: false },
    bans: moderation.bans,
    banNotes: createBanNotesInMemory(clock),
    statements: moderation.statements,
    isOurOrigin: createOriginCheck(options.publicOrigins ?? []),
    info: { name: 'Sotto', version: '1.2.3', relay: false, minimumAge: 18 },
    log: options.log ?? createLog('silent'),
    ...options.context,
  });

  const call: ApiRig['call'] = async (method, path, { body, token, headers, address } = {}) => {
    const init: RequestInit = {
      method,
      headers: {
        host: 'sotto.test',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    };
    const incoming = { socket: { remoteAddress: address ?? '203.0.113.7' } };
    return api.request(`${apiPath}${path}`, init, { incoming });
  };

  const registration: ApiRig['registration'] = async (
    changes = {},
    identity = createIdentity(systemRandomBytes),
  ) => {
    const challenge = challengeSchema.parse(await (await call('GET', '/challenge')).json());
    const proof = await solveProof(challenge);
    return {
      nickname: 'Ann',
      adult: true,
      publicKey: identity.publicKey,
      proof,
      signature: signRegistration(identity, proof),
      ...changes,
    };
  };

  const register: ApiRig['register'] = async (nickname = 'Ann', identity) => {
    const answer = await call('POST', '/register', { body: await registration({ nickname }, identity) });
    if (answer.status !== 201) throw new Error(`not registered: ${await answer.text()}`);
    return sessionTokensSchema.parse(await answer.json());
  };

  return { time, api, sessions, moderation, call, registration, register };
}
