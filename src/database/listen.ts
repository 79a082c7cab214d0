import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { limits } from '../limits.ts';

export interface ListenOptions {
  /** SQL that each connection begins with. */
  begin: string;
  /** How long to wait before a connection that broke is made anew. */
  pauseMs?: number;
}

/**
 * Hears what others notify on `channel`, over a connection of its own: a pool would lend it to somebody else. Whenever it is
 * there again after a break, `hear` is called too, since nobody knows what was missed.
 * @returns what ends it
 */
export function listenOnPostgres(
  databaseUrl: string,
  channel: string,
  hear: () => void,
  { begin, pauseMs = 500 }: ListenOptions,
): () => Promise<void> {
  const stop = new AbortController();

  async function hearUntilItBreaks(): Promise<void> {
    const client = new pg.Client({
      connectionString: databaseUrl,
      application_name: 'ai-sourcebook releases',
      connectionTimeoutMillis: limits.connectionMs,
      // Nothing is sent while there is nothing to hear: only this tells that the other end is gone.
      keepAlive: true,
    });
    // The end is what is waited for; how it came about makes no difference.
    client.on('error', () => {});
    client.on('notification', hear);
    const ended = once(client, 'end', { signal: stop.signal });
    ended.catch(() => {});
    try {
      await client.connect();
      await client.query(`${begin}; LISTEN ${channel}`);
      hear();
      await ended;
    } finally {
      await client.end().catch(() => {});
    }
  }

  async function hearAlways(): Promise<void> {
    while (!stop.signal.aborted) {
      await hearUntilItBreaks().catch(() => {});
      await wait(pauseMs, undefined, { signal: stop.signal }).catch(() => {});
    }
  }

  const over = hearAlways();
  return async () => {
    stop.abort();
    await over;
  };
}
