import { workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { answerCalls } from '../worker/answer.ts';
import type { QueryAnswer } from './database.ts';
import type { PgliteRequest } from './pglite.ts';

/** The thread of `openPglite`. */

const { dataDir } = workerData as { readonly dataDir?: string };

/**
 * Little memory, since the table is small; and every change is on the disk before it is answered: a receipt is a promise. PGlite leaves both
 * otherwise.
 */
const startParams = [...PGlite.defaultStartParams, '-c', 'shared_buffers=8MB', '-c', 'fsync=on'];

/** PGlite's own ways with `bytea` go byte by byte, and take seconds for a report with pictures. */
const byteaOid = 17;
const serializers = { [byteaOid]: (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString('hex')}` };
const parsers = { [byteaOid]: (text: string) => Buffer.from(text.slice(2), 'hex') };

const opening = PGlite.create({
  ...(dataDir !== undefined && { dataDir }),
  startParams,
  serializers,
  parsers,
});
// Told by the first call.
opening.catch(() => undefined);

answerCalls<PgliteRequest, QueryAnswer>(async ({ sql, params }) => {
  const database = await opening;
  const { fields, rows } = await database.query<unknown[]>(sql, [...params], { rowMode: 'array' });
  return { columns: fields.map(({ name }) => name), rows };
});
