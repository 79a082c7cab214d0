import type { RequestListener } from 'node:http';
import { createYoga, type Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Database } from '../database/open.ts';
import { ReleaseRows } from '../database/release-rows.ts';
import { createContext } from '../graphql/context.ts';
import { ReleaseFeed } from '../graphql/release-feed.ts';
import { schema } from '../graphql/schema.ts';
import { type Limits, limits as usualLimits } from '../limits.ts';
import { createLogger } from '../logger.ts';
import { createDocumentCache } from './document-cache.ts';
import { createErrorMask } from './error-mask.ts';
import { createFront } from './front.ts';
import { OperationLimits } from './operation-limits.ts';
import { useCaching } from './plugins/use-caching.ts';
import { useCors } from './plugins/use-cors.ts';
import { useExports } from './plugins/use-exports.ts';
import { useGraphiQL } from './plugins/use-graphiql.ts';
import { useHealth } from './plugins/use-health.ts';
import { useHome } from './plugins/use-home.ts';
import { useNotFound } from './plugins/use-not-found.ts';
import { useOperation } from './plugins/use-operation.ts';
import { useOperationLimits } from './plugins/use-operation-limits.ts';
import { usePersistedDocuments } from './plugins/use-persisted-documents.ts';
import { useRateLimit } from './plugins/use-rate-limit.ts';
import { useReadiness } from './plugins/use-readiness.ts';
import { useRequestLog } from './plugins/use-request-log.ts';
import { useRequestRules } from './plugins/use-request-rules.ts';
import { useResponseCache } from './plugins/use-response-cache.ts';
import { useResponseLimit } from './plugins/use-response-limit.ts';
import { useSchemaDocument } from './plugins/use-schema-document.ts';
import { useSecurityHeaders } from './plugins/use-security-headers.ts';
import { useShortcut } from './plugins/use-shortcut.ts';
import { useSubscriptions } from './plugins/use-subscriptions.ts';
import { RateLimit } from './rate-limit.ts';
import { type RequestRecord, recording } from './request-record.ts';
import { ResponseCache } from './response-cache.ts';
import type { SharedCount } from './shared-count.ts';
import { Shortcut } from './shortcut.ts';

interface Options {
  database: Database;
  logger?: Logger;
  /** Where it is reached from outside, without a last slash. Never taken from a request, whose Host header anybody can make up. */
  address?: string;
  limits?: Limits;
  /** Addresses or networks whose X-Forwarded-For is believed. */
  trustedProxies?: readonly string[];
  /** Where requests are counted together with other servers; absent: in this process alone. */
  sharedCount?: SharedCount | undefined;
  /** Documents that can be asked by the SHA-256 of their text, by that hash. */
  documents?: ReadonlyMap<string, string>;
  /** What watches it besides the log: metrics, traces. */
  watchers?: readonly Plugin[];
  /** Told of each answer that was sent again as it was kept, which no plugin sees. */
  onKept?: (status: number) => void;
  /** Told of each answer that was executed past Yoga, which none sees either; where some watch and this is absent, none is. */
  onShortcut?: (record: RequestRecord) => void;
}

export interface Api {
  /** Answers a request without a network, as tests do. */
  fetch(request: Request): Promise<Response>;
  fetch(address: string, init?: RequestInit): Promise<Response>;
  /** For `node:http`. */
  listener: RequestListener;
  /** Says at `/ready` that it is about to stop, and answers as before. */
  leave(): void;
  /** Ends subscriptions, which would hold up the end of the server. */
  close(): Promise<void>;
}

/** The whole server as a value: it opens no port and leaves closing `database` to whoever opened it. */
export function createApi({
  database,
  logger = createLogger('info'),
  address = 'http://localhost:4000',
  limits = usualLimits,
  trustedProxies = [],
  sharedCount,
  documents = new Map(),
  watchers = [],
  onKept = () => {},
  onShortcut,
}: Options): Api {
  let isLeaving = false;
  const counted = recording(database, limits.answerMs);
  const releases = new ReleaseFeed(database, {
    onFailure: (error) => logger.warn({ err: error }, 'new releases could not be looked for'),
    onReplaced: () => {
      cache.clear();
      rows = newRows();
    },
  });
  const rateLimit = new RateLimit(limits, trustedProxies, sharedCount);
  const cache = new ResponseCache(limits);
  const newRows = () => (limits.rowCacheBytes === 0 ? undefined : new ReleaseRows(limits.rowCacheBytes));
  // Replaced rather than cleared: a request that has read of the database before does not keep it among what is read of this one.
  let rows = newRows();
  const documentCache = createDocumentCache(limits.documentCacheBytes);
  const operationLimits = new OperationLimits(schema, limits);
  const maskError = createErrorMask(logger);
  const context = () => {
    const create = () => createContext({ database: counted, address, releases, rows });
    return releases.beginning()?.then(create) ?? create();
  };
  const shortcut = new Shortcut({
    ...{ schema, operationLimits, maskError, cache, logger, limits },
    documents: documentCache.documentCache,
    onAnswered: onShortcut,
    createContext: context,
  });
  const yoga = createYoga({
    schema,
    context,
    maskedErrors: { errorMessage: '', maskError },
    parserAndValidationCache: documentCache,
    // What follows is done by the plugins below, or not at all.
    cors: false,
    graphiql: false,
    landingPage: false,
    logging: false,
    multipart: false,
    // The front counts the bytes that it reads.
    maxRequestBodySize: false,
    // Yoga's health check cannot be switched off and takes any URL that ends so; no URL holds a line break.
    healthCheckEndpoint: '\n',
    plugins: [
      useResponseLimit({ limits }),
      useCaching(),
      useSecurityHeaders(),
      useCors(),
      useHealth({ logger }),
      useReadiness({ database, logger, isLeaving: () => isLeaving }),
      useRateLimit({ rateLimit, limits }),
      useSchemaDocument({ schema, logger }),
      useExports({ database, logger }),
      useHome({ logger }),
      useGraphiQL({ logger, documents }),
      useNotFound(),
      useRequestRules({ maximumBodyBytes: limits.bodyBytes }),
      usePersistedDocuments({ documents, limits }),
      useOperationLimits({ schema, limits, operationLimits }),
      useOperation(),
      useSubscriptions({ limits, trustedProxies }),
      ...watchers,
      useResponseCache({ cache }),
      useShortcut({ shortcut }),
      // Last, so that it sees the answer as it is sent.
      useRequestLog({ logger }),
    ],
  });
  return {
    fetch: async (input: Request | string, init?: RequestInit) =>
      yoga.fetch(typeof input === 'string' ? new Request(input, init) : input),
    listener: createFront({
      listener: yoga.requestListener,
      shortcut: watchers.length === 0 || onShortcut ? shortcut : undefined,
      cache,
      releases,
      rateLimit,
      logger,
      limits,
      onKept,
    }),
    leave() {
      isLeaving = true;
    },
    close: () => releases.close(),
  };
}
