import { setTimeout as wait } from 'node:timers/promises';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
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

/** Why the database cannot serve yet; undefined when it can. */
async function reasonNotReady(database: Database): Promise<string | undefined> {
  if ((await pendingMigrations(database)).length > 0) return 'A migration is pending.';
  if ((await database.prisma.release.count()) === 0) return 'No release has been published.';
  return undefined;
}

/**
 * Readiness: 200 when the database answers, has every migration and holds a release, and the server is not about to stop; otherwise
 * 503 and the reason.
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
      return await Promise.race([reasonNotReady(database), tooLate]);
    } catch (error) {
      logger.warn({ err: error }, 'not ready');
      return silence;
    } finally {
      timer.abort();
    }
  }

  return page(path, logger, async ({ fetchAPI }) => {
    const reason = isLeaving() ? 'The server is about to stop.' : await check();
    return fetchAPI.Response.json(reason ? { status: 'unavailable', reason } : { status: 'ready' }, {
      status: reason ? 503 : 200,
      headers: { 'cache-control': 'no-store' },
    });
  });
}
