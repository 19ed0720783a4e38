import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { standsInMemory } from '@sotto/signaling/testing';

const entry = fileURLToPath(new URL('../../signaling/src/main.ts', import.meta.url));

/** Names the folder of an empty database to those who start servers. */
export const emptyDatabaseVariable = 'SOTTO_TEST_EMPTY_DATABASE';

/** Limits that protect a public server would only slow down tests that all come from one address. */
export const openLimits = {
  POW_ROUNDS: '1',
  POW_GUESSES: '1',
  POW_CALM_PER_MINUTE: '1000000',
  POW_CALM_PER_PREFIX: '1000000',
  RATE_REGISTER_PER_MINUTE: '1000000',
  RATE_REFRESH_PER_MINUTE: '1000000',
  RATE_GENERAL_PER_MINUTE: '1000000',
  RATE_REPORTS_PER_MINUTE: '1000000',
  RATE_SOCKETS_PER_MINUTE: '1000000',
  MAX_SOCKETS_PER_PREFIX: '1000000',
};

const testEnv = { HOST: '127.0.0.1', LOG_LEVEL: 'debug', ...openLimits };

/** What may be known of a server that serves more tests than one. */
export interface RunningServer {
  readonly port: number;
  readonly origin: string;
  /** What it has written to standard error so far. */
  log(): string;
  /** All that it wrote anywhere: its log at its most talkative, and the files in its data folder. */
  written(): Buffer;
}

/** The embedded server as a process of its own, just as `npm start` runs it. */
export interface TestServer extends RunningServer {
  /** Where it tells operators its figures, if `METRICS_PORT` stands in its environment. */
  metricsUrl(): string | undefined;
  /** The link that it printed for the first administrator, once it has. */
  invitation(): string | undefined;
  /** Whether any of these texts stands anywhere in its memory, in use or not. */
  remembers(texts: readonly string[]): boolean;
  /** Ends it without a chance to say goodbye, as a crash does, and starts it anew on the same port and data. */
  crashAndRestart(): Promise<void>;
  /** Asks it to drain. Resolves with its exit code. */
  drain(): Promise<number | null>;
  /** Starts it anew on the same port and data after {@link drain}, with these variables added to its environment. */
  restart(more?: Readonly<Record<string, string>>): Promise<void>;
  /** Ends it for good and forgets its data. */
  stop(): Promise<void>;
}

/**
 * Starts a server on a free port, unless `env` names one, and waits until it accepts connections.
 * @param through a command that runs it elsewhere, such as in a network namespace
 */
export async function startServer(
  env: Readonly<Record<string, string>> = {},
  through: readonly string[] = [],
): Promise<TestServer> {
  const dataDir = await newDataDir();
  let log = '';
  let spoken = '';
  const launch = async (port: number, more: Readonly<Record<string, string>> = {}) => {
    const [command = process.execPath, ...args] = [...through, process.execPath, entry];
    const child = spawn(command, args, {
      env: { PATH: process.env.PATH, ...testEnv, DATA_DIR: dataDir, ...env, ...more, PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    child.stdout.setEncoding('utf8').on('data', (text: string) => (spoken += text));
    // Unlike `exit`, it comes when all that the server wrote is here.
    const closed = once(child, 'close');
    return { child, closed, port: await readyPort(child, () => log) };
  };

  let { child, closed, port } = await launch(Number(env.PORT ?? 0));
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    await closed;
  };
  const restart = async (more?: Readonly<Record<string, string>>) => {
    ({ child, closed, port } = await launch(port, more));
  };

  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    metricsUrl: () => {
      const found = /Figures for operators on port (\d+)/.exec(spoken)?.[1];
      return found && `http://127.0.0.1:${found}`;
    },
    invitation: () => /http\S+\/moderator\/join#\S+/.exec(spoken)?.[0],
    log: () => log,
    written: () => Buffer.concat([Buffer.from(log + spoken), filesIn(dataDir)]),
    remembers: (texts) => texts.some((text) => standsInMemory(child.pid ?? 0, Buffer.from(text))),
    restart,
    async crashAndRestart() {
      await end('SIGKILL');
      await restart();
    },
    async drain() {
      await end('SIGTERM');
      return child.exitCode;
    },
    async stop() {
      await end('SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** What a first start makes of an empty database. It takes seconds: once for all tests, or else once in each process. */
let emptyDatabase: Promise<string> | undefined;

/** A data folder as it is before the first start, but for the database, which is there and empty. */
async function newDataDir(): Promise<string> {
  const database = process.env[emptyDatabaseVariable] ?? (await (emptyDatabase ??= makeDatabase()));
  const dataDir = await mkdtemp(join(tmpdir(), 'sotto-e2e-'));
  await cp(database, join(dataDir, 'reports', 'pgdata'), { recursive: true });
  return dataDir;
}

/** The folder of an empty database, which goes when this process does. */
export async function makeDatabase(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-e2e-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, ...testEnv, DATA_DIR: folder, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await readyPort(child, () => '');
  child.kill('SIGTERM');
  await once(child, 'exit');
  return join(folder, 'reports', 'pgdata');
}

/** More lists than any test renames files meanwhile. */
const maxLists = 20;

/** All that stands in a folder. What is put aside or renamed while it is read, as a new key is, stands in the next list. */
function filesIn(dir: string): Buffer {
  for (let lists = 1; ; lists += 1) {
    try {
      const entries = readdirSync(dir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return Buffer.concat(files.map((file) => readFileSync(join(file.parentPath, file.name))));
    } catch (error) {
      if (!isGone(error) || lists === maxLists) throw error;
    }
  }
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/** The server's first line on standard output tells its address; from then on it accepts connections. */
async function readyPort(child: ChildProcess, log: () => string): Promise<number> {
  if (child.stdout === null) throw new Error('the server has no standard output');
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /https?:\/\/[^\s/]+:(\d+)/.exec(line);
    if (found !== null) {
      child.stdout.resume();
      return Number(found[1]);
    }
  }
  throw new Error(`the server ended before it listened:\n${log()}`);
}
