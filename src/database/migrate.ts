import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { SourcebookError } from '../errors.ts';
import { type Database, openDatabase } from './open.ts';
import { withSchemaEngine } from './schema-engine.ts';

const migrationsFolder = 'prisma/migrations';
const schemaFile = 'prisma/schema.prisma';
const everything = { externalTables: [], externalEnums: [] };

type Reader = Pick<Database, 'prisma'>;

/** Any number will do, as long as nothing else in the database locks the same. */
const lockKey = 7_270_424;

/**
 * Applies the migrations that `database` lacks and returns their names. Of two at once one waits for the other.
 * `_prisma_migrations` is kept as Prisma's own command keeps it.
 * @throws SourcebookError `MIGRATION_FAILED`, with the migration and the reason
 */
export async function migrate(database: Database, folder = migrationsFolder): Promise<string[]> {
  if ((await pendingMigrations(database, folder)).length === 0) return [];
  const apply = async () => {
    const pending = await pendingMigrations(database, folder);
    for (const [index] of pending.entries()) await applyOne(database, folder, pending.slice(index));
    return pending;
  };
  // A PGlite folder has one process and one connection, which the engine needs for itself.
  if (database.kind === 'pglite') return apply();
  return database.prisma.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${lockKey})`;
      return apply();
    },
    { maxWait: 10 * 60_000, timeout: 10 * 60_000 },
  );
}

/**
 * Applies the first of those that are pending. Its script and the engine's account of it are one transaction: were a process to
 * end in between, the next one would run the script again, over what it has made.
 */
async function applyOne(database: Database, folder: string, [, ...later]: readonly string[]): Promise<void> {
  const failed = await failedMigrations(database);
  const migrationsList = await migrationList(folder, later);
  await withSchemaEngine(database, async (engine) => {
    // Prisma's own command leaves them, and applies nothing more until they are marked.
    for (const migrationName of failed) await engine.markMigrationRolledBack({ migrationName });
    return engine.applyMigrations({ migrationsList, filters: everything });
  });
}

/** The names of the migrations in `folder` that `database` lacks, oldest first. One plain statement, no engine. */
export async function pendingMigrations(database: Reader, folder = migrationsFolder): Promise<string[]> {
  const names = await migrationNames(folder);
  if (!(await hasAccount(database))) return names;
  const applied = await database.prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  const known = new Set(applied.map(({ name }) => name));
  return names.filter((name) => !known.has(name));
}

/** @throws SourcebookError `DATABASE_BEHIND` if `database` lacks a migration */
export async function assertMigrated(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length === 0) return;
  throw new SourcebookError('DATABASE_BEHIND', `It lacks ${pending.join(', ')}. Run: npm run seed`);
}

/** Migrations that were begun and neither finished nor marked as rolled back. */
async function failedMigrations(database: Database): Promise<string[]> {
  if (!(await hasAccount(database))) return [];
  const failed = await database.prisma.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL`;
  return failed.map(({ name }) => name);
}

/** Whether Prisma's own table, which keeps account of migrations, is there. */
async function hasAccount(database: Reader): Promise<boolean> {
  const [{ exists }] = await database.prisma.$queryRaw<[{ exists: boolean }]>`
    SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists`;
  return exists;
}

/**
 * Writes the migration that leads from those in `folder` to `schema`, named with the time and `name`. Returns its path;
 * null if nothing has changed. It is worked out on a database in memory.
 */
export async function writeMigration(
  name: string,
  { folder = migrationsFolder, schema = schemaFile, now = new Date() } = {},
): Promise<string | null> {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
    throw new SourcebookError(
      'MIGRATION_FAILED',
      `A migration is named like add_country, not ${JSON.stringify(name)}.`,
    );
  }
  const script = await difference(folder, schema);
  if (script === null) return null;
  const timestamp = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const path = join(folder, `${timestamp}_${name}`, 'migration.sql');
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, script);
  return path;
}

/** The SQL that leads from the migrations in `folder` to `schema`; null if they come to the same. */
async function difference(folder: string, schema: string): Promise<string | null> {
  const shadow = await openDatabase({ access: 'owner' });
  try {
    const { exitCode, stdout } = await withSchemaEngine(shadow, async (engine) =>
      engine.diff({
        from: { tag: 'migrations', ...(await migrationList(folder)) },
        to: { tag: 'schemaDatamodel', files: [{ path: schema, content: await readFile(schema, 'utf8') }] },
        script: true,
        exitCode: true,
        filters: everything,
      }),
    );
    return exitCode === 0 ? null : (stdout ?? null);
  } finally {
    await shadow.close();
  }
}

async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** The folder as the engine takes it: it reads no files itself. */
async function migrationList(folder: string, without: readonly string[] = []): Promise<MigrationList> {
  const names = (await migrationNames(folder)).filter((name) => !without.includes(name));
  const lockfile = await readFile(join(folder, 'migration_lock.toml'), 'utf8');
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok' as const, value: await readFile(join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
    ),
  };
}
