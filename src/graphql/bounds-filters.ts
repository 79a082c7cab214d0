import type { InputFieldBuilder } from '@pothos/core';
import {
  type Bounds,
  boundsAsked,
  type Certainty as CertaintyValue,
  type Comparison,
} from '../claims/bounds.ts';
import { column, join, type Sql, sql } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import { builder } from './builder.ts';
import { Certainty } from './enums.ts';
import type { Filter } from './filters.ts';

type SchemaTypes = typeof builder.$inferSchemaTypes;

interface Given extends Comparison {
  certainty: CertaintyValue;
  currency?: string | null;
  unit?: string | null;
}

const comparisons: Record<keyof Comparison, string> = {
  eq: 'Exactly this number; with `POSSIBLY`, one that it can be.',
  gt: 'More than this.',
  gte: 'This or more.',
  lt: 'Less than this.',
  lte: 'This or less.',
};

const compared =
  'Compares a quantity that is only known within bounds. Comparisons side by side must hold for the same number; two of them make a range.';

/** What every filter on bounds takes. */
const shared = (t: InputFieldBuilder<SchemaTypes, 'InputObject'>) => ({
  ...Object.fromEntries(
    Object.entries(comparisons).map(([name, description]) => [
      name,
      t.field({ type: 'Decimal', description }),
    ]),
  ),
  certainty: t.field({
    type: Certainty,
    required: true,
    defaultValue: 'DEFINITELY',
    description: 'How surely: for every number within its bounds, or for one.',
  }),
});

const AmountFilter = builder.inputType('AmountFilter', {
  description: compared,
  fields: (t) => ({
    ...shared(t),
    currency: t.field({
      type: 'CurrencyCode',
      required: true,
      defaultValue: 'USD',
      description: 'The currency of all numbers here. Nothing is converted.',
    }),
  }),
});

const QuantityFilter = builder.inputType('QuantityFilter', {
  description: `${compared} Give \`unit\` or \`currency\`: a number alone says nothing.`,
  fields: (t) => ({
    ...shared(t),
    unit: t.string({ description: 'What is counted, such as `token`: the `unit` of the property.' }),
    currency: t.field({ type: 'CurrencyCode', description: 'The currency, where it is money.' }),
  }),
});

/** The bounds in the columns `lower`, `upper` … of a row, or with a prefix `amountLower` … */
export function boundsIn(row: Sql, prefix = ''): Sql {
  const named = (name: string) =>
    column(row, prefix === '' ? name : `${prefix}${name[0]?.toUpperCase()}${name.slice(1)}`);
  return range(named('lower'), named('upper'), named('lowerInclusive'), named('upperInclusive'));
}

const range = (lower: Sql, upper: Sql, lowerInclusive: Sql, upperInclusive: Sql): Sql =>
  sql`numrange(${lower}, ${upper}, CASE WHEN ${lowerInclusive} THEN '[' ELSE '(' END || CASE WHEN ${upperInclusive} THEN ']' ELSE ')' END)`;

const given = ({ lower, upper, lowerInclusive, upperInclusive }: Bounds): Sql =>
  range(
    sql`${lower}::numeric`,
    sql`${upper}::numeric`,
    sql`${lowerInclusive}::boolean`,
    sql`${upperInclusive}::boolean`,
  );

/** In SQL what `satisfies` of src/claims/bounds.ts is, which a test compares over random bounds. */
export function satisfies(bounds: Sql, asked: Comparison, certainty: CertaintyValue): Sql {
  const wanted = join([sql`'(,)'::numrange`, ...boundsAsked(asked).map(given)], ' * ');
  return certainty === 'DEFINITELY' ? sql`${bounds} <@ (${wanted})` : sql`${bounds} && (${wanted})`;
}

/** The filter on an amount of money in the currency `currency`. */
export const amount = (
  description: string,
  bounds: (row: Sql) => Sql,
  currency: (row: Sql) => Sql,
): Filter => ({
  type: AmountFilter,
  description,
  condition: (row, given: Given) =>
    sql`(${currency(row)} = ${given.currency} AND ${satisfies(bounds(row), given, given.certainty)})`,
});

/** The filter on the quantity of a claim. @throws SourcebookError `BAD_USER_INPUT` unless one unit or currency is given */
export const quantity = (description: string): Filter => ({
  type: QuantityFilter,
  description,
  condition: (row, given: Given) => {
    const measure = (['unit', 'currency'] as const).filter((name) => given[name] != null);
    const [name] = measure;
    if (name === undefined || measure.length > 1) {
      throw new SourcebookError(
        'BAD_USER_INPUT',
        '`quantity` compares numbers of one kind: give `unit`, such as "token", or `currency`, such as "USD", not both.',
      );
    }
    return sql`(${column(row, name)} = ${given[name]} AND ${satisfies(boundsIn(row), given, given.certainty)})`;
  },
});
