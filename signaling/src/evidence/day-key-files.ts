import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeDayKey, encodeDayKey, type DayKey } from './day-key.ts';
import type { DayKeyStore } from './day-keys.ts';

const suffix = '.key';

/**
 * Day keys in a folder, one file of mode 0600 for each, so that a restart does not make the tickets of running chats
 * worthless. A file is overwritten before it is removed; what a disk keeps of overwritten blocks is beyond a program, which
 * is why backups leave the folder out.
 */
export function createDayKeyFiles(folder: string): DayKeyStore {
  const pathOf = (day: number): string => join(folder, `${day}${suffix}`);

  const read = async (day: number): Promise<DayKey | undefined> => {
    try {
      return decodeDayKey(day, await readFile(pathOf(day)));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  const erase = async (day: number): Promise<void> => {
    try {
      await overwrite(pathOf(day));
      await unlink(pathOf(day));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  };

  return {
    load: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const days = (await readdir(folder))
        .filter((name) => /^\d+\.key$/.test(name))
        .map((name) => Number(name.slice(0, -suffix.length)));
      const keys = await Promise.all(days.map(read));
      return keys.filter((key) => key !== undefined);
    },
    keep: async (proposed) => {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `${randomUUID()}.new`);
      const encoded = encodeDayKey(proposed);
      await writeDurably(draft, encoded);
      encoded.fill(0);
      try {
        // Fails where the file exists: of two processes that start together, one makes the key.
        await link(draft, pathOf(proposed.day));
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        await overwrite(draft);
      } finally {
        await unlink(draft);
      }
      const kept = await read(proposed.day);
      if (kept === undefined) throw new Error(`${pathOf(proposed.day)} is damaged: remove it`);
      return kept;
    },
    erase,
  };
}

async function writeDurably(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function overwrite(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
