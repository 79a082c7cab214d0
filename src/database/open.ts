import { mkdir } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { SourcebookError } from '../errors.ts';
import { limits } from '../limits.ts';
import { extensions } from './extensions.ts';
import { lockFolder } from './folder-lock.ts';
import { PrismaClient } from './generated/client.ts';
import { listenOnPostgres } from './listen.ts';
import { type MigrationAdapter, migrateOnPGlite, migrateOnPostgres } from './migration-adapter.ts';
import type { Pin } from './pin.ts';
import { unreachable } from './unreachable.ts';

export interface Database {
  kind: 'pglite' | 'postgres';
  prisma: PrismaClient;
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
  /** Where PGlite keeps its files; absent: in memory, gone when it is closed. */
  dataFolder?: string | undefined;
  /** What PGlite holds at first, as its `dumpDataDir` wrote it; absent: what its folder holds, or nothing. */
  contents?: Blob | undefined;
  /** An owner can migrate and seed, a reader can only read. */
  access: 'owner' | 'reader';
}

/** The role that the API reads as; the migrations create it and grant it what it may. */
const readerRole = 'sourcebook_reader';

/**
 * What makes a connection a reader's, whatever DATABASE_URL sets. A statement is cut off before whoever asked has given up;
 * not in PGlite, whose one thread has nobody to interrupt it: there a statement runs until it is done. Nothing is compiled for a
 * statement: Postgres took 2.4 s to compile one that it then ran in 0.1 s.
 */
const becomeReader = `SET jit = 'off'; SET default_transaction_read_only = 'on'; SET statement_timeout = '${limits.statementMs}'; SET role = '${readerRole}'`;

/**
 * Opens Postgres, or PGlite where no URL is given, and makes sure that it answers.
 * @throws SourcebookError `DATABASE_UNREACHABLE`, `DATABASE_IN_USE`, or `DATABASE_BEHIND` where the reader's role is missing
 */
export function openDatabase({ databaseUrl, ...options }: DatabaseOptions): Promise<Database> {
  return databaseUrl === undefined ? openPGlite(options) : openPostgres(databaseUrl, options.access);
}

async function openPostgres(databaseUrl: string, access: DatabaseOptions['access']): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'ai-sourcebook',
    // Two per core of a usual small server: more would only wait for one another inside Postgres.
    max: 10,
    // How long a request waits for a connection, new or free, before it is told that the service is not available.
    connectionTimeoutMillis: limits.connectionMs,
    // So that even an owner, who waits for as long as a statement takes, learns in minutes that nobody is there any more.
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    Client: PromptClient,
    // Not with the option `options`: pg lets those of the URL take its place.
    ...(access === 'reader' ? { onConnect: (client) => client.query(becomeReader) } : {}),
  });
  if (access === 'reader') cutSilentConnections(pool);
  // A connection that breaks is no reason to end the process; the pool opens another. It listens itself while nobody uses the
  // connection, and Prisma within transactions, but there are moments in between.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw unreachable(databaseUrl, error);
  }
  const { prisma, statements } = connect(new PrismaPg(pool));
  const close = async () => {
    await prisma.$disconnect();
    await pool.end();
  };
  const asReader = async () => {
    await close();
    return openPostgres(databaseUrl, 'reader');
  };
  const forMigrations: Database['forMigrations'] = (use) => migrateOnPostgres(databaseUrl, use);
  const listen: Database['listen'] = async (channel, hear) =>
    listenOnPostgres(databaseUrl, channel, hear, { begin: becomeReader });
  const connections = () => ({
    busy: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  });
  return { kind: 'postgres', prisma, forMigrations, statements, connections, asReader, listen, close };
}

/**
 * Gives up making a connection earlier than the pool does, which has one time for that and for waiting until one is free. Otherwise
 * connections that were begun while nobody listened would keep those out that could be made now.
 */
class PromptClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: limits.connectMs });
  }
}

/**
 * Breaks a connection on which an answer is awaited and nothing comes: the database is frozen, or something between swallows what is
 * sent. pg would wait for ever; with its `query_timeout`, a transaction would then wait as long to be rolled back, and the connection
 * be lent to the next.
 */
function cutSilentConnections(pool: pg.Pool): void {
  const cutAfter = (client: pg.PoolClient, ms: number) => {
    // The types of pg leave it out; its pool relies on it as well.
    const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
    stream.setTimeout(ms);
    return stream;
  };
  pool.on('connect', (client) => {
    const stream = cutAfter(client, limits.silenceMs);
    stream.on('timeout', () => stream.destroy());
  });
  pool.on('acquire', (client) => cutAfter(client, limits.silenceMs));
  pool.on('release', (_error, client) => cutAfter(client as pg.PoolClient, 0));
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

function connect(adapter: SqlDriverAdapterFactory) {
  const prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  let sent = 0;
  prisma.$on('query', () => {
    sent += 1;
  });
  return { prisma, statements: () => sent };
}
