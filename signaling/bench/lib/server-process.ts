import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What can be asked of a server process. */
export type Question = 'rss' | 'cpu';

/** A server in a process of its own, so that its memory and CPU are its alone. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly url: string;

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  private constructor(child: ChildProcess, url: string) {
    this.#child = child;
    this.url = url;
  }

  static async start(script: URL, env: Readonly<Record<string, string>> = {}): Promise<ServerProcess> {
    const child = fork(script, {
      env: { ...process.env, ...env },
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const [message] = (await Promise.race([once(child, 'message'), failedStart(child)])) as [{ url: string }];
    return new ServerProcess(child, message.url);
  }

  /** Resident bytes, after a garbage collection. */
  rssBytes(): Promise<number> {
    return this.#ask('rss');
  }

  /** Microseconds of CPU since the start of the process, those of the kernel on its behalf included. */
  cpuUs(): Promise<number> {
    return this.#ask('cpu');
  }

  async stop(): Promise<void> {
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  async #ask(question: Question): Promise<number> {
    this.#child.send(question);
    const [answer] = (await once(this.#child, 'message')) as [{ answer: number }];
    return answer.answer;
  }
}

async function failedStart(child: ChildProcess): Promise<never> {
  const [code] = await once(child, 'exit');
  throw new Error(`a server ended with ${code} before it listened`);
}
