import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../limits.ts';

/** An answer as it was sent, to be sent again to whoever asks the same of the same release. */
export interface KeptResponse {
  /** The number of the release that it answers as of. */
  release: number;
  headers: OutgoingHttpHeaders;
  /** Its text, until it is sent again for the first time; then its bytes. */
  body: string | Buffer;
  /** What the log says of its operation. */
  told: { operation?: string; document?: string };
  gzipped?: Buffer;
}

/** A shorter answer fits one packet either way; a longer one would hold up everybody while it is compressed. */
const worthCompressing = { least: 1_400, most: 300_000 };

/** Bytes in a piece of memory that is no larger: small buffers are slices of a larger one, which they keep. */
function ownBytes(of: Buffer | string): Buffer {
  const own = Buffer.allocUnsafeSlow(Buffer.byteLength(of));
  if (typeof of === 'string') own.write(of);
  else own.set(of);
  return own;
}

/**
 * Whole answers, by what was asked. What a release answers never changes, so nothing needs to be invalidated: an answer of
 * another release than the newest is not sent any more, and makes way as whatever has not been asked for longest does.
 */
export class ResponseCache {
  readonly #kept: LRUCache<string, KeptResponse>;
  /** What was asked once, and is not kept yet. */
  readonly #asked: LRUCache<string, true>;
  #cleared = 0;

  constructor({ responseCacheBytes, askedOnce }: Pick<Limits, 'responseCacheBytes' | 'askedOnce'>) {
    this.#asked = new LRUCache({ max: askedOnce });
    this.#kept = new LRUCache({
      maxSize: Math.max(1, responseCacheBytes),
      // One answer does not push out all others.
      maxEntrySize: Math.max(1, Math.floor(responseCacheBytes / 8)),
      // As text it takes no more than twice its bytes, and nor does it with its compressed form; the rest is what a key and an
      // object take.
      sizeCalculation: ({ body }) => 2 * Buffer.byteLength(body) + 2_000,
    });
  }

  find(key: string, release: number): KeptResponse | undefined {
    const kept = this.#kept.get(key);
    return kept?.release === release ? kept : undefined;
  }

  /**
   * Keeps an answer; one that took no statement only when it is asked for the second time, since it can be made again at little cost.
   * Most are never asked for again: they would push out others, and what is kept for a while is the dearest garbage.
   */
  keep(key: string, response: KeptResponse, { statements }: { statements: number }): void {
    if (statements === 0 && !this.#asked.has(key)) {
      this.#asked.set(key, true);
      return;
    }
    // A request that took long may end after one of the next release.
    if ((this.#kept.peek(key)?.release ?? 0) > response.release) return;
    this.#kept.set(key, response);
  }

  /** Forgets all, what is being answered now included. */
  clear(): void {
    this.#kept.clear();
    this.#asked.clear();
    this.#cleared += 1;
  }

  /** What tells requests with different answers apart. */
  keyOf({ method, url, headers }: IncomingMessage, body?: Buffer): string {
    const asked = createHash('sha256').update(`${method} ${url}\n${headers.accept ?? ''}\n`);
    return this.#cleared + (body ? asked.update(body) : asked).digest('base64url');
  }
}

/** What is set on an answer of any length, by names in lower case, which those are not all in that Yoga writes. */
export function headersOf({ headers }: Response): Record<string, string> {
  const named = [...headers].map(([name, value]) => [name.toLowerCase(), value] as const);
  const { 'content-length': _, ...kept } = Object.fromEntries(named);
  return kept;
}

/** The bytes of an answer as a client with these headers takes them, compressed at most once. */
export function encoded(
  kept: KeptResponse,
  { 'accept-encoding': accepted }: IncomingHttpHeaders,
): { body: Buffer; encoding?: 'gzip' } {
  if (typeof kept.body === 'string') kept.body = ownBytes(kept.body);
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(String(accepted ?? ''));
  const { length } = kept.body;
  if (!takesGzip || length < worthCompressing.least || length > worthCompressing.most)
    return { body: kept.body };
  kept.gzipped ??= ownBytes(gzipSync(kept.body));
  return { body: kept.gzipped, encoding: 'gzip' };
}
