import type { IncomingMessage } from 'node:http';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../limits.ts';
import { createClientAddress, networkOf } from '../client-address.ts';
import { problem } from '../problem.ts';

interface Options {
  limits: Limits;
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
}

const minute = 60_000;

/**
 * Lets each client ask `requestsPerMinute`: all at once or spread out, and as many again as time has passed since (the generic
 * cell rate algorithm, which keeps one number for each client: when all it has asked will be paid off). 0 lets everybody in.
 * It counts in this process alone, and forgets whoever has not been there for longest.
 */
export function useRateLimit({ limits, trustedProxies }: Options): Plugin {
  const { requestsPerMinute, rateClients } = limits;
  if (requestsPerMinute === 0) return {};
  const interval = minute / requestsPerMinute;
  const paidOff = new LRUCache<string, number>({ max: rateClients });
  const clientAddress = createClientAddress(trustedProxies);

  /** Counts a request; how many milliseconds too early it is, 0 if it is not. */
  function tooEarly(client: string): number {
    const moment = Date.now();
    const next = Math.max(paidOff.get(client) ?? moment, moment) + interval;
    if (next - moment > minute) return next - moment - minute;
    paidOff.set(client, next);
    return 0;
  }

  return {
    onRequest({ fetchAPI, serverContext, endResponse }) {
      const { req } = serverContext as { req?: IncomingMessage };
      const address = req && clientAddress(req);
      // Without a network there is nobody to count.
      if (address === undefined) return;
      const wait = tooEarly(networkOf(address));
      if (wait === 0) return;
      const seconds = Math.max(1, Math.ceil(wait / 1000));
      const message = `More than ${requestsPerMinute.toLocaleString('en')} requests in a minute. Try again in ${seconds} s.`;
      endResponse(problem(fetchAPI, 429, 'RATE_LIMITED', message, { 'retry-after': String(seconds) }));
    },
  };
}
