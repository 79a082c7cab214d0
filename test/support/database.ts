import { openAsBlob } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { testDatabaseUrl, testServer } from './server.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface TestDatabase extends Database {
  /** The same database as another process opens it; PGlite can only be opened by one. */
  again: () => Promise<Database>;
}

/** An empty database of its own, migrated, with the owner's access; closing it removes it. */
export async function testDatabase(): Promise<TestDatabase> {
  const migrated = inject('migrated');
  const created = testServer === undefined ? undefined : await testDatabaseUrl(testServer, migrated);
  const database = await openDatabase({
    access: 'owner',
    ...(created ? { databaseUrl: created.url } : { contents: await openAsBlob(migrated) }),
  });
  const close = async (opened: Database) => {
    await opened.close();
    await created?.drop();
  };
  return {
    ...database,
    close: () => close(database),
    again: async () =>
      created
        ? openDatabase({ access: 'owner', databaseUrl: created.url })
        : { ...database, close: async () => {} },
    asReader: async () => {
      const reader = await database.asReader();
      return { ...reader, close: () => close(reader) };
    },
  };
}

/** The settings with which a command has a database of its own, empty; it is gone when the tests have ended. */
export async function emptyDatabase(): Promise<Record<string, string>> {
  if (testServer === undefined) return { DATA_FOLDER: join(await temporaryFolder(), 'data') };
  return { DATABASE_URL: (await testDatabaseUrl(testServer)).url };
}
