import type { Plugin } from 'graphql-yoga';
import { readAddress, readBody, tooLarge } from '../parameters.ts';
import { problem } from '../problem.ts';
import { requestError } from '../request-error.ts';

const answered = ['application/graphql-response+json', 'application/json', 'application/*', '*/*'];

/** The media types in a header, in lower case, without parameters. */
function mediaTypes(header: string | null): string[] {
  return (header ?? '').split(',').map((part) => (part.split(';')[0] ?? '').trim().toLowerCase());
}

function accepts(request: Request): boolean {
  const types = mediaTypes(request.headers.get('accept'));
  return types.every((type) => type === '') || types.some((type) => answered.includes(type));
}

/**
 * Takes GraphQL from GET and from POST with JSON, and from nothing else.
 * Yoga by itself also executes text/plain, urlencoded and multipart bodies, which a page of another origin can
 * send without asking first (CSRF), and answers text/event-stream and multipart/mixed, which nothing here needs.
 */
export function useRequestRules({ maximumBodyBytes }: { maximumBodyBytes: number }): Plugin {
  return {
    onRequestParse({ request, fetchAPI, setRequestParser, endResponse }) {
      const { method, headers } = request;
      if (method !== 'GET' && method !== 'POST') {
        const allow = { allow: 'GET, POST, OPTIONS' };
        throw requestError(405, 'GraphQL is asked by GET or POST.', { headers: allow });
      }
      if (!accepts(request)) {
        const message = 'Answers are application/graphql-response+json or application/json.';
        endResponse(problem(fetchAPI, 406, 'NOT_ACCEPTABLE', message));
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
      if (Number(headers.get('content-length')) > maximumBodyBytes) throw tooLarge(maximumBodyBytes);
      setRequestParser((whole) => readBody(whole, maximumBodyBytes));
    },
  };
}
