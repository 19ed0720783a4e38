import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { answerCalls } from '../worker/answer.ts';
import type { QueryAnswer } from './database.ts';
import { DurableFiles, syncTree } from './durable-files.ts';
import { startParams } from './pglite-settings.ts';
import type { PgliteRequest } from './pglite.ts';

/** The thread of `openPglite`. */

const { dataDir } = workerData as { readonly dataDir?: string };

/** PGlite's own ways with `bytea` go byte by byte, and take seconds for a report with pictures. */
const byteaOid = 17;
const serializers = { [byteaOid]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` };
const parsers = { [byteaOid]: (text: string) => Buffer.from(text.slice(2), 'hex') };

const opening = open();
// Told by the first call.
opening.catch(() => undefined);

answerCalls<PgliteRequest, QueryAnswer>(async ({ sql, params }) => {
  const database = await opening;
  const { fields, rows } = await database.query<unknown[]>(sql, [...params], { rowMode: 'array' });
  return { columns: fields.map(({ name }) => name), rows };
});

async function open(): Promise<PGlite> {
  if (dataDir === undefined) return PGlite.create({ startParams, serializers, parsers });
  const isNew = !existsSync(join(dataDir, 'PG_VERSION'));
  const database = await PGlite.create({ fs: new DurableFiles(dataDir), startParams, serializers, parsers });
  // The files of one that is just made were never synced; any other syncs them itself after a crash.
  if (isNew) syncTree(dataDir);
  return database;
}
