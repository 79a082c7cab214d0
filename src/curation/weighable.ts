import type { Prisma } from '../database/generated/client.ts';
import type { WeighableClaim } from './facts.ts';
import type { Rows } from './rows.ts';
import { stored } from './stored.ts';

/** The claims of a dataset as its facts weigh them. */
export function weighableIn({ claims, sources }: Rows): WeighableClaim[] {
  const byId = new Map(sources.map((source) => [source.id, source]));
  return claims.flatMap(({ row, attribution, written }) => {
    const source = byId.get(row.sourceId);
    return source ? [{ ...row, attribution, source, retired: written.retired !== null }] : [];
  });
}

/** The claims of a database as its facts weigh them, retired ones too. */
export async function readWeighable(database: Prisma.TransactionClient): Promise<WeighableClaim[]> {
  const claims = await database.claim.findMany({
    include: { attribution: { orderBy: { position: 'asc' } }, source: true },
  });
  return claims.map(({ attribution, source, ...claim }) => {
    const row = stored(claim);
    return { ...row, attribution, source: stored(source), retired: claim.retiredInId !== null };
  });
}
