import type { IncomingMessage } from 'node:http';
import { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Limits } from '../../limits.ts';
import { createClientAddress, networkOf } from '../client-address.ts';
import { requestError } from '../request-error.ts';

interface Options {
  limits: Limits;
  /** Whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
}

const retryAfter = { 'retry-after': '60' };

/** Bounds how many subscriptions are open at the same time, of all clients and of one. */
export function useSubscriptions({ limits, trustedProxies }: Options): Plugin<{ req?: IncomingMessage }> {
  const { subscribers, subscribersOfOne } = limits;
  const clientAddress = createClientAddress(trustedProxies);
  const open = new Map<string, number>();
  let all = 0;

  function enter(client: string): () => void {
    const mine = open.get(client) ?? 0;
    if (mine >= subscribersOfOne) {
      const message = `One client can have ${subscribersOfOne} subscriptions open. End one of them.`;
      throw requestError(429, message, { headers: retryAfter });
    }
    if (all >= subscribers) {
      throw new GraphQLError(
        'As many subscriptions are open as there is room for. Try again a little later.',
        {
          extensions: { code: 'SERVICE_UNAVAILABLE', http: { status: 503, headers: retryAfter } },
        },
      );
    }
    open.set(client, mine + 1);
    all += 1;
    return () => {
      const left = (open.get(client) ?? 1) - 1;
      if (left > 0) open.set(client, left);
      else open.delete(client);
      all -= 1;
    };
  }

  return {
    onSubscribe({ args: { contextValue } }) {
      const { req } = contextValue;
      const address = req && clientAddress(req);
      const leave = enter(address === undefined ? '' : networkOf(address));
      return {
        onSubscribeResult({ result }) {
          if (isAsyncIterable(result)) return { onEnd: leave };
          leave();
          return undefined;
        },
        onSubscribeError: leave,
      };
    },
  };
}
