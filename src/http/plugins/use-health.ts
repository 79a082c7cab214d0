import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { page } from '../page.ts';

/** Liveness: the process answers. It asks no database, whose failure a restart of this process would not mend. */
export function useHealth({ logger, path = '/health' }: { logger: Logger; path?: string }): Plugin {
  return page(path, logger, ({ fetchAPI }) =>
    fetchAPI.Response.json({ status: 'alive' }, { headers: { 'cache-control': 'no-store' } }),
  );
}
