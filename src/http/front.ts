import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ReleaseFeed } from '../graphql/release-feed.ts';
import type { Limits } from '../limits.ts';
import { entityMatches } from './entity-matches.ts';
import type { Allowance, RateLimit } from './rate-limit.ts';
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

/** What the front knows of a request to the endpoint. */
export interface Seen {
  /** Where its answer may be kept. */
  key?: string;
  /** Its body, read; or that it is longer than bodies may be, and was not read to its end. */
  body?: Buffer | 'too large';
  /** What its client may still ask, once it has been counted. */
  allowance?: Allowance;
}

const seen = new WeakMap<IncomingMessage, Seen>();

export const seenByFront = (request: IncomingMessage | undefined): Seen | undefined =>
  request && seen.get(request);

/**
 * Stands before Yoga and sends again what was sent before, for a tenth of the work: whoever asks the same of the same release is
 * counted, has an id and a line in the log as anybody, but nothing is parsed, planned or read. All else is passed on, with its
 * body, which Yoga would pipe through streams of its own to count it.
 */
export function createFront({ listener, ...options }: Options): RequestListener {
  const { cache, releases, limits, endpoint = '/graphql' } = options;

  const passOn = (request: IncomingMessage, response: ServerResponse, known: Seen) => {
    seen.set(request, known);
    listener(request, response);
  };

  const answer = (request: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    const known: Seen = body ? { body } : {};
    if (limits.responseCacheBytes === 0 || !mayBeKept(request)) return passOn(request, response, known);
    known.key = keyOf(request, body);
    const release = releases.current;
    const kept = release === undefined ? undefined : cache.find(known.key, release);
    if (!kept) return passOn(request, response, known);
    const judge = (allowance: Allowance | undefined) => {
      if (!allowance || allowance.tooEarlyMs === 0) return send(kept, request, response, options);
      known.allowance = allowance;
      passOn(request, response, known);
    };
    const counted = options.rateLimit.count(request);
    if (counted instanceof Promise) void counted.then(judge);
    else judge(counted);
  };

  return (request, response) => {
    releases.watch();
    const { method, url = '' } = request;
    const isAsked = url.startsWith(endpoint) && /^[?]|^$/.test(url.slice(endpoint.length));
    if (isAsked && method === 'GET') answer(request, response);
    else if (isAsked && method === 'POST')
      readBody(request, limits.bodyBytes, (body) =>
        body === 'too large' ? passOn(request, response, { body }) : answer(request, response, body),
      );
    else listener(request, response);
  };
}

/** Whatever is sent as something else than JSON is refused, whoever sent the same as JSON before. */
const mayBeKept = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' ||
  (headers['content-encoding'] === undefined &&
    /^\s*application\/json\s*(;|$)/i.test(headers['content-type'] ?? ''));

/** Reads a body of up to `most` bytes. Of a longer one Node throws away the rest, once it has been answered. */
function readBody(request: IncomingMessage, most: number, then: (body: Buffer | 'too large') => void): void {
  if (Number(request.headers['content-length']) > most) {
    then('too large');
    return;
  }
  const parts: Buffer[] = [];
  let length = 0;
  const end = () => then(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
  const data = (part: Buffer) => {
    length += part.length;
    parts.push(part);
    if (length <= most) return;
    request.off('data', data).off('end', end).pause();
    then('too large');
  };
  request.on('data', data).on('end', end);
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
