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
  /** The tables give freed space back to the files' next rows; a server that does so by itself does nothing here. */
  vacuum(): Promise<void>;
  close(): Promise<void>;
}

export interface QueryAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

export type Database = PgRemoteDatabase;

const migrationsFolder = fileURLToPath(new URL('migrations', import.meta.url));

/** The queries of this program over a server, whose tables are brought to the newest form first. */
export async function openDatabase(server: SqlServer): Promise<Database> {
  await server.exclusively(async (query) => {
    await migrate(
      databaseOver(query),
      async (statements) => {
        await query('BEGIN', []);
        try {
          for (const statement of statements) await query(statement, []);
          await query('COMMIT', []);
        } catch (error) {
          await query('ROLLBACK', []);
          throw error;
        }
      },
      { migrationsFolder },
    );
  });
  return databaseOver(server.query);
}

function databaseOver(query: SqlServer['query']): Database {
  return drizzle(async (sql, params, method) => {
    const { columns, rows } = await query(sql, params);
    if (method === 'all') return { rows: [...rows] };
    return { rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]]))) };
  });
}
