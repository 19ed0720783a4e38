import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

/** Matchmaker processes, any of which may be killed at any time; another is started in its place. */
export class Workers {
  readonly #redisUrl: string;
  readonly #running: ChildProcess[] = [];
  kills = 0;

  constructor(redisUrl: string, count: number) {
    this.#redisUrl = redisUrl;
    for (let i = 0; i < count; i += 1) this.#start();
  }

  /** Kills the one that has run longest, which mostly is the owner. */
  killOldest(): void {
    this.kills += 1;
    this.#running.shift()?.kill('SIGKILL');
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
    this.#running.push(spawn(process.execPath, [main], { env, stdio: 'ignore' }));
  }
}
