import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** A server in a process of its own, that can be killed as a power cut would. */
export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Resolves when it is gone. */
  kill(): Promise<void>;
}

/** Starts a server on a free port, with limits out of the way. Rejects with what it printed where it does not start. */
export async function startServerProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      POW_ROUNDS: '1',
      POW_GUESSES: '1',
      RATE_REGISTER_PER_MINUTE: '1000000',
      RATE_GENERAL_PER_MINUTE: '1000000',
      RATE_REPORTS_PER_MINUTE: '100000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let printed = '';
  const url = await new Promise<string>((ready, failed) => {
    const read = (chunk: Buffer): void => {
      printed += chunk.toString();
      const address = /Sotto listens on (\S+)\n/.exec(printed)?.[1];
      if (address !== undefined) ready(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`ended with ${code}: ${printed}`)));
  });
  return {
    url,
    pid: child.pid ?? 0,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
