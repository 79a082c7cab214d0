import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { page } from '../page.ts';

/** Leads whoever opens the bare address to GraphiQL. */
export function useHome({ logger, location = '/graphql' }: { logger: Logger; location?: string }): Plugin {
  return page(
    '/',
    logger,
    ({ fetchAPI }) => new fetchAPI.Response(null, { status: 302, headers: { location } }),
  );
}
