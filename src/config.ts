import { isIP } from 'node:net';
import { z } from 'zod';
import { SourcebookError } from './errors.ts';
import { type LimitName, type Limits, limitCatalogue, limits } from './limits.ts';

const levels = ['silent', 'error', 'warn', 'info', 'debug'] as const;

/** The limits that have a variable, by its name. */
const movable = new Map(
  Object.entries(limitCatalogue).flatMap(([name, limit]) =>
    'variable' in limit ? [[limit.variable, name as LimitName] as const] : [],
  ),
);

const postgresAddress = z
  .string()
  .regex(/^postgres(ql)?:\/\//)
  .refine((url) => URL.canParse(url));

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .default(4000),
  HOST: z
    .string()
    .regex(/^[^\s/]+$/)
    .refine((host) => isIP(host) !== 0 || !host.includes(':'))
    .default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: postgresAddress.optional(),
  DATABASE_REPLICA_URLS: z
    .string()
    .transform((list) => list.split(',').map((url) => url.trim()))
    .pipe(z.array(postgresAddress))
    .default([]),
  RATE_LIMIT_DATABASE_URL: postgresAddress.optional(),
  METRICS_PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port <= 65_535)
    .optional(),
  DRAIN_SECONDS: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .refine((seconds) => seconds <= 50)
    .default(0),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  DATA_FOLDER: z.string().default('.data'),
  LOG_LEVEL: z.enum(levels).default('info'),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(',').map((proxy) => proxy.trim()))
    .refine((proxies) => proxies.every(isNetwork))
    .default([]),
  PERSISTED_DOCUMENTS: z
    .string()
    .transform((list) => list.split(',').map((file) => file.trim()))
    .default([]),
  ...Object.fromEntries(
    [...movable.keys()].map((variable) => [
      variable,
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number)
        .optional(),
    ]),
  ),
});

const anAddress = 'an address of the form postgres://user:password@host:port/database';

const hasToBe: Readonly<Record<string, string>> = {
  PORT: 'a whole number from 0 to 65535 (0: any free port)',
  HOST: 'a name or an IP address, without a port, such as 127.0.0.1, or 0.0.0.0 to let other computers in',
  PUBLIC_URL: 'the address that others reach this server at, such as https://example.org',
  DATABASE_URL: anAddress,
  DATABASE_REPLICA_URLS: 'addresses as in DATABASE_URL, separated by commas, beside a DATABASE_URL',
  RATE_LIMIT_DATABASE_URL: anAddress,
  METRICS_PORT: 'a whole number from 0 to 65535 (0: any free port)',
  DRAIN_SECONDS: 'a whole number of seconds from 0 to 50',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the address of a collector, such as http://localhost:4318',
  LOG_LEVEL: `one of ${levels.join(', ')}`,
  TRUSTED_PROXIES: 'addresses or networks, separated by commas, such as 10.0.0.0/8, 192.0.2.1',
  ...Object.fromEntries(
    [...movable.keys()].map((variable) => [variable, 'a whole number with up to nine digits']),
  ),
};

export interface Config {
  port: number;
  host: string;
  /** Where it is reached from outside, without a last slash. */
  publicUrl: string;
  /** Postgres to use; absent: PGlite in `dataFolder`. */
  databaseUrl: string | undefined;
  /** Streaming replicas of it, which are asked first. */
  replicaUrls: readonly string[];
  dataFolder: string;
  logLevel: (typeof levels)[number];
  /** Where /metrics is served; absent: nowhere. */
  metricsPort: number | undefined;
  /** How long it serves on, saying that it is not ready, once it is told to stop. */
  drainSeconds: number;
  /** Where traces are sent; absent: nowhere. */
  tracesEndpoint: string | undefined;
  limits: Limits;
  /** Addresses or networks whose X-Forwarded-For is believed. */
  trustedProxies: readonly string[];
  /** Postgres in which requests are counted together with other servers; absent: in memory. */
  rateLimitDatabaseUrl: string | undefined;
  /** Paths of files with documents that can be asked by their hash. */
  persistedDocuments: readonly string[];
}

/**
 * The settings in `variables`, validated; an empty variable counts as absent.
 * @throws SourcebookError `BAD_CONFIGURATION`, naming each variable that is wrong and what it has to be, and its value, except
 *   for an address, which may hold a password
 */
export function readConfig(variables: NodeJS.ProcessEnv = process.env): Config {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));
  const result = environment.safeParse(present);
  if (!result.success) {
    const wrong = new Set(result.error.issues.map(({ path }) => String(path[0])));
    const reasons = [...wrong].map((name) => reason(name, present[name]));
    throw new SourcebookError('BAD_CONFIGURATION', reasons.join('. '));
  }
  const {
    PORT,
    HOST,
    PUBLIC_URL,
    DATABASE_URL,
    DATABASE_REPLICA_URLS,
    DATA_FOLDER,
    LOG_LEVEL,
    TRUSTED_PROXIES,
    PERSISTED_DOCUMENTS,
  } = result.data;
  if (DATABASE_URL === undefined && DATABASE_REPLICA_URLS.length > 0) {
    throw new SourcebookError('BAD_CONFIGURATION', reason('DATABASE_REPLICA_URLS', undefined));
  }
  const { METRICS_PORT, DRAIN_SECONDS, OTEL_EXPORTER_OTLP_ENDPOINT, RATE_LIMIT_DATABASE_URL } = result.data;
  const publicUrl = (PUBLIC_URL ?? `http://localhost:${PORT}`).replace(/\/+$/, '');
  return {
    port: PORT,
    host: HOST,
    publicUrl,
    databaseUrl: DATABASE_URL,
    replicaUrls: DATABASE_REPLICA_URLS,
    dataFolder: DATA_FOLDER,
    logLevel: LOG_LEVEL,
    metricsPort: METRICS_PORT,
    drainSeconds: DRAIN_SECONDS,
    tracesEndpoint: OTEL_EXPORTER_OTLP_ENDPOINT,
    limits: { ...limits, ...moved(result.data) },
    trustedProxies: TRUSTED_PROXIES,
    rateLimitDatabaseUrl: RATE_LIMIT_DATABASE_URL,
    persistedDocuments: PERSISTED_DOCUMENTS,
  };
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return (
    more.length === 0 && most > 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

/** The limits that a variable sets. */
function moved(settings: Readonly<Record<string, unknown>>): Partial<Limits> {
  const set = [...movable].filter(([variable]) => typeof settings[variable] === 'number');
  return Object.fromEntries(set.map(([variable, name]) => [name, settings[variable]]));
}

function reason(name: string, value: string | undefined): string {
  // An address may hold a password, and messages end up in logs.
  const found = /DATABASE_(REPLICA_)?URLS?$/.test(name) ? 'cannot be read' : `is ${JSON.stringify(value)}`;
  return `${name} ${found}; it has to be ${hasToBe[name]}`;
}
