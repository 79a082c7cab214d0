import type { IncomingMessage } from 'node:http';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ReleaseFeed } from '../../graphql/release-feed.ts';
import { seenByFront } from '../front.ts';
import { documentHash } from '../parameters.ts';
import { currentRequest } from '../request-record.ts';
import type { ResponseCache } from '../response-cache.ts';

interface Options {
  cache: ResponseCache;
  releases: ReleaseFeed;
}

/**
 * Keeps answers for the front to send again: whole ones without errors, and only if no release was published while they were
 * made. Not one to a document that was sent together with its hash, which has to be registered each time.
 */
export function useResponseCache({ cache, releases }: Options): Plugin {
  /** The release that was the newest when an operation began. */
  const begunAt = new WeakMap<Request, number>();
  const whole = new WeakSet<Request>();
  return {
    onParams({ request, params }) {
      if (params.query !== undefined && documentHash(params) !== undefined) return;
      if (releases.current !== undefined) begunAt.set(request, releases.current);
    },
    onResultProcess({ request, result }) {
      if (Array.isArray(result) || isAsyncIterable(result)) return;
      if (result?.errors === undefined && result?.data) whole.add(request);
    },
    async onResponse({ request, response, serverContext, fetchAPI, setResponse }) {
      const seen = seenByFront((serverContext as { req?: IncomingMessage }).req);
      const release = begunAt.get(request);
      if (!seen || release === undefined || response.status !== 200 || !whole.has(request)) return;
      const text = await response.text();
      const body = Buffer.from(text);
      const headers = new Headers(response.headers);
      headers.append('vary', 'accept-encoding');
      headers.set('content-length', String(body.length));
      setResponse(new fetchAPI.Response(text, { headers }));
      if (releases.current !== release) return;
      const { operation, document } = currentRequest() ?? {};
      cache.keep(seen.key, {
        release,
        headers: Object.fromEntries([...headers].filter(([name]) => name !== 'content-length')),
        body,
        told: { ...(operation && { operation }), ...(document && { document }) },
      });
    },
  };
}
