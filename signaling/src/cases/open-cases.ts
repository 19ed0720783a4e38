import { join } from 'node:path';
import { CannotStart } from '../cannot-start.ts';
import type { DatabaseConfig } from '../config/config.ts';
import type { Log } from '../log/log.ts';
import { createCaseStore, type CaseStore } from './case-store.ts';
import { openDatabase, tablesOver, type SqlServer, type Tables } from './database.ts';
import { createHealth } from '../health.ts';
import { openPglite } from './pglite.ts';
import { connectPostgres } from './postgres.ts';

export interface CasesOptions {
  /** Absent: an embedded database. */
  readonly database?: DatabaseConfig | undefined;
  /** Where the embedded one keeps its files. Absent: it has none, and begins with the first report. */
  readonly dataDir?: string | undefined;
  readonly log: Log;
}

/** The store of reports, and what is done with it from outside. */
export interface Cases {
  readonly store: CaseStore;
  /** The database that the reports are in, for what moderators keep beside them. */
  readonly tables: Tables;
  /** Whether there is anything to keep in order: not before the first use of a database that begins with it. */
  isOpen(): boolean;
  /** Whether the database answers. */
  isThere(): Promise<boolean>;
  /** Gives the space of deleted reports back. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the store. @throws CannotStart where the database cannot be reached or its folder not be used. */
export async function openCases({ database, dataDir, log }: CasesOptions): Promise<Cases> {
  if (database === undefined && dataDir === undefined) return openLate();
  try {
    return database === undefined
      ? await casesOf(await openPglite(join(dataDir ?? '', 'reports')))
      : await casesOf(connectPostgres({ ...database, log }));
  } catch (error) {
    const where = database === undefined ? 'The database of reports' : 'The PostgreSQL of DATABASE_URL';
    throw new CannotStart(`${where} cannot be used: ${reasonOf(error)}`, { cause: error });
  }
}

/** An address that has several answers fails with an error for each, and says nothing itself. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return reasonOf(error.errors[0]);
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}

async function casesOf(server: SqlServer): Promise<Cases> {
  try {
    const tables = tablesOver(server);
    const store = createCaseStore(await openDatabase(server), tables);
    return {
      store,
      tables,
      isOpen: () => true,
      isThere: createHealth(() => server.query('SELECT 1', [])),
      vacuum: () => server.vacuum(),
      close: () => server.close(),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** A server that keeps nothing takes a second to begin a database: only where there is a report. */
function openLate(): Cases {
  let opening: Promise<Cases> | undefined;
  const cases = (): Promise<Cases> => (opening ??= openPglite(undefined).then(casesOf));
  return {
    store: {
      add: async (...args) => (await cases()).store.add(...args),
      findByReceipt: async (hash) => (await cases()).store.findByReceipt(hash),
      evidenceOf: async (id) => (await cases()).store.evidenceOf(id),
      deleteExpired: async (nowMs) =>
        opening === undefined ? 0 : (await opening).store.deleteExpired(nowMs),
    },
    tables: {
      run: async (work) => (await cases()).tables.run(work),
      transaction: async (work) => (await cases()).tables.transaction(work),
    },
    isOpen: () => opening !== undefined,
    isThere: async () => opening === undefined || (await opening).isThere(),
    vacuum: async () => (await opening)?.vacuum(),
    close: async () => (await opening)?.close(),
  };
}
