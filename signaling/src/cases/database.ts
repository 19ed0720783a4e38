import { fileURLToPath } from 'node:url';
import { drizzle, type PgRemoteDatabase } from 'drizzle-orm/pg-proxy';
import { migrate } from 'drizzle-orm/pg-proxy/migrator';

/** One row, its columns in the order of the query. */
export type Row = readonly unknown[];

/** A PostgreSQL, wherever it runs. */
export interface SqlServer {
  /** Runs one statement. `columns` are there where the caller asks for rows by name. */
  query(sql: string, params: readonly unknown[]): Promise<QueryAnswer>;
  /** Lets `work` run statements that no other process runs the like of at the same time. */
  exclusively<Answer>(work: (query: SqlServer['query']) => Promise<Answer>): Promise<Answer>;
  /** All of what `work` changes comes to pass, or none where it throws. It sees what others committed before each of its statements. */
  transaction<Answer>(work: (query: SqlServer['query']) => Promise<Answer>): Promise<Answer>;
  /** The tables give freed space back to the files' next rows; a server that does so by itself does nothing here. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export type Database = PgRemoteDatabase;

/** The tables as stores use them. */
export interface Tables {
  /** Single statements, each whole by itself. */
  run<Answer>(work: (database: Database) => Promise<Answer>): Promise<Answer>;
  /** Statements that all come to pass or none. `work` uses the database it is given and no other. */
  transaction<Answer>(work: (database: Database) => Promise<Answer>): Promise<Answer>;
}

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));

/** The queries of this program over a server, whose tables are brought to the newest form first. */
export async function openDatabase(server: SqlServer): Promise<Database> {
  await server.exclusively(async (query) => {
    await migrate(
      databaseOver(query),
      (statements) =>
        inTransaction(query, async () => {
          for (const statement of statements) await query(statement, []);
        }),
      { migrationsFolder },
    );
  });
  return databaseOver(server.query);
}

export function tablesOver(server: SqlServer): Tables {
  const database = databaseOver(server.query);
  return {
    run: (work) => work(database),
    transaction: (work) => server.transaction((query) => work(databaseOver(query))),
  };
}

/** Runs `work` between BEGIN and COMMIT, on a connection that nobody else uses meanwhile. */
export async function inTransaction<Answer>(
  query: SqlServer['query'],
  work: (query: SqlServer['query']) => Promise<Answer>,
): Promise<Answer> {
  await query('BEGIN', []);
  try {
    const answer = await work(query);
    await query('COMMIT', []);
    return answer;
  } catch (error) {
    await query('ROLLBACK', []);
    throw error;
  }
}

function databaseOver(query: SqlServer['query']): Database {
  return drizzle(async (sql, params, method) => {
    const { columns, rows } = await query(sql, params);
    if (method === 'all') return { rows: [...rows] };
    return { rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))) };
  });
}
