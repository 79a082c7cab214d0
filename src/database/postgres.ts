import type { Socket } from 'node:net';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { limits } from '../limits.ts';
import { mayPass } from './failure.ts';
import { listenOnPostgres } from './listen.ts';
import type { Database, DatabaseOptions } from './open.ts';
import { becomeReader, connect } from './prisma.ts';
import { Replicas } from './replicas.ts';
import { named, unreachable } from './unreachable.ts';

type Options = DatabaseOptions & { databaseUrl: string };

/**
 * Opens Postgres and, for a reader, its replicas. Where the primary does not answer, one of them is enough.
 * @throws SourcebookError `DATABASE_UNREACHABLE`, or `DATABASE_BEHIND` where the reader's role is missing
 */
export async function openPostgres(options: Options): Promise<Database> {
  const { databaseUrl, access, replicaUrls = [], say = () => {} } = options;
  const primary = openServer(databaseUrl, access);
  const others = access === 'reader' ? replicaUrls.map((url) => openServer(url, access)) : [];
  const all = [primary, ...others];
  const replicas = new Replicas({
    primary: primary.prisma,
    replicas: others.map(({ prisma }, index) => {
      const name = `Replica ${index + 1}: ${named(replicaUrls[index] as string)}`;
      return { name, prisma };
    }),
    say,
  });
  const close = async () => {
    replicas.close();
    await Promise.all(all.map((server) => server.close()));
  };
  const [[failure], answering] = await Promise.all([
    primary.check().then(
      () => [],
      (error: unknown) => [error],
    ),
    replicas.begin(),
  ]);
  if (failure !== undefined) {
    const error = unreachable(databaseUrl, failure);
    if (answering === 0 || !mayPass(failure)) {
      await close();
      throw error;
    }
    say(error.message);
  }
  const sum = (count: (pool: pg.Pool) => number) => all.reduce((total, { pool }) => total + count(pool), 0);
  return {
    kind: 'postgres',
    prisma: primary.prisma,
    ...(others.length > 0 && { replicas }),
    forMigrations: async (use) =>
      (await import('./migration-adapter.ts')).migrateOnPostgres(databaseUrl, use),
    statements: () => all.reduce((total, { statements }) => total + statements(), 0),
    connections: () => ({
      busy: sum(({ totalCount, idleCount }) => totalCount - idleCount),
      idle: sum(({ idleCount }) => idleCount),
      waiting: sum(({ waitingCount }) => waitingCount),
    }),
    async asReader() {
      await close();
      return openPostgres({ ...options, access: 'reader' });
    },
    // A replica cannot be listened to.
    listen: async (channel, hear) => listenOnPostgres(databaseUrl, channel, hear, { begin: becomeReader }),
    close,
  };
}

/** Connections to one server. */
function openServer(url: string, access: DatabaseOptions['access']) {
  const pool = new pg.Pool({
    connectionString: url,
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
  const { prisma, statements } = connect(new PrismaPg(pool));
  return {
    pool,
    prisma,
    statements,
    check: async () => (await pool.connect()).release(),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
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
