import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ReleaseFeed } from '../graphql/release-feed.ts';
import type { Limits } from '../limits.ts';
import { entityMatches } from './entity-matches.ts';
import type { RateLimit } from './rate-limit.ts';
import { encoded, type KeptResponse, keyOf, type ResponseCache } from './response-cache.ts';

interface Options {
  /** What answers what has not been answered before. */
  listener: RequestListener;
  cache: ResponseCache;
  releases: ReleaseFeed;
  rateLimit: RateLimit;
  logger: Logger;
  limits: Limits;
  /** Told the status of each answer that is sent again. */
  onKept: (status: number) => void;
  endpoint?: string;
}

/** The body of a request that the front has read, and where its answer may be kept. */
export interface Seen {
  key: string;
  body?: Buffer;
}

const seen = new WeakMap<IncomingMessage, Seen>();

export const seenByFront = (request: IncomingMessage | undefined): Seen | undefined =>
  request && seen.get(request);

/**
 * Stands before Yoga and sends again what was sent before, for a tenth of the work: whoever asks the same of the same release is
 * counted, has an id and a line in the log as anybody, but nothing is parsed, planned or read. All else is passed on.
 */
export function createFront({ listener, ...options }: Options): RequestListener {
  const { cache, releases, limits, endpoint = '/graphql' } = options;

  const answer = (request: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    const key = keyOf(request, body);
    const release = releases.current;
    const kept = release === undefined ? undefined : cache.find(key, release);
    if (kept && options.rateLimit.admits(request)) return send(kept, request, response, options);
    seen.set(request, { key, ...(body && { body }) });
    listener(request, response);
  };

  return (request, response) => {
    releases.watch();
    const { method, url = '', headers } = request;
    const isAsked = url.startsWith(endpoint) && /^[?]|^$/.test(url.slice(endpoint.length));
    if (!isAsked || limits.responseCacheBytes === 0) return listener(request, response);
    if (method === 'GET') return answer(request, response);
    const length = Number(headers['content-length']);
    // Whatever else is sent is refused, whoever sent the same as JSON before.
    const isJson = /^\s*application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
    const isPlain = headers['content-encoding'] === undefined && headers['transfer-encoding'] === undefined;
    if (method !== 'POST' || !isJson || !isPlain || !(length > 0 && length <= limits.bodyBytes))
      return listener(request, response);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(request, response, parts.length === 1 ? parts[0] : Buffer.concat(parts)));
  };
}

function send(
  kept: KeptResponse,
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  { logger, onKept, endpoint = '/graphql' }: Pick<Options, 'logger' | 'onKept' | 'endpoint'>,
): void {
  const requestId = randomUUID();
  const { etag } = kept.headers;
  const isKnown =
    method === 'GET' && typeof etag === 'string' && entityMatches(headers['if-none-match'] ?? null, etag);
  const status = isKnown ? 304 : 200;
  const { body, encoding } = isKnown ? { body: undefined } : encoded(kept, headers);
  const { 'content-type': type, ...others } = kept.headers;
  response.writeHead(status, {
    ...others,
    ...(body && { 'content-type': type, 'content-length': body.length }),
    ...(encoding && { 'content-encoding': encoding }),
    'x-request-id': requestId,
  });
  response.end(body);
  onKept(status);
  const line = { requestId, method, path: endpoint, status, ms: 0, ...kept.told };
  logger.info({ ...line, statements: 0, rows: 0, codes: [], kept: true }, 'request');
}
