import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { problem } from './problem.ts';

type OnRequest = NonNullable<Plugin['onRequest']>;
type RequestEvent = Parameters<OnRequest>[0];

/**
 * Answers GET and HEAD on `path`, and 405 to any other method.
 * Whatever `answer` throws is logged; the caller reads only that something went wrong.
 */
export function page(
  path: string,
  logger: Logger,
  answer: (event: RequestEvent) => Response | Promise<Response>,
): Plugin {
  return {
    async onRequest(event) {
      const { request, url, fetchAPI, endResponse } = event;
      if (url.pathname !== path) return;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        const allow = { allow: 'GET, HEAD, OPTIONS' };
        endResponse(problem(fetchAPI, 405, 'METHOD_NOT_ALLOWED', `${path} answers GET only.`, allow));
        return;
      }
      try {
        endResponse(await answer(event));
      } catch (error) {
        logger.error({ err: error, path }, 'a page failed');
        endResponse(problem(fetchAPI, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
      }
    },
  };
}
