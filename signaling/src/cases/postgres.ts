import { DatabaseError, Pool, type PoolClient } from 'pg';
import { errorFields, type Log } from '../log/log.ts';
import { inTransaction, type QueryAnswer, type SqlServer } from './database.ts';
import { StoreAway } from './store-away.ts';

/** Names the lock under which one process changes the tables; any number that nothing else uses. */
const migrationLock = 7_355_408;
const connectTimeoutMs = 5_000;
/** A query that takes longer is given up: the reporter tries again. */
const statementTimeoutMs = 30_000;

export interface PostgresOptions {
  readonly url: string;
  readonly maxConnections: number;
  readonly log: Log;
}

/** A PostgreSQL that several nodes share. Connects at the first query. */
export function connectPostgres({ url, maxConnections, log }: PostgresOptions): SqlServer {
  const pool = new Pool({
    connectionString: url,
    max: maxConnections,
    connectionTimeoutMillis: connectTimeoutMs,
    statement_timeout: statementTimeoutMs,
    application_name: 'sotto',
  });
  // A connection that breaks while nobody uses it: the pool makes a new one.
  pool.on('error', (error) => log.warn('database-lost', errorFields(error)));
  return {
    query: (sql, params) => ask(pool, sql, params),
    exclusively: (work) =>
      withClient(pool, async (query) => {
        await query('SELECT pg_advisory_lock($1)', [migrationLock]);
        const answer = await work(query);
        await query('SELECT pg_advisory_unlock($1)', [migrationLock]);
        return answer;
      }),
    transaction: (work) => withClient(pool, (query) => inTransaction(query, work)),
    vacuum: () => Promise.resolve(),
    close: () => pool.end(),
  };
}

async function withClient<Answer>(
  pool: Pool,
  work: (query: SqlServer['query']) => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect().catch((error: unknown) => {
    throw isAway(error) ? new StoreAway('PostgreSQL does not answer', { cause: error }) : error;
  });
  try {
    const answer = await work((sql, params) => ask(client, sql, params));
    client.release();
    return answer;
  } catch (error) {
    // Its session ends, and with it every lock and what was not committed.
    client.release(true);
    throw error;
  }
}

async function ask(asked: Pool | PoolClient, sql: string, params: readonly unknown[]): Promise<QueryAnswer> {
  const values = params.map((value) =>
    value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.length) : value,
  );
  try {
    const { fields, rows } = await asked.query<unknown[]>({ text: sql, values, rowMode: 'array' });
    return { columns: fields.map(({ name }) => name), rows };
  } catch (error) {
    throw isAway(error) ? new StoreAway('PostgreSQL does not answer', { cause: error }) : error;
  }
}

/** SQLSTATE classes of a server that has no connection, no room or no time left, or is going down. */
const awayClasses = ['08', '53', '57'];

/** What has no SQLSTATE did not come from the server: a connection that was not made, or broke. */
function isAway(error: unknown): boolean {
  return !(error instanceof DatabaseError) || awayClasses.includes((error.code ?? '').slice(0, 2));
}
