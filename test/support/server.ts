import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** The Postgres server to test on, as a superuser; absent: PGlite in memory. */
export const testServer = process.env['TEST_DATABASE_URL'];

/** The URL of a new database on the test server, empty or a copy of `template`, and what drops it. */
export async function testDatabaseUrl(server: string, template = 'template1') {
  const name = `sourcebook_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, name, drop: () => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`) };
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
