import { Prisma } from '../database/generated/client.ts';
import type { ClaimChanges, Retirement } from './diff-claims.ts';
import type { ClaimRow } from './stored.ts';
import { insert, rowsFrom, selection } from './write.ts';

/**
 * Writes what a release changes about the claims. That the facts they belong to are there is only checked later: `reproject`
 * writes these.
 */
export async function writeClaims(
  transaction: Prisma.TransactionClient,
  release: number,
  { added, retired }: ClaimChanges,
): Promise<void> {
  await replace(
    transaction,
    release,
    retired,
    added.map(({ row }) => row),
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
  added: readonly ClaimRow[],
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
    INSERT INTO "Claim" (${columns}, "introducedInId") SELECT ${columns}, ${release} FROM ${rowsFrom('Claim', added)} AS come
    WHERE (SELECT count(*) FROM retired) >= 0`;
}
