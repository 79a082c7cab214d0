import { Prisma } from '../database/generated/client.ts';

type Table = Prisma.ModelName;
type Rows = readonly Readonly<Record<string, unknown>>[];

/**
 * Inserts rows, all of them in one statement, so that they may refer to one another in any order.
 * @param rows as JSON can hold them, all with the same columns
 */
export async function insert(database: Prisma.TransactionClient, table: Table, rows: Rows): Promise<void> {
  if (rows.length > 0) await database.$executeRaw(insertion(table, rows));
}

/** As `insert`, but a row whose `key` columns exist already is replaced. */
export async function upsert(
  database: Prisma.TransactionClient,
  table: Table,
  rows: Rows,
  key: readonly string[] = ['id'],
): Promise<void> {
  if (rows.length === 0) return;
  const updates = columnsOf(rows).map((column) => Prisma.sql`${quoted(column)} = EXCLUDED.${quoted(column)}`);
  await database.$executeRaw`${insertion(table, rows)}
    ON CONFLICT (${Prisma.join(key.map(quoted))}) DO UPDATE SET ${Prisma.join(updates)}`;
}

/**
 * `rows` as a table in SQL. Prisma has no statement that updates many rows at once; Postgres reads them all from one
 * parameter, as JSON, with the types of `table`'s columns. What is left out is null; and `json` is read in a third of the time
 * that `jsonb` takes.
 */
export function rowsFrom(table: Table, rows: Rows): Prisma.Sql {
  return Prisma.sql`json_populate_recordset(NULL::${quoted(table)}, ${JSON.stringify(rows.map(withoutNulls))}::json)`;
}

function withoutNulls(row: Readonly<Record<string, unknown>>): object {
  const kept: Record<string, unknown> = {};
  for (const column in row) if (row[column] !== null) kept[column] = row[column];
  return kept;
}

/** The columns of `rows`, to be listed in SQL. */
export function selection(rows: Rows): Prisma.Sql {
  return Prisma.join(columnsOf(rows).map(quoted));
}

function insertion(table: Table, rows: Rows): Prisma.Sql {
  const columns = selection(rows);
  return Prisma.sql`INSERT INTO ${quoted(table)} (${columns}) SELECT ${columns} FROM ${rowsFrom(table, rows)} AS new`;
}

function columnsOf(rows: Rows): string[] {
  return Object.keys(rows[0] ?? {});
}

function quoted(name: string): Prisma.Sql {
  return Prisma.raw(`"${name}"`);
}
