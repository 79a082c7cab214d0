import { Prisma } from '../database/generated/client.ts';
import type { ClaimChanges, Retirement } from './diff-claims.ts';
import type { ClaimRow, FactRow } from './stored.ts';
import { insert, rowsFrom, selection } from './write.ts';

/** Writes what a release changes about the claims. Facts are there when it returns, but accept nothing new yet. */
export async function writeClaims(
  transaction: Prisma.TransactionClient,
  release: number,
  { added, retired }: ClaimChanges,
): Promise<void> {
  const known = new Set((await transaction.fact.findMany({ select: { id: true } })).map(({ id }) => id));
  const facts = new Map(added.map(({ row }) => [row.factId, emptyFact(row)]));
  await insert(
    transaction,
    'Fact',
    [...facts.values()].filter(({ id }) => !known.has(id)),
  );
  await replace(
    transaction,
    release,
    retired,
    added.map(({ row }) => ({ ...row, introducedInId: release })),
  );
  await insert(
    transaction,
    'Attribution',
    added.flatMap(({ attribution }) => attribution),
  );
}

/**
 * Retires claims and inserts others in one statement: a retired claim cannot change, so it has to name its successor at
 * once, and of a key only one claim can be live, so the successor cannot be there before. Foreign keys are checked last.
 */
async function replace(
  transaction: Prisma.TransactionClient,
  release: number,
  retired: readonly Retirement[],
  added: readonly (ClaimRow & { introducedInId: number })[],
): Promise<void> {
  const retirements = retired.map(({ id, reason, note, supersededById }) => {
    return { id, retiredInId: release, retirementReason: reason, retirementNote: note, supersededById };
  });
  const retire = Prisma.sql`
    UPDATE "Claim" SET "retiredInId" = gone."retiredInId", "retirementReason" = gone."retirementReason",
      "retirementNote" = gone."retirementNote", "supersededById" = gone."supersededById"
    FROM ${rowsFrom('Claim', retirements)} AS gone WHERE "Claim"."id" = gone."id" RETURNING 1`;
  if (added.length === 0) {
    if (retired.length > 0) await transaction.$executeRaw(retire);
    return;
  }
  const columns = selection(added);
  // Counting the retired claims makes Postgres retire them all before it inserts the first.
  await transaction.$executeRaw`
    WITH retired AS (${retire})
    INSERT INTO "Claim" (${columns}) SELECT ${columns} FROM ${rowsFrom('Claim', added)} AS come
    WHERE (SELECT count(*) FROM retired) >= 0`;
}

/** The fact a claim is about, before anything is accepted for it. Claims and facts refer to each other; facts come first. */
function emptyFact(claim: ClaimRow): FactRow {
  const { factId, subjectId, subjectKind, propertyId, periodEdtf, periodStart, periodEnd } = claim;
  return {
    id: factId,
    subjectId,
    subjectKind,
    propertyId,
    periodEdtf,
    periodStart,
    periodEnd,
    acceptedId: null,
    acceptedBecause: null,
    independentSources: 0,
    standing: 'UNCONTESTED',
  };
}
