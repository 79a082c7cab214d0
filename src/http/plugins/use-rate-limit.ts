import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import type { Limits } from '../../limits.ts';
import { seenByFront } from '../front.ts';
import { problem } from '../problem.ts';
import type { Allowance, RateLimit } from '../rate-limit.ts';

/** Refuses a client that asks more often than `rateLimit` lets it. What it may still ask is known to whoever answers it. */
export function useRateLimit({ rateLimit, limits }: { rateLimit: RateLimit; limits: Limits }): Plugin {
  return {
    onRequest({ fetchAPI, serverContext, endResponse }) {
      const { req } = serverContext as { req?: IncomingMessage };
      const seen = seenByFront(req);
      const judge = (allowance: Allowance | undefined) => {
        if (allowance === undefined) return;
        if (seen) seen.allowance = allowance;
        if (allowance.tooEarlyMs === 0) return;
        const seconds = Math.max(1, Math.ceil(allowance.tooEarlyMs / 1000));
        const message = `More than ${limits.requestsPerMinute.toLocaleString('en')} requests in a minute. Try again in ${seconds} s.`;
        endResponse(problem(fetchAPI, 429, 'RATE_LIMITED', message, { 'retry-after': String(seconds) }));
      };
      const counted = seen?.allowance ?? rateLimit.count(req);
      return counted instanceof Promise ? counted.then(judge) : judge(counted);
    },
  };
}
