import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** SQLITE_BUSY */
const busy = 5;

/**
 * Takes a folder for whoever calls. The lock is the kernel's, on a file in the folder, and goes with the process, however that ends. Node
 * has no call for it; SQLite, which it brings along, takes one on an (empty) database of its own. The number of a process in a file would do worse: after
 * a restart of the machine another program may have it, two containers have the same, and two that start together both find the file stale.
 * @returns what gives the folder free again.
 * @throws where another process has it, or this one already.
 */
export function lockFolder(folder: string): () => void {
  const lock = new DatabaseSync(join(folder, 'lock.sqlite'));
  if (!isTaken(lock)) return () => lock.close();
  lock.close();
  throw new Error(`${folder} is in use by another process: stop it first`);
}

/** Whether somebody else has it; else it is ours from now on. */
function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    return false;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === busy) return true;
    throw error;
  }
}
