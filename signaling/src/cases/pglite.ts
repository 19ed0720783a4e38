import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startWorker, ThreadEnded } from '../worker/calls.ts';
import { inTransaction, type QueryAnswer, type SqlServer } from './database.ts';
import { lockFolder } from './folder-lock.ts';
import { StoreAway } from './store-away.ts';

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
  const unlock = folder === undefined ? undefined : await prepare(folder);
  const dataDir = folder === undefined ? undefined : join(folder, 'pgdata');
  const module = new URL('pglite-worker.ts', import.meta.url);
  const worker = startWorker<PgliteRequest, QueryAnswer>('the database', module, { dataDir });
  const ask: SqlServer['query'] = async (sql, params) => {
    try {
      return await worker.call({ sql, params });
    } catch (error) {
      throw error instanceof ThreadEnded ? new StoreAway('the database ended', { cause: error }) : error;
    }
  };
  // One connection for all: whoever came within a transaction of somebody else's would be part of it.
  const inTurn = createTurns();
  const query: SqlServer['query'] = (sql, params) => inTurn(() => ask(sql, params));
  const close = async (): Promise<void> => {
    await worker.close();
    unlock?.();
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
    transaction: (work) => inTurn(() => inTransaction(ask, work)),
    vacuum: async () => void (await query('VACUUM reports', [])),
    close,
  };
}

/** Lets work begin when all work before it has ended, however that ended. */
function createTurns(): <Answer>(work: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function prepare(folder: string): Promise<() => void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return lockFolder(folder);
}
