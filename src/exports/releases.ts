import type { Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { query, sql } from '../database/query.ts';

/** All releases, the newest first. */
export const releases = (database: Database): Promise<Release[]> =>
  query<Release>(database, sql`SELECT * FROM "Release" ORDER BY number DESC`);

/** The release of this version, or the newest; undefined if there is none. */
export async function findRelease(database: Database, version?: string): Promise<Release | undefined> {
  const [found] = await query<Release>(
    database,
    version === undefined
      ? sql`SELECT * FROM "Release" ORDER BY number DESC LIMIT 1`
      : sql`SELECT * FROM "Release" WHERE version = ${version}`,
  );
  return found;
}

/** The same database, answering as of a release. Also of the newest: another may follow while a file is being read. */
export const asOf = (database: Database, { number }: Release): Database => ({ ...database, asOf: number });
