import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { migrate, pendingMigrations, writeMigration } from '../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { testDatabaseUrl, testServer } from '../support/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const names = (await readdir('prisma/migrations', { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** An empty database, opened `times` times. */
async function emptyDatabase(times = 1): Promise<Database[]> {
  const created = testServer === undefined ? undefined : await testDatabaseUrl(testServer);
  if (created) closing.push(created.drop);
  const opened = Array.from({ length: times }, async () => {
    const database = await openDatabase({ databaseUrl: created?.url, access: 'owner' });
    closing.push(database.close);
    return database;
  });
  return Promise.all(opened);
}

/** A copy of the migrations to add to. */
async function migrationsCopy(): Promise<string> {
  const folder = await temporaryFolder();
  await cp('prisma/migrations', folder, { recursive: true });
  return folder;
}

/** Adds a migration, `script`, to a folder of them. */
async function addMigration(folder: string, name: string, script: string): Promise<void> {
  await cp(join(folder, names[0] as string), join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'migration.sql'), script);
}

describe('migrating', () => {
  it('applies what is missing, keeps account of it as Prisma does, and applies nothing twice', async () => {
    const [database] = (await emptyDatabase()) as [Database];
    expect(await pendingMigrations(database)).toEqual(names);
    expect(await migrate(database)).toEqual(names);
    expect(await pendingMigrations(database)).toEqual([]);
    expect(await migrate(database)).toEqual([]);
    const kept = await database.prisma.$queryRaw`
      SELECT migration_name AS name, length(checksum) AS checksum, applied_steps_count AS steps
      FROM _prisma_migrations WHERE finished_at IS NOT NULL ORDER BY name`;
    expect(kept).toEqual(names.map((name) => ({ name, checksum: 64, steps: 1 })));
  });

  it('says which migration failed and why, applies nothing after it, and tries again once it is mended', async () => {
    const [database] = (await emptyDatabase()) as [Database];
    const folder = await migrationsCopy();
    await addMigration(folder, '20990101000000_broken', 'CREATE TABLE kept (id INT); SELECT 1 FROM nowhere;');
    await addMigration(folder, '20990101000001_after', 'CREATE TABLE never (id INT);');
    await expect(migrate(database, folder)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
      message: expect.stringMatching(/^20990101000000_broken: .*nowhere/),
    });
    const [found] = await database.prisma.$queryRaw<[object]>`
      SELECT to_regclass('never') IS NULL AS never, count(*)::int AS account
      FROM _prisma_migrations WHERE migration_name LIKE '2099%'`;
    expect(found).toEqual({ never: true, account: 0 });

    await writeFile(join(folder, '20990101000000_broken', 'migration.sql'), 'CREATE TABLE kept (id INT);');
    expect(await migrate(database, folder)).toEqual(['20990101000000_broken', '20990101000001_after']);
  });

  it('runs a script whole: semicolons in comments, texts and functions do not cut it', async () => {
    const [database] = (await emptyDatabase()) as [Database];
    const folder = await migrationsCopy();
    await addMigration(
      folder,
      '20990101000000_semicolons',
      `-- one; two; three\nCREATE TABLE semicolons AS SELECT 'a;b' AS text;\nDO $$ BEGIN PERFORM 1; UPDATE semicolons SET text = text || ';c'; END $$;`,
    );
    await migrate(database, folder);
    expect(await database.prisma.$queryRaw`SELECT text FROM semicolons`).toEqual([{ text: 'a;b;c' }]);
  });

  it('writes the next migration from what has changed in the schema, and nothing where nothing has', async () => {
    const folder = await migrationsCopy();
    expect(await writeMigration('nothing', { folder })).toBeNull();
    const schema = join(folder, 'schema.prisma');
    const changed = (await readFile('prisma/schema.prisma', 'utf8')).replace(
      'model Publisher {',
      'model Publisher {\n  city String?',
    );
    await writeFile(schema, changed);
    const path = await writeMigration('add_city', { folder, schema, now: new Date('2030-01-02T03:04:05Z') });
    expect(path).toBe(join(folder, '20300102030405_add_city', 'migration.sql'));
    expect(await readFile(path as string, 'utf8')).toContain(
      'ALTER TABLE "Publisher" ADD COLUMN     "city" TEXT;',
    );
    expect(await writeMigration('again', { folder, schema })).toBeNull();
  });

  it('refuses a name that would make an odd folder', async () => {
    await expect(writeMigration('../Bad name')).rejects.toThrow('A migration is named like add_country');
  });

  const atOnce = testServer === undefined ? 1 : 3;
  it(`ends well where ${atOnce} run at once: the others wait for the first`, async () => {
    const databases = await emptyDatabase(atOnce);
    const applied = await Promise.all(databases.map((database) => migrate(database)));
    expect(applied.filter(({ length }) => length > 0)).toEqual([names]);
  });

  // PGlite sets timers of its own, which outlast it.
  const server = testServer;
  if (server !== undefined) {
    it('ends, as a command, as soon as it has said what it did', async () => {
      const { url, drop } = await testDatabaseUrl(server);
      closing.push(drop);
      const command = spawn(
        process.execPath,
        ['--import', './scripts/typescript.mjs', 'scripts/migrate.ts'],
        {
          env: { ...process.env, DATABASE_URL: url },
        },
      );
      const ended = once(command, 'close');
      expect(String(await once(command.stdout, 'data'))).toMatch(/^Applied /);
      const said = Date.now();
      expect(await ended).toEqual([0, null]);
      expect(Date.now() - said).toBeLessThan(5_000);
    });
  }
});
