import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { isDatabaseFailure } from '../database/failure.ts';
import { problem } from './problem.ts';
import { currentRequest } from './request-record.ts';

type OnRequest = NonNullable<Plugin['onRequest']>;
type RequestEvent = Parameters<OnRequest>[0];

/**
 * Answers GET and HEAD on `path`, or on every path that it matches, and 405 to any other method.
 * Whatever `answer` throws is logged; the caller reads only that something went wrong.
 */
export function page(
  path: string | RegExp,
  logger: Logger,
  answer: (event: RequestEvent) => Response | Promise<Response>,
): Plugin {
  async function respond(event: RequestEvent): Promise<void> {
    const { request, url, fetchAPI, endResponse } = event;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      const allow = { allow: 'GET, HEAD, OPTIONS' };
      endResponse(problem(fetchAPI, 405, 'METHOD_NOT_ALLOWED', `${url.pathname} answers GET only.`, allow));
      return;
    }
    try {
      endResponse(await answer(event));
    } catch (error) {
      logger.error({ requestId: currentRequest()?.id, err: error, path: url.pathname }, 'a page failed');
      if (isDatabaseFailure(error)) {
        endResponse(problem(fetchAPI, 503, 'SERVICE_UNAVAILABLE', 'The database did not answer.'));
        return;
      }
      endResponse(problem(fetchAPI, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
    }
  }
  return {
    // Not async: each promise here would hold up every request to another path.
    onRequest(event) {
      const { pathname } = event.url;
      return (typeof path === 'string' ? pathname === path : path.test(pathname))
        ? respond(event)
        : undefined;
    },
  };
}
