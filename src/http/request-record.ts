import { AsyncLocalStorage } from 'node:async_hooks';
import type { PrismaClient } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';

/** What is written down of a request while it is answered. */
export interface RequestRecord {
  id: string;
  operation?: string;
  /** The beginning of its document's SHA-256: tells documents apart without telling what they ask. */
  document?: string;
  statements: number;
  rows: number;
  codes: string[];
}

/** Found by whatever runs on behalf of a request, without being handed on through GraphQL and the database. */
const records = new AsyncLocalStorage<RequestRecord>();

export const currentRequest = (): RequestRecord | undefined => records.getStore();

export const recorded = <Result>(record: RequestRecord, run: () => Result): Result =>
  records.run(record, run);

/** The same database, writing down what each request takes from it. */
export function recording(database: Database): Database {
  const prisma = database.prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        const record = currentRequest();
        if (record) record.statements += 1;
        const found: unknown = await query(args);
        if (record && Array.isArray(found)) record.rows += found.length;
        return found;
      },
    },
  });
  // An extended client lacks `$on` alone, which is for whoever opened the database.
  return { ...database, prisma: prisma as unknown as PrismaClient };
}
