import { open, readFile, unlink } from 'node:fs/promises';
import { resolve } from 'node:path';

/** Folders that this process has: its number alone would not tell them from those of a killed one with the same. */
const held = new Set<string>();

/**
 * Takes a folder for this process. The lock of a process that is gone counts for nothing, nor does one with this process's own number, as a
 * container that was killed leaves it.
 * @returns what gives the folder free again. Rejects where a living process has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = resolve(folder, 'lock');
  if (held.has(path)) throw new Error(`${folder} is in use by this process already`);
  if (!(await tryLock(path))) {
    const owner = Number(await readFile(path, 'utf8'));
    if (owner !== process.pid && isAlive(owner))
      throw new Error(`${folder} is in use by another process (${owner}): stop it first`);
    await unlink(path);
    if (!(await tryLock(path))) throw new Error(`${folder} was taken by another process just now`);
  }
  held.add(path);
  return async () => {
    held.delete(path);
    await unlink(path);
  };
}

async function tryLock(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx', 0o600);
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
