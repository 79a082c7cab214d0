import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { seenByFront } from '../front.ts';
import { parametersIn, readAddress, tooLarge } from '../parameters.ts';
import { problem } from '../problem.ts';
import { requestError } from '../request-error.ts';

const answered = ['application/graphql-response+json', 'application/json', 'application/*', '*/*'];

/** The media types in a header, in lower case, without parameters. */
function mediaTypes(header: string | null): string[] {
  return (header ?? '').split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase());
}

const answersAre = 'Answers are application/graphql-response+json or application/json.';

const eventStream = 'text/event-stream';

/** Whether the client takes one of these media types; one that does not say takes any. */
function accepts(request: Request, allowed: readonly string[]): boolean {
  const types = mediaTypes(request.headers.get('accept'));
  return types.every((type) => type === '') || types.some((type) => allowed.includes(type));
}

/**
 * Takes GraphQL from GET and from POST with JSON, and from nothing else.
 * Yoga by itself also executes text/plain, urlencoded and multipart bodies, which a page of another origin can
 * send without asking first (CSRF), and answers multipart/mixed, which nothing here needs, and any query as an event stream.
 */
export function useRequestRules({ maximumBodyBytes }: { maximumBodyBytes: number }): Plugin {
  return {
    onRequestParse({ request, fetchAPI, serverContext, setRequestParser, endResponse }) {
      const { method, headers } = request;
      if (method !== 'GET' && method !== 'POST') {
        const allow = { allow: 'GET, POST, OPTIONS' };
        throw requestError(405, 'GraphQL is asked by GET or POST.', { headers: allow });
      }
      if (!accepts(request, [...answered, eventStream])) {
        endResponse(problem(fetchAPI, 406, 'NOT_ACCEPTABLE', answersAre));
        return;
      }
      if (method === 'GET') {
        setRequestParser(readAddress);
        return;
      }
      if (mediaTypes(headers.get('content-type')).join() !== 'application/json') {
        throw requestError(415, 'A POST needs the header `content-type: application/json`.');
      }
      if ((headers.get('content-encoding') ?? 'identity') !== 'identity') {
        throw requestError(415, 'A compressed body is not accepted.');
      }
      const { body, params } = seenByFront((serverContext as { req?: IncomingMessage }).req) ?? {};
      if (body === 'too large') throw tooLarge(maximumBodyBytes);
      setRequestParser(
        async (whole) => params ?? parametersIn(body ?? (await whole.arrayBuffer()), maximumBodyBytes),
      );
    },
    onExecute({ args: { contextValue } }) {
      if (accepts(contextValue.request, answered)) return;
      throw requestError(406, answersAre);
    },
    onSubscribe({ args: { contextValue } }) {
      if (accepts(contextValue.request, [eventStream, 'text/*', '*/*'])) return;
      throw requestError(406, `A subscription is answered as ${eventStream}.`);
    },
  };
}
