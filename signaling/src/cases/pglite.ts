import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startWorker } from '../worker/calls.ts';
import type { QueryAnswer, SqlServer } from './database.ts';
import { lockFolder } from './folder-lock.ts';

export interface PgliteRequest {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/**
 * PostgreSQL inside this process, in a folder, or in memory where there is none. In a thread of its own: it works in the thread that calls it,
 * and a socket that waits for a disk would be felt in every chat.
 * Rejects where another process has the folder, which two would destroy.
 */
export async function openPglite(folder: string | undefined): Promise<SqlServer> {
  const unlock = folder === undefined ? () => Promise.resolve() : await prepare(folder);
  const dataDir = folder === undefined ? undefined : join(folder, 'pgdata');
  const module = new URL('pglite-worker.ts', import.meta.url);
  const worker = startWorker<PgliteRequest, QueryAnswer>('the database', module, { dataDir });
  const query: SqlServer['query'] = (sql, params) => worker.call({ sql, params });
  const close = async (): Promise<void> => {
    await worker.close();
    await unlock();
  };
  try {
    await query('SELECT 1', []);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    query,
    // This process alone has it, and it opens it once.
    exclusively: (work) => work(query),
    vacuum: async () => void (await query('VACUUM reports', [])),
    close,
  };
}

async function prepare(folder: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return lockFolder(folder);
}
