import type { IncomingMessage } from 'node:http';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../limits.ts';
import { createClientAddress, networkOf } from './client-address.ts';
import type { SharedCount } from './shared-count.ts';

export const minute = 60_000;

/** What a client may still ask, a request of it being counted. */
export interface Allowance {
  /** Requests in a minute. */
  allowed: number;
  /** Requests that it can still send at once. */
  remaining: number;
  /** Milliseconds until it can send `allowed` at once again. */
  resetMs: number;
  /** Milliseconds that this request is too early, and is refused; 0 if it is not. */
  tooEarlyMs: number;
}

/**
 * Lets each client ask `requestsPerMinute`: all at once or spread out, and as many again as time has passed since (the generic
 * cell rate algorithm, which keeps one number for each client: when all it has asked will be paid off). 0 lets everybody in.
 * It counts in this process alone, and forgets whoever has not been there for longest; or together with other servers, for as
 * long as what they share answers.
 */
export class RateLimit {
  readonly #allowed: number;
  readonly #interval: number;
  readonly #paidOff: LRUCache<string, number>;
  readonly #clientAddress: ReturnType<typeof createClientAddress>;
  readonly #shared: SharedCount | undefined;

  /** @param trustedProxies whose X-Forwarded-For is believed */
  constructor(
    { requestsPerMinute, rateClients }: Pick<Limits, 'requestsPerMinute' | 'rateClients'>,
    trustedProxies: readonly string[],
    shared?: SharedCount,
  ) {
    this.#allowed = requestsPerMinute;
    this.#interval = requestsPerMinute === 0 ? 0 : minute / requestsPerMinute;
    this.#paidOff = new LRUCache({ max: rateClients });
    this.#clientAddress = createClientAddress(trustedProxies);
    this.#shared = shared;
  }

  /** Counts a request, at once unless others count along; undefined where there is no limit, or nobody to count. */
  count(request: IncomingMessage | undefined): Allowance | undefined | Promise<Allowance> {
    if (this.#interval === 0) return undefined;
    // Without a network there is nobody to count.
    const address = request && this.#clientAddress(request);
    if (address === undefined) return undefined;
    const client = networkOf(address);
    if (!this.#shared?.answers) return this.#countHere(client);
    return this.#shared.count(client).then((allowance) => allowance ?? this.#countHere(client));
  }

  #countHere(client: string): Allowance {
    const moment = performance.now();
    const before = Math.max(this.#paidOff.get(client) ?? moment, moment);
    const next = before + this.#interval;
    // Such sums are off by a billionth of a millisecond, which is not too early.
    const early = next - moment - minute;
    const tooEarlyMs = early < 1e-3 ? 0 : early;
    // A request that is refused is not counted.
    if (tooEarlyMs === 0) this.#paidOff.set(client, next);
    const resetMs = (tooEarlyMs === 0 ? next : before) - moment;
    const remaining = Math.floor((minute - resetMs) / this.#interval + 1e-6);
    return { allowed: this.#allowed, remaining, resetMs, tooEarlyMs };
  }
}
