import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../limits.ts';
import { createClientAddress, networkOf } from './client-address.ts';

const minute = 60_000;

/**
 * Lets each client ask `requestsPerMinute`: all at once or spread out, and as many again as time has passed since (the generic
 * cell rate algorithm, which keeps one number for each client: when all it has asked will be paid off). 0 lets everybody in.
 * It counts in this process alone, and forgets whoever has not been there for longest.
 */
export class RateLimit {
  readonly #interval: number;
  readonly #paidOff: LRUCache<string, number>;
  readonly #clientAddress: ReturnType<typeof createClientAddress>;

  /** @param trustedProxies whose X-Forwarded-For is believed */
  constructor(
    { requestsPerMinute, rateClients }: Pick<Limits, 'requestsPerMinute' | 'rateClients'>,
    trustedProxies: readonly string[],
  ) {
    this.#interval = requestsPerMinute === 0 ? 0 : minute / requestsPerMinute;
    this.#paidOff = new LRUCache({ max: rateClients });
    this.#clientAddress = createClientAddress(trustedProxies);
  }

  /** Counts a request; how many milliseconds too early it is, and then it is not counted; 0 if it is not. */
  tooEarly(request: IncomingMessage | undefined): number {
    if (this.#interval === 0) return 0;
    // Without a network there is nobody to count.
    const address = request && this.#clientAddress(request);
    if (address === undefined) return 0;
    const client = networkOf(address);
    const moment = performance.now();
    const next = Math.max(this.#paidOff.get(client) ?? moment, moment) + this.#interval;
    if (next - moment > minute) return next - moment - minute;
    this.#paidOff.set(client, next);
    return 0;
  }

  admits = (request: IncomingMessage): boolean => this.tooEarly(request) === 0;
}
