import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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
const chunkBytes = 4 * 1_024 * 1_024;

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

/** Reads all writable memory of a process (proc(5), `maps` and `mem`). */
function standsInMemory(pid: number, bytes: Buffer): boolean {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    return maps.some((line) => {
      const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
      return from !== '' && standsBetween(memory, Number.parseInt(from, 16), Number.parseInt(to, 16), bytes);
    });
  } finally {
    closeSync(memory);
  }
}

function standsBetween(memory: number, from: number, to: number, bytes: Buffer): boolean {
  const chunk = Buffer.alloc(chunkBytes);
  for (let at = from; at < to; at += chunkBytes - bytes.length) {
    let read: number;
    try {
      read = readSync(memory, chunk, 0, Math.min(chunkBytes, to - at), at);
    } catch {
      // Mapped and never touched, or not to be read.
      return false;
    }
    if (chunk.subarray(0, read).includes(bytes)) return true;
  }
  return false;
}
