import { createHash } from 'node:crypto';
import { getOperationAST } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { beginning } from '../../claims/shown.ts';
import { beginRecord, currentRequest, logRecord, recorded } from '../request-record.ts';

/** Gives each request an id, which the answer carries in `x-request-id`, and has a line written about it. */
export function useRequestLog({ logger }: { logger: Logger }): Plugin {
  return {
    instrumentation: {
      // What comes by the shortcut has its record.
      request: ({ request: { signal } }, answer) => recorded(currentRequest() ?? beginRecord(signal), answer),
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
      const { pathname: path } = new URL(request.url);
      logRecord(logger, record, { method: request.method, path, status: response.status });
    },
  };
}
