import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { MatchingConfig } from '@sotto/matchmaker';
import { systemRandomBytes } from '@sotto/protocol';
import { createApi } from './api/app.ts';
import { createMemoryBackend } from './backend/memory.ts';
import { createProofOfWork } from './challenge/proof-of-work.ts';
import type { Config } from './config/config.ts';
import { createHttpApp } from './http/app.ts';
import { createHub, type HubSettings } from './hub/index.ts';
import { createOriginCheck } from './http/origin.ts';
import { readSite } from './http/site/files.ts';
import { createAddressPrefixes } from './limits/address-prefixes.ts';
import { createLog, errorFields, type Log } from './log/log.ts';
import type { Clock } from './ports.ts';
import { createAccessTokens } from './session/access-token.ts';
import { selfDeclaration, type AgeGate } from './session/age-gate.ts';
import { createRefreshTokens } from './session/refresh-token.ts';
import { createSessionService } from './session/service.ts';
import { createIceProvision } from './turn-credentials.ts';
import { version } from './version.ts';

const maintenanceIntervalMs = 60_000;
/** A whole request must be in by then: nobody holds a connection open by sending slowly. */
const requestTimeoutMs = 15_000;

/** What a test or another program may replace. */
export interface ServerOverrides {
  readonly clock?: Clock;
  readonly log?: Log;
  readonly ageGate?: AgeGate;
  readonly matching?: Partial<MatchingConfig>;
  readonly hub?: Partial<HubSettings>;
}

/** A signaling server: the HTTP API, the socket hub and the web app on one port. */
export interface SottoServer {
  /** Listens. Rejects where the port is taken. */
  start(): Promise<{ readonly url: string }>;
  /** Takes no more sockets, sends the open ones elsewhere, then closes everything. A second call waits too. */
  stop(): Promise<void>;
}

/** Puts a server together; nothing listens before `start`. */
export async function createServer(config: Config, overrides: ServerOverrides = {}): Promise<SottoServer> {
  const clock = overrides.clock ?? Date.now;
  const log = overrides.log ?? createLog(config.logLevel);
  const ageGate = overrides.ageGate ?? selfDeclaration;
  const { matching = {} } = overrides;
  const backend = createMemoryBackend({ clock, sessionIdleMs: config.sessionIdleMs, matching });

  const sessions = createSessionService({
    store: backend.sessions,
    accessTokens: createAccessTokens(config.secrets.accessToken, config.accessTokenTtlS, clock),
    refreshTokens: createRefreshTokens(config.secrets.refreshToken, systemRandomBytes),
    handleKey: config.secrets.handle,
    clock,
    randomBytes: systemRandomBytes,
  });
  const prefixes = createAddressPrefixes(backend.prefixKey, config.trustedProxyHops);
  const isOurOrigin = createOriginCheck(config.publicOrigins);

  const hub = createHub({
    sessions,
    upgradeRate: backend.rateGate('sockets', config.rates.sockets),
    prefixes,
    isOurOrigin,
    ice: createIceProvision(config.icePolicy, config.turn, config.secrets.turnUser, clock),
    queue: backend.queue,
    courier: backend.courier,
    ...(backend.seatStore && { seatStore: backend.seatStore }),
    avoidKey: config.secrets.avoidToken,
    log,
    clock,
    settings: {
      frames: config.rates.frames,
      maxSocketsPerPrefix: config.maxSocketsPerPrefix,
      ...overrides.hub,
    },
  });

  let ready = false;
  const app = createHttpApp({
    api: createApi({
      sessions,
      proofOfWork: createProofOfWork(config.proofOfWork, config.secrets.challenge, {
        clock,
        used: backend.used,
      }),
      ageGate,
      prefixes,
      rates: {
        register: backend.rateGate('register', config.rates.register),
        refresh: backend.rateGate('refresh', config.rates.refresh),
        general: backend.rateGate('general', config.rates.general),
      },
      isOurOrigin,
      info: {
        name: 'Sotto',
        version,
        relay: config.turn?.secret !== undefined,
        minimumAge: ageGate.minimumAge,
      },
      log,
    }),
    site: readSite(config.webRoot),
    isReady: () => ready,
    publicOrigins: config.publicOrigins,
    httpsOnly: config.httpsOnly,
    log,
  });

  const server = createHttpServer(
    { requestTimeout: requestTimeoutMs, headersTimeout: requestTimeoutMs },
    getRequestListener(app.fetch),
  );
  server.on('upgrade', hub.handleUpgrade);
  let maintenance: NodeJS.Timeout | undefined;
  const maintain = async (): Promise<void> => {
    try {
      await sessions.sweep();
      await backend.prefixKey.refresh();
    } catch (error) {
      log.error('maintenance-failed', errorFields(error));
    }
  };

  const stop = async (): Promise<void> => {
    ready = false;
    clearInterval(maintenance);
    await hub.drain();
    await hub.close();
    await closed(server);
    await backend.close();
  };
  let stopped: Promise<void> | undefined;

  return {
    start: async () => {
      await listen(server, config.port, config.host);
      maintenance = setInterval(() => void maintain(), maintenanceIntervalMs).unref();
      ready = true;
      return { url: urlOf(server.address() as AddressInfo) };
    },
    stop: () => (stopped ??= stop()),
  };
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Ends idle connections at once, and those in use when they are done, or after a second. */
function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), 1_000);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}

/** An address that a browser on this machine can open. */
function urlOf({ address, port }: AddressInfo): string {
  if (address === '0.0.0.0' || address === '::') return `http://127.0.0.1:${port}`;
  return address.includes(':') ? `http://[${address}]:${port}` : `http://${address}:${port}`;
}
