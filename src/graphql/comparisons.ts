import type { InputRef } from '@pothos/core';
import { column, join, raw, type Sql, sql } from '../database/query.ts';
import { builder } from './builder.ts';
import type { Filter } from './filters.ts';

/** What a scalar can be compared by; each type offers some of these. */
interface Comparisons {
  eq?: unknown;
  not?: unknown;
  in?: unknown[] | null;
  gt?: unknown;
  gte?: unknown;
  lt?: unknown;
  lte?: unknown;
  contains?: string | null;
  startsWith?: string | null;
}

const words = {
  eq: 'Equal to this; null finds what has no value.',
  not: 'Different from this; null finds what has a value.',
  in: 'Equal to one of these.',
  gt: 'Greater than this.',
  gte: 'This or greater.',
  lt: 'Less than this.',
  lte: 'This or less.',
  contains: 'With this somewhere in it, in upper or lower case. Every character stands for itself.',
  startsWith: 'With this at its beginning, in upper or lower case. Every character stands for itself.',
};

const equality = ['eq', 'not', 'in'] as const;
const ranges = ['gt', 'gte', 'lt', 'lte'] as const;

type Scalar = 'String' | 'Decimal' | 'Date' | 'DateTime' | 'Int' | 'Boolean' | 'CountryCode' | 'CurrencyCode';

/** Declares the input `name` and returns the filter that it makes for a column. */
function comparison(
  name: string,
  description: string,
  of: Scalar | InputRef<unknown>,
  operators: readonly (keyof Comparisons)[],
  cast: string,
) {
  const type = builder.inputType(name, {
    description,
    fields: (t) =>
      Object.fromEntries(
        operators.map((operator) => [
          operator,
          operator === 'in'
            ? t.field({ type: [of as 'String'], description: words.in })
            : t.field({ type: of as 'String', description: words[operator] }),
        ]),
      ),
  }) as InputRef<unknown>;
  return (
    name: string,
    description: string,
    expression: (row: Sql) => Sql = (row) => column(row, name),
  ): Filter => ({
    type,
    description,
    condition: (row, given: Comparisons) => compare(expression(row), given, raw(cast)),
    value: expression,
  });
}

function compare(value: Sql, given: Comparisons, cast: Sql): Sql {
  const typed = (operand: unknown) => sql`${plain(operand)}::${cast}`;
  const conditions: Sql[] = [];
  if (given.eq !== undefined)
    conditions.push(given.eq === null ? sql`${value} IS NULL` : sql`${value} = ${typed(given.eq)}`);
  if (given.not !== undefined) conditions.push(sql`${value} IS DISTINCT FROM ${typed(given.not)}`);
  // Each by itself: of a list that is cast, Postgres cannot tell how many rows have its values.
  if (given.in != null)
    conditions.push(
      given.in.length === 0 ? sql`FALSE` : sql`${value} IN (${join(given.in.map(typed), ', ')})`,
    );
  if (given.gt != null) conditions.push(sql`${value} > ${typed(given.gt)}`);
  if (given.gte != null) conditions.push(sql`${value} >= ${typed(given.gte)}`);
  if (given.lt != null) conditions.push(sql`${value} < ${typed(given.lt)}`);
  if (given.lte != null) conditions.push(sql`${value} <= ${typed(given.lte)}`);
  if (given.contains != null) conditions.push(sql`${value} ILIKE ${`%${literal(given.contains)}%`}`);
  if (given.startsWith != null) conditions.push(sql`${value} ILIKE ${`${literal(given.startsWith)}%`}`);
  return conditions.length === 0 ? sql`TRUE` : sql`(${join(conditions, ' AND ')})`;
}

/** The operand as text for Postgres to cast, a date in UTC: as a Date it would pass through the session's time zone. */
const plain = (operand: unknown): string | null =>
  operand == null ? null : operand instanceof Date ? operand.toISOString() : String(operand);

/** `text` as a LIKE pattern that matches nothing but itself. */
const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

export const text = comparison(
  'StringFilter',
  'Compares a text. `eq`, `not` and `in` tell upper from lower case; `contains` and `startsWith` do not.',
  'String',
  [...equality, 'contains', 'startsWith'],
  'text',
);

/** Compares the texts of a list, of which one has to fit. An empty list has one that is null. */
export function oneOf(list: string, description: string): Filter {
  const filter = text('item', description);
  const item = raw('one');
  return {
    type: filter.type,
    description,
    condition: (row, given, depth) => sql`EXISTS (
      SELECT 1 FROM unnest(coalesce(nullif(${column(row, list)}, '{}'), ARRAY[NULL]::text[])) AS one(item)
      WHERE ${filter.condition(item, given, depth)})`,
  };
}

export const decimal = comparison(
  'DecimalFilter',
  'Compares a number.',
  'Decimal',
  [...equality, ...ranges],
  'numeric',
);
export const date = comparison('DateFilter', 'Compares a date.', 'Date', [...equality, ...ranges], 'date');
export const moment = comparison(
  'DateTimeFilter',
  'Compares a moment in time.',
  'DateTime',
  ranges,
  'timestamptz',
);
export const integer = comparison(
  'IntFilter',
  'Compares a whole number.',
  'Int',
  [...equality, ...ranges],
  'int',
);
export const country = comparison(
  'CountryCodeFilter',
  'Compares a country.',
  'CountryCode',
  equality,
  'text',
);
export const currency = comparison(
  'CurrencyCodeFilter',
  'Compares a currency.',
  'CurrencyCode',
  equality,
  'text',
);
export const flag = comparison('BooleanFilter', 'Compares a yes or no.', 'Boolean', ['eq'], 'boolean');

const choices = new Map<string, ReturnType<typeof comparison>>();

/** The filter on columns that hold a value of the enum `of`. */
export function choice(of: InputRef<unknown> & { name: string }): ReturnType<typeof comparison> {
  const made =
    choices.get(of.name) ??
    comparison(`${of.name}Filter`, `Compares with values of ${of.name}.`, of, equality, `"${of.name}"`);
  choices.set(of.name, made);
  return made;
}
