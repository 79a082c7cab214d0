import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlMigrationAwareDriverAdapterFactory as MigrationAdapter,
  type SqlDriverAdapter,
} from '@prisma/driver-adapter-utils';
import type pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { extensions } from './extensions.ts';

export type { MigrationAdapter };

/**
 * Driver adapters as the migration engine needs them: a script runs whole, in order, and is waited for. Prisma's own cut it
 * at every semicolon, inside functions and comments too (Postgres), or do not wait for it (PGlite).
 */
export function postgresForMigrations(pool: pg.Pool): MigrationAdapter {
  const factory = new PrismaPg(pool);
  const connect = async () => running(await factory.connect(), (script) => pool.query(script));
  // It takes the real database for the shadow, so nothing may ask for one.
  const connectToShadowDb = () =>
    Promise.reject(new Error('There is no shadow database on Postgres; PGlite serves as one.'));
  return { provider: factory.provider, adapterName: factory.adapterName, connect, connectToShadowDb };
}

/** As `postgresForMigrations`; the shadow database is another one in memory. */
export function pgliteForMigrations(pglite: PGlite): MigrationAdapter {
  const over = async (database: PGlite) =>
    running(await new PrismaPGlite(database).connect(), (script) => database.exec(script));
  const { provider, adapterName } = new PrismaPGlite(pglite);
  return {
    provider,
    adapterName,
    connect: () => over(pglite),
    connectToShadowDb: () => over(new PGlite({ dataDir: 'memory://', extensions })),
  };
}

/** `adapter`, running scripts with `run`; what Postgres says of them reaches the engine as it expects it. */
function running(adapter: SqlDriverAdapter, run: (script: string) => Promise<unknown>): SqlDriverAdapter {
  const executeScript = async (script: string) => {
    try {
      await run(script);
    } catch (error) {
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
