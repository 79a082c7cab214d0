import { join } from 'node:path';
import type { PrismaClient } from './generated/client.ts';
import type { MigrationAdapter } from './migration-adapter.ts';
import type { Pin } from './pin.ts';
import type { Replicas } from './replicas.ts';

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

/** Where PGlite keeps its files in a `dataFolder`. */
export const embeddedIn = (dataFolder: string): string => join(dataFolder, 'pglite');

/**
 * Opens Postgres, or PGlite where no URL is given, and makes sure that it answers.
 * @throws SourcebookError `DATABASE_UNREACHABLE`, `DATABASE_IN_USE`, or `DATABASE_BEHIND` where the reader's role is missing
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const { databaseUrl } = options;
  // What the other needs is not even loaded.
  if (databaseUrl === undefined) return (await import('./pglite.ts')).openPGlite(options);
  return (await import('./postgres.ts')).openPostgres({ ...options, databaseUrl });
}
