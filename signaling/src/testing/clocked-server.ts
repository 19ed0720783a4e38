import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { standsInMemory } from './process-memory.ts';

export type ClockedRequest =
  { readonly do: 'advance'; readonly ms: number } | { readonly do: 'heap'; readonly file: string };
export interface ClockedAnswer {
  readonly file?: string;
}

/** A server in a process of its own, whose clock the test moves, and whose memory it reads. */
export interface ClockedServer {
  readonly url: string;
  /** Moves the clock on, and does what is due each minute. */
  advance(ms: number): Promise<void>;
  /** All strings and numbers that something still refers to, as text. */
  heap(file: string): Promise<string>;
  /** Whether the bytes stand anywhere in the memory of the process, in use or not. */
  remembers(bytes: Uint8Array): boolean;
  stop(): Promise<void>;
}

const script = fileURLToPath(new URL('clocked-process.ts', import.meta.url));

export async function startClockedServer(env: Readonly<Record<string, string>>): Promise<ClockedServer> {
  const child = fork(script, {
    env: { PATH: process.env['PATH'], PORT: '0', POW_ROUNDS: '1', POW_GUESSES: '1', ...env },
  });
  const exited = once(child, 'exit');
  const answered = async (): Promise<unknown> => ((await once(child, 'message')) as [unknown])[0];
  const ask = async (request: ClockedRequest): Promise<ClockedAnswer> => {
    child.send(request);
    return (await answered()) as ClockedAnswer;
  };
  const { url } = (await answered()) as { url: string };
  return {
    url,
    advance: async (ms) => void (await ask({ do: 'advance', ms })),
    heap: async (file) => readFileSync((await ask({ do: 'heap', file })).file ?? file, 'latin1'),
    remembers: (bytes) => standsInMemory(child.pid ?? 0, Buffer.from(bytes)),
    stop: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
