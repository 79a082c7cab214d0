import { Prisma } from '../database/generated/client.ts';
import { type WeighableClaim, weighed } from './facts.ts';
import type { SourceRows } from './rows.ts';
import { type AttributionRow, claimColumns, readJson } from './stored.ts';

/** The claims of a source as their facts weigh them. */
export function weighableIn({ claims, source }: Pick<SourceRows, 'claims' | 'source'>): WeighableClaim[] {
  return claims.map(({ row, attribution, written }) => {
    return { ...row, attribution, source, retired: written.retired !== null };
  });
}

/**
 * The claims about some entities as their facts weigh them, retired ones too.
 * @param subjects ids of entities
 */
export async function readWeighable(
  database: Prisma.TransactionClient,
  subjects: readonly string[],
): Promise<WeighableClaim[]> {
  const about = Prisma.sql`"Claim"."subjectId" = ANY (${[...subjects]})`;
  const claims = await readJson<Omit<WeighableClaim, 'source' | 'attribution'>>(
    database,
    Prisma.sql`SELECT ${claimColumns(weighed)}, "retiredInId" IS NOT NULL AS retired FROM "Claim" WHERE ${about}`,
  );
  // The first link of every chain is its source, so that only the few longer ones have to be read.
  const links = await readJson<Pick<AttributionRow, 'claimId' | 'name' | 'publisherId'>>(
    database,
    Prisma.sql`SELECT link."claimId", link."name", link."publisherId" FROM "Claim"
      JOIN "Attribution" link ON link."claimId" = "Claim"."id" WHERE ${about} AND "Claim"."hops" > 0 AND link."position" > 0 ORDER BY link."position"`,
  );
  const chains = new Map<string, typeof links>();
  for (const link of links) chains.set(link.claimId, [...(chains.get(link.claimId) ?? []), link]);
  const sources = await readSourcesOf(database, claims);
  return claims.flatMap((claim) => {
    const source = sources.get(claim.sourceId);
    if (!source) return [];
    const first = { name: '', publisherId: source.publisherId };
    return [{ ...claim, source, attribution: [first, ...(chains.get(claim.id) ?? [])] }];
  });
}

/** Those among some entities that a claim which counts names as its value. */
export async function readNamed(
  database: Prisma.TransactionClient,
  entities: readonly string[],
): Promise<Set<string>> {
  // One claim is enough: many may name the same.
  const named = await database.$queryRaw<{ id: string }[]>`
    SELECT id FROM unnest(${[...entities]}::text[]) AS asked (id) WHERE EXISTS (
      SELECT FROM "Claim" WHERE "entityId" = asked.id AND "retiredInId" IS NULL AND "rank" <> 'REJECTED')`;
  return new Set(named.map(({ id }) => id));
}

async function readSourcesOf(database: Prisma.TransactionClient, claims: readonly { sourceId: string }[]) {
  const ids = [...new Set(claims.map(({ sourceId }) => sourceId))];
  const sources = await readJson<WeighableClaim['source']>(
    database,
    Prisma.sql`SELECT "id", "publisherId", "reliability", "publishedEnd" FROM "Source" WHERE "id" = ANY (${ids})`,
  );
  return new Map(sources.map((source) => [source.id, source]));
}
