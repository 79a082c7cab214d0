import type {
  Attribution,
  Claim,
  Entity,
  Fact,
  Property,
  Publisher,
  Source,
  SourceDefect,
} from '../database/generated/client.ts';
import { Prisma } from '../database/generated/client.ts';

/** A row as JSON can hold it: decimals in plain notation and days (YYYY-MM-DD) as text, which Postgres reads as they are. */
export type Stored<Row> = { [Column in keyof Row]: Plain<Row[Column]> };
type Plain<Value> = Value extends Date | Prisma.Decimal ? string : Value;

/** What publishing adds to a claim, and what alone can change afterwards. */
type Publication =
  | 'introducedInId'
  | 'retiredInId'
  | 'retirementReason'
  | 'retirementNote'
  | 'supersededById';

export type PublisherRow = Stored<Publisher>;
export type SourceRow = Stored<Source>;
export type DefectRow = Stored<SourceDefect>;
export type EntityRow = Stored<Entity>;
export type PropertyRow = Stored<Property>;
export type ClaimRow = Stored<Omit<Claim, Publication>>;
export type AttributionRow = Stored<Attribution>;
export type FactRow = Stored<Fact>;

/** `row` as JSON can hold it; all its dates are days. */
export function stored<Row extends object>(row: Row): Stored<Row> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, plain(value)]),
  ) as Stored<Row>;
}

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return value instanceof Prisma.Decimal ? value.toFixed() : value;
}

/**
 * The rows that a statement selects, which Postgres itself writes as JSON: for many rows that takes a tenth of the time that
 * reading them as objects does. Decimals have to be selected as text.
 */
export async function readJson<Row>(
  database: Prisma.TransactionClient,
  statement: Prisma.Sql,
): Promise<Row[]> {
  const [{ rows }] = await database.$queryRaw<[{ rows: string }]>`
    SELECT coalesce(json_agg(selected), '[]')::text AS rows FROM (${statement}) selected`;
  return JSON.parse(rows) as Row[];
}

/** Columns of a claim, all unless some are named, as `readJson` needs them. */
export function claimColumns(
  names: readonly (keyof Claim)[] = Object.values(Prisma.ClaimScalarFieldEnum),
): Prisma.Sql {
  const columns = names.map((name) =>
    // JavaScript reads the numbers of JSON as floats, which cannot hold every decimal.
    ['value', 'lower', 'upper'].includes(name)
      ? `trim_scale("Claim"."${name}")::text AS "${name}"`
      : `"Claim"."${name}"`,
  );
  return Prisma.raw(columns.join(', '));
}
