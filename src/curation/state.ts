import type { Claim } from '../database/generated/client.ts';
import { Prisma } from '../database/generated/client.ts';
import type { ListRows } from './rows.ts';
import { claimColumns, type DefectRow, readJson, type SourceRow, type Stored, stored } from './stored.ts';

/** What a database holds of some sources. */
export interface SourcesState {
  sources: SourceRow[];
  defects: DefectRow[];
  /** Retired ones too. */
  claims: Stored<Claim>[];
}

/** What a database holds of the lists before a dataset is published to it. */
export async function readLists(database: Prisma.TransactionClient): Promise<ListRows> {
  return {
    publishers: (await database.publisher.findMany()).map(stored),
    properties: (await database.property.findMany()).map(stored),
    entities: (await database.entity.findMany()).map(stored),
  };
}

/** What it holds of the sources with these `ids`. */
export async function readSources(
  database: Prisma.TransactionClient,
  ids: readonly string[],
): Promise<SourcesState> {
  if (ids.length === 0) return { sources: [], defects: [], claims: [] };
  const [of, within] = [{ id: { in: [...ids] } }, { sourceId: { in: [...ids] } }];
  return {
    sources: (await database.source.findMany({ where: of })).map(stored),
    defects: (await database.sourceDefect.findMany({ where: within })).map(stored),
    claims: await readJson(
      database,
      Prisma.sql`SELECT ${claimColumns()} FROM "Claim" WHERE "sourceId" = ANY (${[...ids]})`,
    ),
  };
}
