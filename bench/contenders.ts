import { existsSync } from 'node:fs';
import type { Query, Variables } from './queries.ts';
import { ByContender } from './sample.ts';
import { type ServerProcess, startServer } from './server-process.ts';

export type Name = 'ours' | 'postgraphile' | 'limit';

/** How much of what is asked has been asked, or read, before. */
export type Temperature = 'again' | 'new' | 'cold';

export const temperatures: Record<Temperature, string> = {
  again: 'The same response again',
  new: 'Rows warm, response new',
  cold: 'Everything cold, caches off',
};

export const titles: Record<Name, string> = {
  ours: 'AI Sourcebook',
  postgraphile: 'PostGraphile',
  limit: 'the limit',
};

export const programs: Record<Name, string[]> = {
  ours: ['--heap-growing-percent=80', '--import', './scripts/typescript.mjs', 'bench/contenders/ours.ts'],
  postgraphile: ['bench/postgraphile/server.mjs'],
  limit: ['--import', './scripts/typescript.mjs', 'bench/contenders/limit.ts'],
};

export const isInstalled = (name: Name) =>
  name !== 'postgraphile' || existsSync('bench/postgraphile/node_modules/postgraphile');

export const start = (name: Name, databaseUrl: string, caches: 'on' | 'off' = 'on'): Promise<ServerProcess> =>
  startServer(programs[name], { DATABASE_URL: databaseUrl, CACHES: caches });

export interface Body {
  query: string;
  variables: Variables;
}

/** The body of a request, without what tells it from others that ask the same. */
export function bodyFor(name: Name, query: Query, variables: Variables): Body | undefined {
  const document = { ours: query.ours, postgraphile: query.postgraphile, limit: query.limit && query.name }[
    name
  ];
  if (document === undefined) return undefined;
  const own = Object.entries(variables).map(([key, value]) => [
    key,
    value instanceof ByContender ? value.of[name] : value,
  ]);
  return { query: document, variables: Object.fromEntries(own) };
}

// As long as any number that takes its place, so that a length that was written once stays right.
const placeholder = '########';

/** What is new in each request: nothing, what a cache of responses would keep it by, or the document too. */
export type Novelty = 'nothing' | 'response' | 'document';

/**
 * Makes the requests of one stretch, as bytes. Of a response that is new, everything is as before but a variable that the document
 * does not declare: whoever keeps responses cannot have it, whoever keeps documents, plans or rows does. A document that is new has
 * another comment.
 */
export function requests(port: number, bodies: readonly Body[], novelty: Novelty): () => Buffer {
  const made = bodies.map(({ query, variables }) => {
    const text = JSON.stringify({
      query: novelty === 'document' ? `# ${placeholder}\n${query}` : query,
      variables: { ...variables, salt: placeholder },
    });
    const length = Buffer.byteLength(text);
    const head = `POST /graphql HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncontent-type: application/json\r\naccept: application/json\r\ncontent-length: ${length}\r\n\r\n`;
    const parts = `${head}${text}`.split(placeholder);
    return { parts, whole: Buffer.from(parts.join('00000000')) };
  });
  return () => {
    const { parts, whole } = made[asked % made.length] as (typeof made)[number];
    asked += 1;
    return novelty === 'nothing'
      ? whole
      : Buffer.from(parts.join(String(asked).padStart(placeholder.length, '0')));
  };
}

// Of all stretches together: what one has asked is not new to the next.
let asked = 0;
