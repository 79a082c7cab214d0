import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { RateLimiterPostgres, RateLimiterRes, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { Limits } from '../limits.ts';
import { type Allowance, minute } from './rate-limit.ts';

/** The requests of each client, counted in a database that several servers share. */
export interface SharedCount {
  /** Whether it did when it was last asked. */
  readonly answers: boolean;
  /** Counts a request; undefined where there is no answer, which nobody has to wait for again until there is one. */
  count: (client: string) => Promise<Allowance | undefined>;
  close: () => Promise<void>;
}

interface Options {
  limits: Pick<Limits, 'requestsPerMinute' | 'sharedCountMs'>;
  logger: Logger;
}

const table = 'sourcebook_requests';

/** With the columns that the library writes. What was counted within the last minute is not worth being written ahead. */
const createTable = `CREATE UNLOGGED TABLE IF NOT EXISTS ${table}
  (key text PRIMARY KEY, points integer NOT NULL, expire bigint NOT NULL)`;

/** Of clients that have not been there lately, as many as can be deleted at once, and none that another server deletes. */
const forget = `DELETE FROM ${table} WHERE key IN
  (SELECT key FROM ${table} WHERE expire < $1 LIMIT 10000 FOR UPDATE SKIP LOCKED)`;

const isMissing = '42P01';
/** SQLSTATE: two that made it at the same time; the other one has. */
const wasMadeMeanwhile = ['23505', '42P07'];

const retryMs = 500;

/** Opens what `databaseUrl` names, and makes its table. Where that fails, it is tried again for as long as it takes. */
export async function openSharedCount(
  databaseUrl: string,
  { limits: { requestsPerMinute, sharedCountMs }, logger }: Options,
): Promise<SharedCount> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    application_name: 'ai-sourcebook limits',
    // A count takes a fraction of a millisecond.
    max: 4,
    connectionTimeoutMillis: sharedCountMs,
    // The pool closes a connection on which a statement took too long; its server must not go on waiting for a lock by itself.
    query_timeout: sharedCountMs,
    onConnect: (client) => client.query(`SET statement_timeout = ${sharedCountMs}`),
    keepAlive: true,
    // A start that fails is not held up by it.
    allowExitOnIdle: true,
  });
  // A connection that breaks is no reason to end the process; the pool opens another.
  pool.on('error', () => {});
  pool.on('connect', (client) => void client.on('error', () => {}));
  const store = new RLWrapperTimeouts({
    limiter: new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: table,
      // By us: the library would neither try again nor make it unlogged.
      tableCreated: true,
      // It keeps them for an hour, and would try to delete all at once, however many there are.
      clearExpiredByTimeout: false,
      keyPrefix: '',
      points: requestsPerMinute,
      duration: minute / 1_000,
      // Whoever is refused costs no further statement.
      inMemoryBlockOnConsumed: requestsPerMinute,
    }),
    timeoutMs: sharedCountMs,
  });
  const closing = new AbortController();
  let answers = false;

  /** Counts nothing, of nobody: only that shows that it can be written to. */
  const tryOut = () => store.penalty('', 0);

  async function begin(): Promise<void> {
    try {
      await tryOut();
    } catch (error) {
      if (codeOf(error) !== isMissing) throw error;
      await pool.query(createTable).catch((error) => {
        if (!wasMadeMeanwhile.includes(codeOf(error))) throw error;
      });
      await tryOut();
    }
    answers = true;
  }

  async function beginAgain(): Promise<void> {
    while (!answers && !closing.signal.aborted) {
      await wait(retryMs, undefined, { signal: closing.signal, ref: false }).catch(() => {});
      await begin().catch(() => {});
    }
    if (answers) logger.info('Requests are counted together with other servers again.');
  }

  function missed(error: unknown): void {
    answers = false;
    logger.warn({ err: error }, 'Requests are counted by this server alone until the shared count answers.');
    void beginAgain();
  }

  const allowance = ({ remainingPoints, msBeforeNext }: RateLimiterRes, isRefused: boolean): Allowance => ({
    allowed: requestsPerMinute,
    remaining: remainingPoints,
    resetMs: msBeforeNext,
    tooEarlyMs: isRefused ? Math.max(1, msBeforeNext) : 0,
  });

  await begin().catch(missed);
  const forgetting = setInterval(() => {
    if (answers) pool.query(forget, [Date.now() - minute]).catch(() => {});
  }, minute).unref();
  return {
    get answers() {
      return answers;
    },
    async count(client) {
      try {
        return allowance(await store.consume(client), false);
      } catch (error) {
        if (error instanceof RateLimiterRes) return allowance(error, true);
        // Others may have been waiting for the same answer.
        if (answers) missed(error);
        return undefined;
      }
    },
    async close() {
      closing.abort();
      clearInterval(forgetting);
      await pool.end();
    },
  };
}

const codeOf = (error: unknown): string => String((error as { code?: unknown }).code);
