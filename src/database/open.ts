import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { SourcebookError } from '../errors.ts';
import { extensions } from './extensions.ts';
import { lockFolder } from './folder-lock.ts';
import type { PrismaClient } from './generated/client.ts';
import { type MigrationAdapter, migrateOnPGlite } from './migration-adapter.ts';
import type { Pin } from './pin.ts';
import { openPostgres } from './postgres.ts';
import { becomeReader, connect } from './prisma.ts';
import type { Replicas } from './replicas.ts';
import { unreachable } from './unreachable.ts';

export interface Database {
  kind: 'pglite' | 'postgres';
  /** Of the primary. */
  prisma: PrismaClient;
  /** Of a reader that has any: who is asked first. */
  replicas?: Replicas;
  /** The number of the release as of which `query` answers; absent: the newest. */
  asOf?: number;
  /** The release that a request holds on to; absent: each statement is answered as of what is the newest then. */
  pin?: Pin;
  /** Lends the migration engine an adapter, in one transaction. */
  forMigrations: <Result>(use: (adapter: MigrationAdapter) => Promise<Result>) => Promise<Result>;
  /** What `query` reads through, where somebody watches it. */
  around?: <Row>(read: () => Promise<Row[]>, statements: number) => Promise<Row[]>;
  /** SQL statements sent so far, BEGIN and COMMIT included; reads are sent without them. */
  statements: () => number;
  /** Of Postgres: how many connections are busy or idle, and how many requests wait for one. */
  connections?: () => Record<'busy' | 'idle' | 'waiting', number>;
  /** This database as the API may use it: as a role that can only read. The owner's access ends with it. */
  asReader: () => Promise<Database>;
  /**
   * Calls `hear` when anybody notifies `channel`, and when notifications may have been missed.
   * @returns what ends it
   */
  listen: (channel: string, hear: () => void) => Promise<() => Promise<void>>;
  close: () => Promise<void>;
}

export interface DatabaseOptions {
  /** Postgres to use; absent: PGlite. */
  databaseUrl?: string | undefined;
  /** Streaming replicas of it, which a reader asks before the primary. */
  replicaUrls?: readonly string[];
  /** Told, in a sentence, which replica is left out, and which is used again. */
  say?: (message: string) => void;
  /** Where PGlite keeps its files; absent: in memory, gone when it is closed. */
  dataFolder?: string | undefined;
  /** What PGlite holds at first, as its `dumpDataDir` wrote it; absent: what its folder holds, or nothing. */
  contents?: Blob | undefined;
  /** An owner can migrate and seed, a reader can only read. */
  access: 'owner' | 'reader';
}

/**
 * Opens Postgres, or PGlite where no URL is given, and makes sure that it answers.
 * @throws SourcebookError `DATABASE_UNREACHABLE`, `DATABASE_IN_USE`, or `DATABASE_BEHIND` where the reader's role is missing
 */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl } = options;
  return databaseUrl === undefined ? openPGlite(options) : openPostgres({ ...options, databaseUrl });
}

async function openPGlite({ dataFolder, contents, access }: DatabaseOptions): Promise<Database> {
  if (dataFolder !== undefined) await mkdir(dataFolder, { recursive: true });
  const lock = dataFolder === undefined ? undefined : await lockFolder(dataFolder);
  const pglite = new PGlite({
    dataDir: dataFolder === undefined ? 'memory://' : join(dataFolder, 'pglite'),
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
