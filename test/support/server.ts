import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

/** The Postgres server to test on, as a superuser; absent: PGlite in memory. */
export const testServer = process.env['TEST_DATABASE_URL'];

/** The URL of a new database on the test server, empty or a copy of `template`, and what drops it; the end of `run` does too. */
export async function testDatabaseUrl(server: string, template = 'template1', run = inject('run')) {
  const name = `${run}_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => dropDatabase(server, name) };
}

/** Drops all databases that were made in `run` and are still there. */
export async function dropDatabases(server: string, run: string): Promise<void> {
  const names = await onServer(
    server,
    `SELECT datname FROM pg_database WHERE starts_with(datname, '${run}')`,
  );
  for (const { datname } of names) await dropDatabase(server, datname);
}

const dropDatabase = async (server: string, name: string) =>
  void (await onServer(server, `DROP DATABASE ${name} WITH (FORCE)`));

async function onServer(server: string, statement: string) {
  const client = new pg.Client(server);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
