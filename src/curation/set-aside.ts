import { Prisma } from '../database/generated/client.ts';

/** Indexes and foreign keys that tables do without for a while. */
export interface SetAside {
  /** Makes the indexes again, all unless tables are named. */
  putBackIndexes: (tables?: readonly Prisma.ModelName[]) => Promise<void>;
  /** Makes the foreign keys again, each of which Postgres then checks for all rows at once. Nothing deferred may be pending. */
  putBackForeignKeys: () => Promise<void>;
}

/**
 * Drops every index that no constraint rests on, and every foreign key, to be made again by the same transaction from what
 * Postgres says of them, so that the migrations stay the one place where they are written down. To fill empty tables takes half of the
 * time so: a row that names another is looked up by itself, and trees are filled in no order.
 */
export async function setAside(transaction: Prisma.TransactionClient): Promise<SetAside> {
  const ours = Object.values(Prisma.ModelName);
  let indexes = await transaction.$queryRaw<{ name: string; table: string; definition: string }[]>`
    SELECT format('%I.%I', nspname, index.relname) AS name, kept.relname::text AS table, pg_get_indexdef(index.oid) AS definition
    FROM pg_index JOIN pg_class index ON index.oid = indexrelid JOIN pg_class kept ON kept.oid = indrelid
      JOIN pg_namespace ON pg_namespace.oid = kept.relnamespace
    WHERE nspname IN ('public', 'history') AND kept.relname = ANY (${ours})
      AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY index.oid`;
  const foreignKeys = await transaction.$queryRaw<{ table: string; name: string; definition: string }[]>`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace
      AND conrelid IN (SELECT oid FROM pg_class WHERE relname = ANY (${ours})) ORDER BY oid`;
  await runAll(transaction, [
    ...foreignKeys.map(({ table, name }) => `ALTER TABLE ${table} DROP CONSTRAINT ${name}`),
    ...indexes.map(({ name }) => `DROP INDEX ${name}`),
  ]);
  return {
    async putBackIndexes(tables: readonly string[] = ours) {
      const back = indexes.filter(({ table }) => tables.includes(table));
      indexes = indexes.filter(({ table }) => !tables.includes(table));
      await runAll(
        transaction,
        back.map(({ definition }) => definition),
      );
    },
    putBackForeignKeys: () =>
      runAll(
        transaction,
        foreignKeys.map(
          ({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`,
        ),
      ),
  };
}

/** Several commands as one statement. */
async function runAll(transaction: Prisma.TransactionClient, commands: readonly string[]): Promise<void> {
  await transaction.$executeRawUnsafe(`DO $all$ BEGIN\n${commands.join(';\n')};\nEND $all$`);
}
