import { spawn, type ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

/** One process of the cluster. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** All that it wrote. */
  output(): string;
  /** The first match in its output, which may still be on its way. Rejects where the process ends before, or takes too long. */
  said(pattern: RegExp, withinMs?: number): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end of it and of what it has started; kills those that take too long. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** The slowest part of a cluster is ready, or has drained, long before. */
const longestWaitMs = 60_000;

/** Processes that are to end with this one, also where an error ends it. Of a group, the negative number of its first. */
const running = new Set<number>();
process.once('exit', () => {
  for (const pid of running) kill(pid);
});

/**
 * Whatever becomes of this process, that one goes with it. Call the answer when it has ended.
 * @param pid negative: the whole group of that process
 */
export function endsWithUs(pid: number): () => void {
  running.add(pid);
  return () => running.delete(pid);
}

/** Whoever tells this process to end ends all of it at once: by itself a signal runs nothing more, and the others would stay. */
export function endWhenTold(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It is gone already.
  }
}

/** Starts a program of this machine with its own environment and no other. */
export function startProgram(
  name: string,
  [command = '', ...args]: readonly string[],
  { env = {}, cwd }: ProgramOptions = {},
): Program {
  const child = spawn(command, args, {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: a Ctrl-C in a terminal reaches whoever started the cluster, and ends it in order.
    detached: true,
    ...(cwd !== undefined && { cwd }),
  });
  let output = '';
  let failed = false;
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const look of waiting) look();
  };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      changed();
    });
  child.once('error', (error) => {
    output += String(error);
    failed = true;
    changed();
  });
  // Those that it starts are of its group, and go when it goes.
  const group = child.pid === undefined ? undefined : -child.pid;
  const forget = group === undefined ? () => {} : endsWithUs(group);
  if (group !== undefined) child.once('exit', () => kill(group));
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  void closed.then(() => {
    forget();
    changed();
  });
  return {
    name,
    pid: child.pid ?? 0,
    output: () => output,
    said: (pattern, withinMs = longestWaitMs) =>
      new Promise((resolve, reject) => {
        const settle = (found: RegExpExecArray | string): void => {
          waiting.delete(look);
          clearTimeout(late);
          if (typeof found === 'string') reject(new Error(`${name} ${found}:\n${output}`));
          else resolve(found);
        };
        const look = (): void => {
          const found = pattern.exec(output);
          if (found !== null) settle(found);
          else if (failed || isOver(child)) settle('ended before it was ready');
        };
        const late = setTimeout(() => settle(`did not say ${pattern} within ${withinMs} ms`), withinMs);
        waiting.add(look);
        look();
      }),
    end: async (signal) => {
      if (failed || group === undefined) return;
      child.kill(signal);
      const late = setTimeout(() => kill(group), longestWaitMs);
      await closed;
      clearTimeout(late);
    },
  };
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
