import { Prisma } from '../../src/database/generated/client.ts';
import type { Database } from '../../src/database/open.ts';

/** How many rows each table holds. */
export async function rowCounts(database: Database): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of Object.values(Prisma.ModelName)) {
    const rows = await database.prisma.$queryRaw<[{ count: number }]>`
      SELECT count(*)::int AS count FROM ${Prisma.raw(`"${table}"`)}`;
    counts[table] = rows[0].count;
  }
  return counts;
}
