import { copyFileSync, cpSync, fstatSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DurableFiles, syncTree, type SyncFile } from './durable-files.ts';
import { startParams } from './pglite-settings.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-durable-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A disk that has of each file and folder what was last synced, as after a crash of the machine. */
function createDisk() {
  const [live, disk] = [join(folder, 'live'), join(folder, 'disk')];
  let syncs = 0;
  const sync: SyncFile = (fd, path) => {
    syncs += 1;
    const kept = join(disk, relative(live, path));
    const isFile = fstatSync(fd).isFile();
    mkdirSync(isFile ? dirname(kept) : kept, { recursive: true });
    if (isFile) copyFileSync(path, kept);
  };
  return { live, disk, sync, syncs: () => syncs };
}

function open(dir: string, sync?: SyncFile): Promise<PGlite> {
  return PGlite.create({ fs: new DurableFiles(dir, sync), startParams });
}

/** What a database finds that starts from these files. They stay as they are. */
async function countedIn(disk: string): Promise<unknown> {
  const started = join(folder, 'started');
  cpSync(disk, started, { recursive: true });
  const database = await open(started);
  const { rows } = await database.query('SELECT count(*)::int AS n FROM things');
  await database.close();
  rmSync(started, { recursive: true });
  return rows;
}

describe('the files of the embedded database', { timeout: 120_000 }, () => {
  it('are on the disk when a change is answered, whatever the machine does then', async () => {
    const { live, disk, sync, syncs } = createDisk();
    const database = await open(live, sync);
    await database.exec('CREATE TABLE things (body text)');
    syncTree(live, sync);

    const before = syncs();
    await database.query('INSERT INTO things VALUES ($1)', ['one']);
    expect(syncs()).toBeGreaterThan(before);
    expect(await countedIn(disk)).toEqual([{ n: 1 }]);

    // The log begins new files, and takes old ones up again under other names.
    for (let i = 0; i < 3; i += 1) {
      await database.query('INSERT INTO things SELECT gen_random_uuid() FROM generate_series(1, 1000)');
      await database.exec('SELECT pg_switch_wal()');
      await database.exec('CHECKPOINT');
    }
    await database.query('INSERT INTO things VALUES ($1)', ['last']);
    expect(await countedIn(disk)).toEqual([{ n: 3_002 }]);
    await database.close();
  });
});
