import { setTimeout as wait } from 'node:timers/promises';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { PrismaClient } from '../../database/generated/client.ts';
import { pendingMigrations } from '../../database/migrate.ts';
import type { Database } from '../../database/open.ts';
import { page } from '../page.ts';

interface Options {
  database: Database;
  logger: Logger;
  /** Whether it is about to stop. */
  isLeaving?: () => boolean;
  path?: string;
  /** A load balancer that waits longer takes the silence itself for an answer. */
  timeoutMs?: number;
}

/** Why a server cannot serve yet; undefined when it can. */
async function reasonNotReady(prisma: PrismaClient): Promise<string | undefined> {
  if ((await pendingMigrations({ prisma })).length > 0) return 'A migration is pending.';
  if ((await prisma.release.count()) === 0) return 'No release has been published.';
  return undefined;
}

/** Why neither the database nor any of its replicas can; undefined as soon as one can. */
async function reasonOfAll({ prisma, replicas }: Database): Promise<string | undefined> {
  const asked = (replicas?.clients() ?? [prisma]).map(reasonNotReady);
  const ready = asked.map(async (reason) => {
    if ((await reason) !== undefined) throw new Error('It cannot.');
  });
  return Promise.any(ready).then(
    () => undefined,
    () => asked[0],
  );
}

/**
 * Readiness: 200 when the database, or a replica, answers, has every migration and holds a release, and the server is not about to
 * stop; otherwise 503 and the reason. Says of each replica whether it is used.
 */
export function useReadiness({
  database,
  logger,
  isLeaving = () => false,
  path = '/ready',
  timeoutMs = 1000,
}: Options): Plugin {
  const silence = 'The database does not answer.';

  async function check(): Promise<string | undefined> {
    const timer = new AbortController();
    const tooLate = wait(timeoutMs, silence, { signal: timer.signal, ref: false });
    // Losing the race is how the timer ends normally.
    tooLate.catch(() => {});
    try {
      return await Promise.race([reasonOfAll(database), tooLate]);
    } catch (error) {
      logger.warn({ err: error }, 'not ready');
      return silence;
    } finally {
      timer.abort();
    }
  }

  return page(path, logger, async ({ fetchAPI }) => {
    const reason = isLeaving() ? 'The server is about to stop.' : await check();
    const replicas = database.replicas && { replicas: database.replicas.states() };
    return fetchAPI.Response.json(
      { ...(reason ? { status: 'unavailable', reason } : { status: 'ready' }), ...replicas },
      { status: reason ? 503 : 200, headers: { 'cache-control': 'no-store' } },
    );
  });
}
