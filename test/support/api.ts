import { pino } from 'pino';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import type { Database } from '../../src/database/open.ts';
import { readManifests } from '../../src/http/persisted-documents.ts';
import { createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { testDatabase } from './database.ts';

export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows
  data: any;
  errors?: { message: string; path?: (string | number)[]; extensions: { code: string } }[];
  status: number;
  /** SQL statements that the operation took. */
  statements: number;
}

export interface TestApi {
  database: Database;
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  ask: (query: string, variables?: Record<string, unknown>) => Promise<Answer>;
  close: () => Promise<void>;
}

/** The API over a fresh database with the dataset in `folder` published, `now` or at a given time, asked as a client asks it. */
export async function testApi(folder = 'dataset', now = new Date()): Promise<TestApi> {
  const database = await testDatabase();
  await publish(database, await checkedDataset(folder), { now });
  return apiOver(database);
}

/** The API over a database, asked as a client asks it; closing it closes the database. */
export function apiOver(database: Database): TestApi {
  const logger = pino({ level: 'silent' });
  // Statements are counted: what is asked twice is read twice.
  const unkept = { ...limits, rowCacheBytes: 0 };
  const api = createApi({ database, logger, limits: unkept, documents: readManifests() });
  const fetch = async (path: string, init?: RequestInit) => api.fetch(`http://localhost${path}`, init);
  return {
    database,
    fetch,
    async ask(query, variables) {
      const before = database.statements();
      const response = await fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as Pick<Answer, 'data' | 'errors'>;
      return { ...answer, status: response.status, statements: database.statements() - before };
    },
    close: () => database.close(),
  };
}
