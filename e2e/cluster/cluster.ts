import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProgram, type Program } from './program.ts';
import { freePorts, machineAddress, makeCertificate, readEnvFile, type Certificate } from './machine.ts';
import { startStores, type Stores } from './stores.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const deploy = join(root, 'deploy');
const nodesAtOnce = 2;
const matchmakersAtOnce = 2;

/** A process of which there are several, so that each can be lost. */
export interface Service {
  readonly metricsUrl: string;
  program(): Program;
  /** Drains it, as an upgrade does, and starts it anew. */
  restart(): Promise<void>;
  /** Kills it without a word, and starts nothing. */
  kill(): Promise<void>;
  /** Starts it after {@link kill}. */
  start(): Promise<void>;
}

/** A signaling node behind the proxy. */
export interface ClusterNode extends Service {
  /** Through the proxy, but always to this node. */
  readonly origin: string;
  /** Past the proxy. */
  readonly directUrl: string;
}

/** The production topology as processes of this machine, on free ports. */
export interface Cluster {
  /** Where people come in: https, through the proxy, to any node. */
  readonly origin: string;
  readonly nodes: readonly ClusterNode[];
  readonly matchmakers: readonly Service[];
  readonly stores: Stores;
  /** The link for the first administrator, once a node has printed it. */
  invitation(): string | undefined;
  programs(): readonly Program[];
  stop(): Promise<void>;
}

export interface ClusterOptions {
  /** Added to the environment of every signaling node. */
  readonly signaling?: Readonly<Record<string, string>>;
  /** Port of the proxy; else any free one. */
  readonly port?: number | undefined;
}

