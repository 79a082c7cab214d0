import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';

/** The Postgres server to test on, as a superuser; absent: PGlite in memory. */
export const testServer = process.env['TEST_DATABASE_URL'];

/** The URL of a new, empty database on the test server, and what drops it. */
export async function testDatabaseUrl(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `sourcebook_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** An empty database of its own, migrated, with the owner's access; closing it removes it. */
export async function testDatabase(): Promise<Database> {
  const created = testServer === undefined ? undefined : await testDatabaseUrl(testServer);
  const database = await openDatabase({ databaseUrl: created?.url, access: 'owner' });
  await migrate(database);
  const close = async (opened: Database) => {
    await opened.close();
    await created?.drop();
  };
  return {
    ...database,
    close: () => close(database),
    asReader: async () => {
      const reader = await database.asReader();
      return { ...reader, close: () => close(reader) };
    },
  };
}
