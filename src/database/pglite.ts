import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { SourcebookError } from '../errors.ts';
import { extensions } from './extensions.ts';
import { lockFolder } from './folder-lock.ts';
import { migrateOnPGlite } from './migration-adapter.ts';
import { type Database, type DatabaseOptions, embeddedIn } from './open.ts';
import { becomeReader, connect } from './prisma.ts';
import { unreachable } from './unreachable.ts';

/**
 * Opens PGlite in its folder, or in memory.
 * @throws SourcebookError `DATABASE_IN_USE`, or `DATABASE_BEHIND` where the reader's role is missing
 */
export async function openPGlite({ dataFolder, contents, access }: DatabaseOptions): Promise<Database> {
  if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true });
  const lock = dataFolder === undefined ? undefined : await lockFolder(dataFolder);
  const pglite = new PGlite({
    dataDir: dataFolder === undefined ? 'memory://' : embeddedIn(dataFolder),
    extensions,
    ...(contents === undefined ? {} : { loadDataDir: contents }),
  });
  const { prisma, statements } = connect(new PrismaPGlite(pglite));
  const close = async () => {
    await prisma.$disconnect();
    if (!pglite.closed) await pglite.close();
    await lock?.release();
  };
  // PGlite is one connection: what is set on it holds for everybody from now on.
  const asReader = async () => {
    try {
      await pglite.exec(becomeReader);
      await lock?.serve();
    } catch (error) {
      await close();
      throw error instanceof SourcebookError ? error : unreachable(`pglite ${dataFolder}`, error);
    }
    return database;
  };
  const forMigrations: Database['forMigrations'] = (use) => migrateOnPGlite(pglite, use);
  const listen: Database['listen'] = async (channel, hear) => {
    const end = await pglite.listen(channel, hear);
    return async () => {
      if (!pglite.closed) await end();
    };
  };
  const database: Database = { kind: 'pglite', prisma, forMigrations, statements, asReader, listen, close };
  return access === 'reader' ? asReader() : database;
}
