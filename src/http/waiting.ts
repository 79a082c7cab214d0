import type { RequestListener } from 'node:http';
import { createYoga } from 'graphql-yoga';
import type { Logger } from 'pino';
import { schema } from '../graphql/schema.ts';
import { useCors } from './plugins/use-cors.ts';
import { useHealth } from './plugins/use-health.ts';
import { useRequestLog } from './plugins/use-request-log.ts';
import { useSecurityHeaders } from './plugins/use-security-headers.ts';
import { problem } from './problem.ts';
import { unavailable } from './request-record.ts';

/** What answers until there is a database: that the process lives, and to everything else that it cannot serve yet. */
export function createWaitingListener(logger: Logger): RequestListener {
  return createYoga({
    schema,
    logging: false,
    cors: false,
    healthCheckEndpoint: '\n',
    plugins: [
      useSecurityHeaders(),
      useCors(),
      useHealth({ logger }),
      {
        onRequest({ fetchAPI, endResponse }) {
          endResponse(problem(fetchAPI, 503, 'SERVICE_UNAVAILABLE', unavailable, { 'retry-after': '1' }));
        },
      },
      useRequestLog({ logger }),
    ],
  }).requestListener;
}
