import type { Database } from '../database/open.ts';
import { join, query, raw, type Sql, sql } from '../database/query.ts';

/** What a cell holds: null where there is no value, a list where several belong together. Decimals and days are text. */
export type Cell = string | number | boolean | null | readonly unknown[];
export type Row = Readonly<Record<string, Cell>>;

/** Of Table Schema, and `chain`: names in order, joined in CSV and a list in JSON. */
export type ColumnType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'array' | 'chain';

export interface Constraints {
  required?: boolean;
  unique?: boolean;
  enum?: readonly string[];
  pattern?: string;
  minimum?: number;
}

export interface Column {
  name: string;
  type: ColumnType;
  description: string;
  constraints: Constraints;
  /** SQL that gives the cell, from row `r` and what is joined to it. */
  from: string;
}

export interface ForeignKey {
  field: string;
  table: string;
  key: string;
}

/** A table as it is exported. All SQL is our own, never from a request. */
export interface Table {
  name: 'claims' | 'entities' | 'sources';
  title: string;
  description: string;
  columns: readonly Column[];
  primaryKey: string;
  foreignKeys: readonly ForeignKey[];
  /** The table that has the rows, as `r`, which of them count, and what is joined to each. */
  rows: string;
  where: string;
  joins: string;
  /** A total order that is the same on every server: text is compared by its bytes. */
  order: readonly { column: string; type: 'text' | 'int' }[];
  /** How many rows one statement reads. */
  batch: number;
}

/**
 * The rows of a table as of the release that `database` is set to, a batch at a time: however many there are, one batch is in
 * memory. Keyset paging, so the last batch costs what the first one does.
 */
export async function* batchesOf(database: Database, table: Table): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  do {
    const found: Row[] = await query<Row>(database, batchAfter(table, last));
    const counting = found.filter((row) => row['$counts']);
    if (counting.length > 0) yield counting;
    last = found.length < table.batch ? undefined : found.at(-1);
  } while (last !== undefined);
}

function batchAfter({ columns, rows, where, joins, order, batch }: Table, last: Row | undefined): Sql {
  const cells = columns.map(({ name, from }) => `${from} AS "${name}"`);
  // As a condition it would, misjudged by Postgres, lead to reading and sorting the whole table for each batch.
  const counts = `(${where}) AS "$counts"`;
  const keys = order.map(({ column }, index) => `r."${column}" AS "$${index}"`);
  const terms = order
    .map(({ column, type }) => (type === 'text' ? `r."${column}" COLLATE "C"` : `r."${column}"`))
    .join(', ');
  const values = order.map(({ type }, index) => sql`${last?.[`$${index}`]}::${raw(type)}`);
  const beyond = last === undefined ? sql`TRUE` : sql`(${raw(terms)}) > (${join(values, ', ')})`;
  return sql`SELECT ${raw([...cells, counts, ...keys].join(', '))}
FROM (SELECT * FROM ${raw(rows)} r WHERE ${beyond} ORDER BY ${raw(terms)} LIMIT ${raw(String(batch))}) r
${raw(joins)} ORDER BY ${raw(terms)}`;
}

type Describe = (name: string, from: string, description: string, constraints?: Constraints) => Column;

const typed =
  (type: ColumnType, wrap = (from: string) => from): Describe =>
  (name, from, description, constraints = {}) => ({ name, type, description, constraints, from: wrap(from) });

export const string = typed('string');
export const integer = typed('integer');
export const flag = typed('boolean');
/** Digits in plain notation, never rounded by a float on the way. */
export const decimal = typed('number', (from) => `trim_scale(${from})::text`);
/** ISO 8601, whatever the server's DateStyle. */
export const day = typed('date', (from) => `to_char(${from}, 'YYYY-MM-DD')`);
export const list = typed('array');
export const chain = typed('chain');
/** One of a database enum's values. */
export const choice = (
  name: string,
  from: string,
  description: string,
  values: readonly string[],
  constraints: Constraints = {},
): Column => string(name, `${from}::text`, description, { ...constraints, enum: values });

export const required = { required: true } as const;
export const hash = { pattern: '^[0-9a-f]{64}$' } as const;

/** What every row says about itself, so that it can be passed on alone. */
export const licence = string(
  'license',
  `'CC-BY-4.0'`,
  'Under which licence it may be passed on, as an SPDX identifier.',
  required,
);
