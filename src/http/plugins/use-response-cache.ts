import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Pin } from '../../database/pin.ts';
import type { Context } from '../../graphql/context.ts';
import { seenByFront } from '../front.ts';
import { documentHash } from '../parameters.ts';
import { currentRequest } from '../request-record.ts';
import { headersOf, type ResponseCache } from '../response-cache.ts';
import { noteWhole, wholeAnswer } from '../whole-answer.ts';

interface Options {
  cache: ResponseCache;
}

/**
 * Keeps answers for the front to send again: whole ones without errors, as of the release that all of it was read of. Not one to
 * a document that was sent together with its hash, which has to be registered each time.
 */
export function useResponseCache({ cache }: Options): Plugin<Context> {
  const pins = new WeakMap<Request, Pin>();
  return {
    onExecute({ args: { contextValue } }) {
      const { request, params, database } = contextValue;
      if (params.query !== undefined && documentHash(params) !== undefined) return;
      if (database.pin) pins.set(request, database.pin);
    },
    onResultProcess({ request, result }) {
      noteWhole(request, result);
    },
    onResponse({ request, response, serverContext }) {
      const { status, headers } = response;
      const seen = seenByFront((serverContext as { req?: IncomingMessage }).req);
      const text = wholeAnswer(request);
      if (seen?.key === undefined || status !== 200 || text === undefined) return;
      if (!headers.get('vary')?.includes('accept-encoding')) headers.append('vary', 'accept-encoding');
      const release = pins.get(request)?.number;
      if (release === undefined) return;
      const record = currentRequest();
      if (!record) return;
      const { operation, document } = record;
      const told = { ...(operation && { operation }), ...(document && { document }) };
      cache.keep(seen.key, { release, headers: headersOf(response), body: text, told }, record);
    },
  };
}
