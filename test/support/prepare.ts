import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { extensions } from '../../src/database/extensions.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { dropDatabases, testDatabaseUrl, testServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** What the names of all databases of this run begin with. */
    run: string;
    /** Where all folders of this run are. */
    folder: string;
    /** What test databases are copies of: the name of a database on the test server, or the file of a PGlite. */
    migrated: string;
  }
}

/** Migrates one database for all test files, a copy taking a tenth of the time; at the end nothing is left of the run. */
export default async function prepare({ provide }: TestProject) {
  const run = `sourcebook_${randomBytes(6).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'sourcebook-'));
  provide('run', run);
  provide('folder', folder);
  provide('migrated', await (testServer ? onPostgres(testServer, run) : onPGlite(folder)));
  return async () => {
    await rm(folder, { recursive: true });
    if (testServer) await dropDatabases(testServer, run);
  };
}

async function onPostgres(server: string, run: string): Promise<string> {
  const { url, name } = await testDatabaseUrl(server, 'template1', run);
  const database = await openDatabase({ databaseUrl: url, access: 'owner' });
  await migrate(database);
  await database.close();
  return name;
}

async function onPGlite(folder: string): Promise<string> {
  const dataFolder = join(folder, 'migrated');
  const database = await openDatabase({ dataFolder, access: 'owner' });
  await migrate(database);
  await database.close();
  const pglite = await PGlite.create({ dataDir: join(dataFolder, 'pglite'), extensions });
  const dump = await pglite.dumpDataDir('none');
  await pglite.close();
  const file = join(folder, 'migrated.tar');
  await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  return file;
}
