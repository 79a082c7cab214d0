import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Pin } from '../../database/pin.ts';
import type { Context } from '../../graphql/context.ts';
import { seenByFront } from '../front.ts';
import { documentHash } from '../parameters.ts';
import { currentRequest } from '../request-record.ts';
import type { ResponseCache } from '../response-cache.ts';
import { isWhole } from '../whole-answer.ts';

interface Options {
  cache: ResponseCache;
}

/**
 * Keeps answers for the front to send again: whole ones without errors, as of the release that all of it was read of. Not one to
 * a document that was sent together with its hash, which has to be registered each time.
 */
export function useResponseCache({ cache }: Options): Plugin<Context> {
  const pins = new WeakMap<Request, Pin>();
  const whole = new WeakSet<Request>();
  return {
    onExecute({ args: { contextValue } }) {
      const { request, params, database } = contextValue;
      if (params.query !== undefined && documentHash(params) !== undefined) return;
      if (database.pin) pins.set(request, database.pin);
    },
    onResultProcess({ request, result }) {
      if (isWhole(result)) whole.add(request);
    },
    async onResponse({ request, response, serverContext, fetchAPI, setResponse }) {
      const seen = seenByFront((serverContext as { req?: IncomingMessage }).req);
      if (seen?.key === undefined || response.status !== 200 || !whole.has(request)) return;
      if (!response.headers.get('vary')?.includes('accept-encoding'))
        response.headers.append('vary', 'accept-encoding');
      const release = pins.get(request)?.number;
      if (release === undefined) return;
      const text = await response.text();
      const body = Buffer.from(text);
      const { 'content-length': _, ...headers } = Object.fromEntries(response.headers);
      setResponse(
        new fetchAPI.Response(text, { headers: { ...headers, 'content-length': String(body.length) } }),
      );
      const { operation, document } = currentRequest() ?? {};
      cache.keep(seen.key, {
        release,
        headers,
        body,
        told: { ...(operation && { operation }), ...(document && { document }) },
      });
    },
  };
}
