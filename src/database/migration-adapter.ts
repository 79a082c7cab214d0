import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory as MigrationAdapter,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { extensions } from './extensions.ts';

export type { MigrationAdapter };

/** What works with an adapter, in one transaction: all that it does is done, or nothing where it throws. */
type Use<Result> = (adapter: MigrationAdapter) => Promise<Result>;
type Run = (script: string) => Promise<unknown>;

/**
 * Driver adapters as the migration engine needs them: a script runs whole, in order, and is waited for. Prisma's own cut it
 * at every semicolon, inside functions and comments too (Postgres), or do not wait for it (PGlite). The engine takes a lock that
 * only ends with the connection, so it gets one of its own.
 */
export async function migrateOnPostgres<Result>(databaseUrl: string, use: Use<Result>): Promise<Result> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const client = await pool.connect();
  // Whoever sends the next statement is told that it broke.
  client.on('error', () => {});
  // A pool would go on with another connection, outside the transaction, after one breaks or a statement fails.
  const run: Run = client.query.bind(client);
  const factory = new PrismaPg(Object.assign(pool, { query: run }));
  const connect = async () => running(await factory.connect(), run);
  // It takes the real database for the shadow, so nothing may ask for one.
  const connectToShadowDb = () =>
    Promise.reject(new Error('There is no shadow database on Postgres; PGlite serves as one.'));
  const { provider, adapterName } = factory;
  try {
    return await inTransaction(run, () => use({ provider, adapterName, connect, connectToShadowDb }));
  } finally {
    client.release(true);
    await pool.end();
  }
}

/** As `migrateOnPostgres`; the shadow database is another one in memory. */
export function migrateOnPGlite<Result>(pglite: PGlite, use: Use<Result>): Promise<Result> {
  const over = async (database: PGlite) =>
    running(await new PrismaPGlite(database).connect(), (script) => database.exec(script));
  const connectToShadowDb = async () => {
    const shadow = new PGlite({ dataDir: 'memory://', extensions });
    await shadow.exec('BEGIN');
    return over(shadow);
  };
  const { provider, adapterName } = new PrismaPGlite(pglite);
  const run: Run = (script) => pglite.exec(script);
  return inTransaction(run, () =>
    use({ provider, adapterName, connect: () => over(pglite), connectToShadowDb }),
  );
}

async function inTransaction<Result>(run: Run, work: () => Promise<Result>): Promise<Result> {
  await run('BEGIN');
  try {
    const result = await work();
    await run('COMMIT');
    return result;
  } catch (error) {
    await run('ROLLBACK');
    throw error;
  }
}

/**
 * `adapter`, running scripts with `run`; what Postgres says of them reaches the engine as it expects it, which then writes into
 * its account that the script failed. So the transaction has to live on.
 */
function running(adapter: SqlDriverAdapter, run: Run): SqlDriverAdapter {
  const executeScript = async (script: string) => {
    await run('SAVEPOINT script');
    try {
      await run(script);
    } catch (error) {
      await run('ROLLBACK TO script');
      const { code = 'N/A', severity = 'ERROR', message, detail, hint } = error as pg.DatabaseError;
      throw new DriverAdapterError({
        kind: 'postgres',
        code,
        severity,
        message,
        detail,
        column: undefined,
        hint,
      });
    }
  };
  return Object.assign(adapter, { executeScript });
}
