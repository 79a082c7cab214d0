import type { Prisma } from './generated/client.ts';

/** Where a release is announced to all who listen to the database. */
export const releaseChannel = 'sourcebook_release';

/** Announces a release, when the transaction is committed and not before. */
export async function announceRelease(transaction: Prisma.TransactionClient, version: string): Promise<void> {
  await transaction.$executeRaw`SELECT pg_notify(${releaseChannel}, ${version})`;
}
