import { createHash, randomUUID } from 'node:crypto';
import { getOperationAST } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { beginning } from '../../claims/shown.ts';
import { currentRequest, type RequestRecord, recorded } from '../request-record.ts';

/** Asked every few seconds by what watches the server. */
const watched = ['/health', '/ready'];

/**
 * Gives each request an id, which the answer carries in `x-request-id`, and writes one line about it: what was asked, by name
 * and hash, how long it took, what it took from the database and how it ended. Never what was asked for, nor who asked: texts,
 * variables, headers and addresses stay out of the log.
 */
export function useRequestLog({ logger }: { logger: Logger }): Plugin {
  return {
    instrumentation: {
      request({ request: { signal } }, answer) {
        const record: RequestRecord = {
          id: randomUUID(),
          begun: performance.now(),
          statements: 0,
          rows: 0,
          codes: [],
          signal,
        };
        return recorded(record, answer);
      },
    },
    onParse({ context: { params } }) {
      const record = currentRequest();
      if (!record || !params.query) return;
      record.document = createHash('sha256').update(params.query).digest('hex').slice(0, 16);
      return ({ result }) => {
        if (result === null || result instanceof Error) return;
        const name = getOperationAST(result, params.operationName)?.name?.value;
        if (name !== undefined) record.operation = beginning(name);
      };
    },
    onResultProcess({ result }) {
      if (Array.isArray(result) || isAsyncIterable(result)) return;
      const codes = (result?.errors ?? []).map(({ extensions }) => String(extensions?.['code']));
      currentRequest()?.codes.push(...new Set(codes));
    },
    onResponse({ request, response }) {
      const record = currentRequest();
      if (!record) return;
      response.headers.set('x-request-id', record.id);
      const { id, begun, patience, signal, ...rest } = record;
      clearTimeout(patience?.timer);
      const { pathname } = new URL(request.url);
      const ms = Math.round(performance.now() - begun);
      const line = {
        requestId: id,
        method: request.method,
        path: beginning(pathname),
        status: response.status,
        ms,
        ...rest,
        ...(signal.aborted && { gone: true }),
      };
      logger[watched.includes(pathname) ? 'debug' : 'info'](line, 'request');
    },
  };
}
