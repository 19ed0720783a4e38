import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Matchmaker processes, any of which may be killed at any time; another is started in its place. */
export class Workers {
  readonly #redisUrl: string;
  readonly #running: ChildProcess[] = [];
  /** Those that have said something, and so have started. */
  readonly #started = new Set<ChildProcess>();
  kills = 0;

  constructor(redisUrl: string, count: number) {
    this.#redisUrl = redisUrl;
    for (let i = 0; i < count; i += 1) this.#start();
  }

  /**
   * Kills the one that has run longest, which mostly is the owner; nobody as long as no other has started: on a machine so
   * busy that a start takes longer than the others live, nobody would ever match.
   */
  killOldest(): void {
    const [oldest, ...others] = this.#running;
    if (oldest === undefined || !others.some((child) => this.#started.has(child))) return;
    this.kills += 1;
    this.#running.shift();
    this.#started.delete(oldest);
    oldest.kill('SIGKILL');
    this.#start();
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#running.map(async (child) => {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }),
    );
  }

  #start(): void {
    const env = { REDIS_URL: this.#redisUrl, HEALTH_PORT: '0' };
    const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    // Whatever its first line says, it runs. The others are dropped, so that it never waits for the pipe.
    child.stdout.once('data', () => this.#started.add(child)).resume();
    this.#running.push(child);
  }
}
