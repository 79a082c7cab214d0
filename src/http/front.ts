import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { ReleaseFeed } from '../graphql/release-feed.ts';
import type { Limits } from '../limits.ts';
import { entityMatches } from './entity-matches.ts';
import type { Allowance, RateLimit } from './rate-limit.ts';
import { encoded, type KeptResponse, type ResponseCache } from './response-cache.ts';
import type { Shortcut } from './shortcut.ts';

interface Options {
  /** What answers what has not been answered before. */
  listener: RequestListener;
  /** What answers of that what is only asked with other variables. */
  shortcut: Shortcut | undefined;
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
  /** Whether all about it is as usual, but for what it asks. */
  isPlain?: boolean;
  /** Where its answer may be kept. */
  key?: string;
  /** Its body, read; or that it is longer than bodies may be, and was not read to its end. */
  body?: Buffer | 'too large';
  /** What is in it, where that has been looked for. */
  params?: GraphQLParams;
  /** What it was answered by GraphQL, and is yet to be sent. */
  result?: ExecutionResult;
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
export function createFront({ listener, shortcut, ...options }: Options): RequestListener {
  const { cache, releases, limits, rateLimit, endpoint = '/graphql' } = options;

  const passOn = (request: IncomingMessage, response: ServerResponse, known: Seen) => {
    seen.set(request, known);
    listener(request, response);
  };

  const answer = (request: IncomingMessage, response: ServerResponse, known: Seen) => {
    const { body } = known;
    const isPlain = body !== 'too large' && mayBeKept(request);
    known.isPlain = isPlain;
    if (isPlain && limits.responseCacheBytes > 0) {
      known.key = cache.keyOf(request, body);
      const release = releases.current;
      const kept = release === undefined ? undefined : cache.find(known.key, release);
      if (kept) return send(kept, request, response, options);
    }
    const otherwise = () => passOn(request, response, known);
    if (shortcut && isPlain) shortcut.answer(request, response, known, otherwise);
    else otherwise();
  };

  return (request, response) => {
    releases.watch();
    const { method, url = '' } = request;
    const isAsked = url.startsWith(endpoint) && /^[?]|^$/.test(url.slice(endpoint.length));
    const next = isAsked ? answer : passOn;
    // Whoever asks too often is refused before the body is read.
    const judge = (allowance: Allowance | undefined) => {
      const known: Seen = allowance ? { allowance } : {};
      if (allowance && allowance.tooEarlyMs > 0) passOn(request, response, known);
      // Of any path: Yoga takes many spellings of an address for the same.
      else if (method === 'POST')
        readBody(request, limits.bodyBytes, (body) => next(request, response, { ...known, body }));
      else if (method === 'GET') next(request, response, known);
      else passOn(request, response, known);
    };
    const counted = isAsked ? rateLimit.count(request) : undefined;
    if (counted instanceof Promise) void counted.then(judge);
    else judge(counted);
  };
}

/** Whatever is sent as something else than JSON is refused, whoever sent the same as JSON before. */
const mayBeKept = ({ method, headers }: IncomingMessage): boolean =>
  method === 'GET' ||
  (headers['content-encoding'] === undefined &&
    /^\s*application\/json\s*(;[^,]*)?$/i.test(headers['content-type'] ?? ''));

/** Far more than a network cuts the largest body into. */
const mostParts = 1_000;

/**
 * Reads a body of up to `most` bytes; the rest of a longer one is thrown away. Whoever sends it byte by byte, each of which takes
 * as long as a packet, is cut off.
 */
function readBody(request: IncomingMessage, most: number, then: (body: Buffer | 'too large') => void): void {
  const declared = Number(request.headers['content-length']);
  if (declared > most) {
    then('too large');
    return;
  }
  let body: Buffer = Buffer.alloc(0);
  let length = 0;
  let parts = 0;
  const end = () => then(body.subarray(0, length));
  const data = (part: Buffer) => {
    parts += 1;
    if (parts > mostParts) request.destroy();
    if (length + part.length > most) {
      request.off('data', data).off('end', end).resume();
      then('too large');
      return;
    }
    // Most bodies come in one piece.
    if (length === 0 && part.length === declared) body = part;
    else {
      // In one buffer that grows: each piece by itself takes hundreds of bytes, however short it is.
      if (length + part.length > body.length) {
        const larger = Buffer.allocUnsafe(Math.min(most, 2 * (length + part.length)));
        body.copy(larger, 0, 0, length);
        body = larger;
      }
      part.copy(body, length);
    }
    length += part.length;
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
