import { AsyncLocalStorage } from 'node:async_hooks';
import type { PrismaClient } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { SourcebookError } from '../errors.ts';

/** What is written down of a request while it is answered. */
export interface RequestRecord {
  id: string;
  /** When it came, in milliseconds of `performance.now()`. */
  begun: number;
  operation?: string;
  /** The beginning of its document's SHA-256: tells documents apart without telling what they ask. */
  document?: string;
  statements: number;
  rows: number;
  codes: string[];
}

/** What the caller reads where the database did not answer. */
export const unavailable = 'The database did not answer. Try again a little later.';

/** Found by whatever runs on behalf of a request, without being handed on through GraphQL and the database. */
const records = new AsyncLocalStorage<RequestRecord>();

export const currentRequest = (): RequestRecord | undefined => records.getStore();

export const recorded = <Result>(record: RequestRecord, run: () => Result): Result =>
  records.run(record, run);

/**
 * The same database, writing down what each request takes from it, and no longer waited for once a request has waited `answerMs`.
 * What it was asked last it may still be doing then; its own limits end that.
 */
export function recording(database: Database, answerMs: number): Database {
  const prisma = database.prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        const record = currentRequest();
        if (!record) return query(args);
        record.statements += 1;
        const found: unknown = await within(answerMs - (performance.now() - record.begun), query(args));
        if (Array.isArray(found)) record.rows += found.length;
        return found;
      },
    },
  });
  // An extended client lacks `$on` alone, which is for whoever opened the database.
  return { ...database, prisma: prisma as unknown as PrismaClient };
}

/** @throws SourcebookError `SERVICE_UNAVAILABLE` after `ms` milliseconds */
async function within<Found>(ms: number, found: Promise<Found>): Promise<Found> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    const error = () => new SourcebookError('SERVICE_UNAVAILABLE', unavailable);
    timer = setTimeout(() => reject(error()), Math.max(0, ms));
  });
  try {
    return await Promise.race([found, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