/** Starts everything; resolves when people can come in. Ends what it has started where one part does not start. */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-cluster-'));
  const ends: (() => Promise<unknown>)[] = [];
  // Its secrets go with it, also where there is no time to end in order.
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const stop = async (): Promise<void> => {
    for (const end of ends.splice(0).reverse()) await end();
    process.off('exit', remove);
    remove();
  };
  try {
    return { ...(await startParts(folder, ends, options)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(
  folder: string,
  ends: (() => Promise<unknown>)[],
  { signaling: more = {}, port }: ClusterOptions,
): Promise<Omit<Cluster, 'stop'>> {
  const address = machineAddress();
  const free = await freePorts(12);
  const next = (): number => free.pop() ?? 0;
  const certificate = makeCertificate(folder, address);
  const programs: Program[] = [];
  const keep = (program: Program, signal: NodeJS.Signals = 'SIGTERM'): Program => {
    programs.push(program);
    ends.push(() => program.end(signal));
    return program;
  };

  const stores = await startStores(next());
  ends.push(() => stores.stop());
  const secrets = makeSecrets(folder, {
    redis_url: stores.redisUrl,
    database_url: stores.postgres.url,
  });

  const turnPort = next();
  const turnEnv = {
    ...readEnvFile(join(deploy, 'env/turn.env')),
    TURN_REALM: 'turn.localhost',
    TURN_SECRET_FILE: secrets('turn'),
    TURN_PORT: String(turnPort),
    TURN_LISTEN: address,
    TURN_RELAY_FROM: address,
    TURN_ALLOWED_PEERS: address,
  };
  await keep(node('coturn', 'turn/src/main.ts', turnEnv)).said(/starts on port/);

  const matchmakers: Service[] = [];
  for (let i = 1; i <= matchmakersAtOnce; i += 1) {
    const metricsAt = next();
    const launch = async (): Promise<Program> => {
      const program = node(`matchmaker-${i}`, 'matchmaker/src/main.ts', {
        ...readEnvFile(join(deploy, 'env/matchmaker.env')),
        REDIS_URL_FILE: secrets('redis_url'),
        HEALTH_PORT: String(metricsAt),
      });
      await keep(program).said(/"event":"started"/);
      return program;
    };
    matchmakers.push(await startService(launch, metricsAt));
  }

  const sitePort = port ?? next();
  const [origin, ...nodeOrigins] = [sitePort, next(), next()].map((at) => `https://localhost:${at}`);
  const nodes: ClusterNode[] = [];
  const spoken: Program[] = [];
  const upstreams: string[] = [];
  for (let i = 0; i < nodesAtOnce; i += 1) {
    const [at, metricsAt] = [next(), next()];
    const dataDir = join(folder, `data-${i + 1}`);
    mkdirSync(dataDir);
    const launch = async (): Promise<Program> => {
      const program = node(`signaling-${i + 1}`, 'signaling/src/main.ts', {
        ...readEnvFile(join(deploy, 'env/signaling.env')),
        ...secretFiles(secrets),
        PORT: String(at),
        METRICS_PORT: String(metricsAt),
        PUBLIC_ORIGINS: [origin, ...nodeOrigins].join(','),
        TURN_URLS: [
          `turn:${address}:${turnPort}?transport=udp`,
          `turn:${address}:${turnPort}?transport=tcp`,
        ].join(),
        DATA_DIR: dataDir,
        ...more,
      });
      keep(program);
      spoken.push(program);
      await program.said(/Figures for operators/);
      return program;
    };
    const service = await startService(launch, metricsAt);
    nodes.push({ ...service, origin: nodeOrigins[i] ?? '', directUrl: `http://127.0.0.1:${at}` });
    upstreams.push(`127.0.0.1:${at}`);
  }

  const caddyfile = join(folder, 'Caddyfile');
  writeFileSync(caddyfile, sitesOf(nodeOrigins, upstreams));
  const caddy = startProgram('caddy', ['caddy', 'run', '--config', caddyfile, '--adapter', 'caddyfile'], {
    env: caddyEnv(folder, `localhost:${sitePort}`, upstreams, certificate),
  });
  await keep(caddy).said(/serving initial configuration/);

  return {
    origin: origin ?? '',
    nodes,
    matchmakers,
    stores,
    invitation: () =>
      spoken.map((program) => /http\S+\/moderator\/join#\S+/.exec(program.output())?.[0]).find(Boolean),
    programs: () => programs,
  };
}

async function startService(launch: () => Promise<Program>, metricsPort: number): Promise<Service> {
  let program = await launch();
  const start = async (): Promise<void> => {
    program = await launch();
  };
  return {
    metricsUrl: `http://127.0.0.1:${metricsPort}`,
    program: () => program,
    restart: async () => {
      await program.end('SIGTERM');
      await start();
    },
    kill: () => program.end('SIGKILL'),
    start,
  };
}

function node(name: string, entry: string, env: Readonly<Record<string, string>>): Program {
  return startProgram(name, [process.execPath, join(root, entry)], { env, cwd: root });
}

/** Makes secrets as an operator does, but for those that name this cluster's own stores. */
function makeSecrets(folder: string, own: Readonly<Record<string, string>>): (name: string) => string {
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets, { mode: 0o700 });
  for (const [name, value] of Object.entries(own)) writeFileSync(join(secrets, name), `${value}\n`);
  execFileSync('sh', [join(deploy, 'make-secrets.sh'), secrets], { stdio: 'ignore' });
  return (name) => join(secrets, name);
}

function secretFiles(secrets: (name: string) => string): Record<string, string> {
  return {
    SESSION_SECRET_FILE: secrets('session'),
    IDENTITY_SECRET_FILE: secrets('identity'),
    EVIDENCE_SECRET_FILE: secrets('evidence'),
    TURN_SECRET_FILE: secrets('turn'),
    REDIS_URL_FILE: secrets('redis_url'),
    DATABASE_URL_FILE: secrets('database_url'),
  };
}

/** The Caddyfile of production, and for tests a door to each node by itself. */
function sitesOf(origins: readonly string[], upstreams: readonly string[]): string {
  const doors = origins.map(
    (origin, i) => `${origin} {
  import hardened
  reverse_proxy {
    to ${upstreams[i] ?? ''}
    import balanced
  }
}`,
  );
  return [`import ${join(deploy, 'caddy/Caddyfile')}`, ...doors, ''].join('\n');
}

function caddyEnv(
  folder: string,
  site: string,
  upstreams: readonly string[],
  { certificate, key }: Certificate,
): Record<string, string> {
  return {
    SITE_ADDRESS: site,
    SIGNALING_UPSTREAMS: upstreams.join(' '),
    TLS_FILES: `${certificate} ${key}`,
    GLOBAL_OPTIONS: 'auto_https disable_redirects',
    HOME: folder,
    XDG_DATA_HOME: folder,
    XDG_CONFIG_HOME: folder,
  };
}
