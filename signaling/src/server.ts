import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startOperationsServer, type OperationsServer } from '@sotto/telemetry';
import { getRequestListener } from '@hono/node-server';
import type { Config } from './config/config.ts';
import { createContext, type ServerOverrides } from './context.ts';
import { closed, listen, urlOf } from './http/listening.ts';
import { errorFields } from './log/log.ts';

const maintenanceIntervalMs = 60_000;
/** How long a ban that was decided on another node takes to be felt on this one. */
const banWatchIntervalMs = 1_000;
/** The head of a request, and all of it, must be in by then: nobody holds a connection open by sending slowly. A report may be large. */
const headersTimeoutMs = 15_000;
const requestTimeoutMs = 60_000;
/** Nor by not reading: an answer that makes no progress for so long is given up, with the file behind it. */
const defaultStalledMs = 60_000;

/** A signaling server: the HTTP API, the socket hub and the web app on one port. */
export interface SottoServer {
  /** Listens. Rejects where the port is taken. `metricsPort`: where operators are told figures, if anywhere. */
  start(): Promise<{ readonly url: string; readonly metricsPort: number | undefined }>;
  /** What an invitation of the first administrator carries; absent where somebody administers already. */
  inviteFirst(): Promise<string | undefined>;
  /** Sweeps what has had its time; once a minute by itself. */
  maintain(): Promise<void>;
  /** Takes no more sockets, sends the open ones elsewhere, then closes everything. A second call waits too. */
  stop(): Promise<void>;
}

/** Puts a server together; nothing listens before `start`. */
export async function createServer(config: Config, overrides: ServerOverrides = {}): Promise<SottoServer> {
  let ready = false;
  const context = await createContext(config, overrides, () => ready);
  const {
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
  } = context;
  const server = createHttpServer(
    {
      requestTimeout: requestTimeoutMs,
      headersTimeout: headersTimeoutMs,
      // Other upgrades are offers that may be passed over: `curl --http2` makes one with every request.
      shouldUpgradeCallback: ({ headers }) => headers.upgrade?.toLowerCase() === 'websocket',
    },
    getRequestListener(app.fetch),
  );
  server.timeout = overrides.stalledMs ?? defaultStalledMs;
  server.on('upgrade', hub.handleUpgrade);

  // Keys first, and each by itself: what must be forgotten in time waits for no store that is away.
  const duties: readonly (() => Promise<unknown>)[] = [
    () => dayKeys.refresh(),
    () => backend.prefixKey.refresh(),
    () => sessions.sweep(),
    async () => backend.reporters.sweep(),
    async () => (await intake.sweep()) > 0 && cases.vacuum(),
    async () => cases.isOpen() && moderation.accounts.sweep(),
    async () => cases.isOpen() && moderation.bans.sweep(),
  ];
  const maintain = async (): Promise<void> => {
    for (const duty of duties) {
      try {
        await duty();
      } catch (error) {
        log.error('maintenance-failed', errorFields(error));
      }
    }
  };
  let maintenance: NodeJS.Timeout | undefined;
  let banWatch: NodeJS.Timeout | undefined;
  let operations: OperationsServer | undefined;
  const watchBans = async (): Promise<void> => {
    try {
      if (cases.isOpen()) await moderation.bans.refresh();
    } catch (error) {
      log.warn('bans-not-read', errorFields(error));
    }
  };

  const stop = async (): Promise<void> => {
    ready = false;
    // Bans and keys are looked after as long as anybody is here.
    await hub.drain();
    clearInterval(maintenance);
    clearInterval(banWatch);
    await hub.close();
    await closed(server);
    await operations?.close();
    dayKeys.close();
    await verifier.close();
    await cases.close();
    await backend.close();
    await tracer.close();
  };
  let stopped: Promise<void> | undefined;

  return {
    start: async () => {
      // Nobody who is shut out gets in because the server has just started.
      if (cases.isOpen()) await moderation.bans.refresh();
      await listen(server, config.port, config.host);
      if (config.metrics !== undefined)
        operations = await startOperationsServer({ registry: metrics.registry, lacking }, config.metrics);
      maintenance = setInterval(() => void maintain(), maintenanceIntervalMs).unref();
      banWatch = setInterval(() => void watchBans(), banWatchIntervalMs).unref();
      ready = true;
      return { url: urlOf(server.address() as AddressInfo), metricsPort: operations?.port };
    },
    inviteFirst: () => moderation.accounts.inviteFirst(),
    maintain,
    stop: () => (stopped ??= stop()),
  };
}
