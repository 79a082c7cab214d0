import type { Database } from './open.ts';
import {
  column,
  columns,
  empty,
  isRow,
  join,
  keyOf,
  query,
  raw,
  type Sql,
  sql,
  type Table,
  type Typed,
  tableAs,
} from './query.ts';

/** One key of an order. Rows without a value come last, whichever the direction. */
export interface OrderKey {
  column: string;
  descending?: boolean;
  /** Whether every row has a value, so that an index can begin where a page does. */
  always?: boolean;
}

/** A page of `table`, whole (`of` absent) or of each parent that asks (`of` links a row to its parent's id). */
export interface PageQuery {
  table: Table;
  of: ((row: Sql, parentId: Sql) => Sql) | undefined;
  where: Sql;
  order: readonly OrderKey[];
  /** Keys of the rows that the page stands between. */
  after: string | undefined;
  before: string | undefined;
  limit: number;
  backwards: boolean;
}

/** The alias of a page's rows: what `where` speaks of. */
export const row = raw('t');

/**
 * The page of every parent in one statement, however many parents and rows there are.
 * Keyset paging: a page far behind costs what the first one costs.
 */
export async function pages<Row>(
  database: Database,
  page: PageQuery,
  parentIds: readonly string[],
): Promise<Typed<Row>[][]> {
  const rows = await query<Typed<Row> & { $parent: number }>(
    database,
    sql`SELECT p."$parent"::int AS "$parent", r.* FROM unnest(${[...parentIds]}::text[]) WITH ORDINALITY AS p(id, "$parent")
CROSS JOIN LATERAL (
  SELECT ${columns(page.table, row)} FROM ${tableAs(page.table, row)}
  WHERE ${matching(page)}${between(page)}
  ORDER BY ${orderBy(page)} LIMIT ${raw(String(page.limit))}
) r`,
  );
  const byParent: Typed<Row>[][] = parentIds.map(() => []);
  for (const found of rows) byParent[found.$parent - 1]?.push(found);
  if (page.backwards) for (const list of byParent) list.reverse();
  return byParent;
}

/** How many rows each parent's list has in all, wherever its page begins. */
export async function counts(
  database: Database,
  page: PageQuery,
  parentIds: readonly string[],
): Promise<number[]> {
  const rows = await query<{ count: number }>(
    database,
    sql`SELECT (SELECT count(*) FROM ${tableAs(page.table, row)} WHERE ${matching(page)})::int AS count
FROM unnest(${[...parentIds]}::text[]) WITH ORDINALITY AS p(id, "$parent") ORDER BY p."$parent"`,
  );
  return rows.map(({ count }) => count);
}

/** How many rows have the same value of one property. */
export interface Tally {
  property: string;
  value: string | null;
  count: number;
}

/** What rows are counted by: of each property the value that a row has, and the joins that these need. */
export interface Counted {
  values: readonly { property: string; value: Sql }[];
  joins: Sql;
}

/**
 * How many rows of each parent's list have which value, property by property, the `limit` most frequent of each first, wherever
 * its page begins. The rows are read once, whatever they are counted by.
 */
export async function tallies(
  database: Database,
  page: PageQuery,
  { values, joins }: Counted,
  limit: number,
  parentIds: readonly string[],
): Promise<Tally[][]> {
  const listed = values.map(({ value }, index) => sql`(${raw(String(index))}, (${value})::text COLLATE "C")`);
  const rows = await query<Omit<Tally, 'property'> & { $parent: number; place: number }>(
    database,
    sql`SELECT p."$parent"::int AS "$parent", f.* FROM unnest(${[...parentIds]}::text[]) WITH ORDINALITY AS p(id, "$parent")
CROSS JOIN LATERAL (
  SELECT v.place, v.value, count(*)::int AS count,
    row_number() OVER (PARTITION BY v.place ORDER BY count(*) DESC, v.value) AS nth
  FROM ${tableAs(page.table, row)} ${joins} CROSS JOIN LATERAL (VALUES ${join(listed, ', ')}) AS v(place, value)
  WHERE ${matching(page)} GROUP BY v.place, v.value
) f WHERE f.nth <= ${raw(String(limit))} ORDER BY 1, f.place, f.nth`,
  );
  const byParent: Tally[][] = parentIds.map(() => []);
  for (const { $parent, place, value, count } of rows) {
    byParent[$parent - 1]?.push({ property: values[place]?.property ?? '', value, count });
  }
  return byParent;
}

const matching = (page: PageQuery): Sql =>
  page.of ? sql`${page.of(row, sql`p.id`)} AND (${page.where})` : sql`(${page.where})`;

/** Every order ends with the row's own key, so that it is total. */
const keys = (page: PageQuery): OrderKey[] => [...page.order, { column: keyOf(page.table) }];

function orderBy(page: PageQuery): Sql {
  const terms = keys(page).map(({ column: name, descending = false }) => {
    const direction = raw(descending === page.backwards ? 'ASC' : 'DESC');
    return sql`${column(row, name)} ${direction} NULLS ${raw(page.backwards ? 'FIRST' : 'LAST')}`;
  });
  return join(terms, ', ');
}

function between(page: PageQuery): Sql {
  const after = page.after === undefined ? empty : sql` AND ${beyond(page, page.after, false)}`;
  const before = page.before === undefined ? empty : sql` AND ${beyond(page, page.before, true)}`;
  return sql`${after}${before}`;
}

/** That a row comes after (or before) the row `id`, comparing key by key. After a row that does not exist comes nothing. */
function beyond(page: PageQuery, id: string, before: boolean): Sql {
  const other = raw('c');
  const at = (what: Sql): Sql =>
    sql`(SELECT ${what} FROM ${tableAs(page.table, other)} WHERE ${isRow(page.table, other, id)})`;
  const all = keys(page).map((key) => {
    const mine = column(row, key.column);
    const theirs = at(column(other, key.column));
    const operator = raw((key.descending ?? false) === before ? '>' : '<');
    const absent = before
      ? sql`(${mine} IS NOT NULL AND ${theirs} IS NULL)`
      : sql`(${mine} IS NULL AND ${theirs} IS NOT NULL)`;
    return {
      equal: sql`${mine} IS NOT DISTINCT FROM ${theirs}`,
      beyond: sql`(${mine} ${operator} ${theirs} OR ${absent})`,
    };
  });
  const [first] = keys(page);
  // Says nothing more than what follows, which no index can begin with, being alternatives.
  const onwards =
    first?.always === true
      ? sql`${column(row, first.column)} ${raw((first.descending ?? false) === before ? '>=' : '<=')} ${at(column(other, first.column))} AND `
      : empty;
  const alternatives = all.map((key, index) =>
    join([...all.slice(0, index).map(({ equal }) => equal), key.beyond], ' AND '),
  );
  return sql`${at(sql`TRUE`)} AND ${onwards}(${join(alternatives, ' OR ')})`;
}
