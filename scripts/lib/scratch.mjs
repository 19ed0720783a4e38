import { accessSync, chmodSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Where Linux keeps files in memory. */
const inMemory = '/dev/shm';
/** Room that a run may need for databases, browser profiles and traces. */
const roomBytes = 4 * 2 ** 30;

/**
 * Gives `work` a folder that is gone afterwards, in memory where there is room. A run starts some hundred databases and
 * browser profiles, all of them thrown away: on a disk it mostly waits for that disk.
 * @template T
 * @param {(folder: string) => Promise<T>} work
 */
export async function withScratch(work, memory = inMemory) {
  const folder = mkdtempSync(path.join(hasRoom(memory) ? memory : tmpdir(), 'sotto-test-'));
  // A PostgreSQL that is started by root runs as another user.
  chmodSync(folder, 0o711);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function hasRoom(folder) {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= roomBytes;
  } catch {
    return false;
  }
}
