import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** One process of the cluster. */
export interface Program {
  readonly name: string;
  readonly pid: number;
  /** All that it wrote. */
  output(): string;
  /** The first match in its output, which may still be on its way. Rejects where the process ends before. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface ProgramOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Processes that are to end with this one, also where an error ends it. */
const running = new Set<number>();
process.once('exit', () => {
  for (const pid of running) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
});

/** Whatever becomes of this process, that one goes with it. Call the answer when it has ended. */
export function endsWithUs(pid: number): () => void {
  running.add(pid);
  return () => running.delete(pid);
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
  const forget = child.pid === undefined ? () => {} : endsWithUs(child.pid);
  child.once('close', () => {
    forget();
    changed();
  });
  return {
    name,
    pid: child.pid ?? 0,
    output: () => output,
    said: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output);
          if (found === null && !failed && !isOver(child)) return;
          waiting.delete(look);
          if (found !== null) resolve(found);
          else reject(new Error(`${name} ended before it was ready:\n${output}`));
        };
        waiting.add(look);
        look();
      }),
    end: async (signal) => {
      if (failed || isOver(child)) return;
      child.kill(signal);
      await once(child, 'close');
    },
  };
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
