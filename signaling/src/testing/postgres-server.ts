import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

export interface TestPostgres {
  readonly url: string;
  /** Its data folder. */
  readonly folder: string;
  /** Of its first process. */
  pid(): number;
  /** Ends it as a service manager does, and starts it with what it has written. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const debianFolder = '/usr/lib/postgresql';

/** Starts a real PostgreSQL with an empty database on a socket in a folder of its own, and on no port. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-pg-'));
  const owner = unprivileged();
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const programs = programFolder();
  const options = { ...owner, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: 'C' } };
  const setUp = ['-D', data, '-U', 'sotto', '--auth', 'trust', '-E', 'UTF8', '--no-sync'];
  await promisify(execFile)(join(programs, 'initdb'), setUp, options);
  const start = async () => {
    const server = spawn(join(programs, 'postgres'), ['-D', data, '-k', folder, '-c', 'listen_addresses='], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const exited = once(server, 'exit');
    await new Promise<void>((ready, failed) => {
      let printed = '';
      server.once('error', failed);
      server.once('exit', (code) => failed(new Error(`postgres ended with ${code}: ${printed}`)));
      server.stderr.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('database system is ready to accept connections')) ready();
      });
    });
    return {
      pid: server.pid ?? 0,
      end: async () => {
        // Fast shutdown: it ends connections.
        server.kill('SIGINT');
        await exited;
      },
    };
  };
  let running = await start();
  return {
    url: `postgresql://sotto@localhost/postgres?host=${encodeURIComponent(folder)}`,
    folder,
    pid: () => running.pid,
    restart: async () => {
      await running.end();
      running = await start();
    },
    stop: async () => {
      await running.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
function unprivileged(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('postgres:'));
  const [, , uid, gid] = (line ?? '').split(':');
  if (uid === undefined || gid === undefined) throw new Error('there is no user postgres');
  return { uid: Number(uid), gid: Number(gid) };
}

function programFolder(): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  const folders = [
    ...(newest === undefined ? [] : [join(debianFolder, newest, 'bin')]),
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  const found = folders.find((candidate) => existsSync(join(candidate, 'initdb')));
  if (found === undefined) throw new Error('PostgreSQL is not installed: apt-get install postgresql');
  return found;
}
