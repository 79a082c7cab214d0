import { createHash } from 'node:crypto';
import type { Plugin } from 'graphql-yoga';
import { entityMatches } from '../entity-matches.ts';
import { wholeAnswer } from '../whole-answer.ts';

/**
 * Lets browsers and proxies keep what a GET was answered, whole and without errors, for `maxAgeSeconds`, and ask later whether
 * it has changed. Anything else, a POST or an error, is not to be kept. After a release, what is kept is out of date for that long.
 */
export function useCaching({ endpoint = '/graphql', maxAgeSeconds = 60 } = {}): Plugin {
  return {
    onResponse({ request, response, fetchAPI, setResponse }) {
      if (response.headers.has('cache-control') || new URL(request.url).pathname !== endpoint) return;
      const text = request.method === 'GET' ? wholeAnswer(request) : undefined;
      if (response.status !== 200 || text === undefined) {
        response.headers.set('cache-control', 'no-store');
        return;
      }
      // Weak: the same answer compressed is other bytes.
      const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
      response.headers.set('etag', etag);
      response.headers.set('cache-control', `public, max-age=${maxAgeSeconds}`);
      // GraphiQL has the same address, and a refusal depends on what is accepted.
      response.headers.set('vary', 'accept, accept-encoding');
      if (!entityMatches(request.headers.get('if-none-match'), etag)) return;
      const headers = new Headers(response.headers);
      for (const name of ['content-type', 'content-length']) headers.delete(name);
      setResponse(new fetchAPI.Response(null, { status: 304, headers }));
    },
  };
}
