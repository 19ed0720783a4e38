import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const chunkBytes = 4 * 1_024 * 1_024;

/** Whether the bytes stand anywhere in the writable memory of a process, in use or not (proc(5), `maps` and `mem`). */
export function standsInMemory(pid: number, bytes: Buffer): boolean {
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
