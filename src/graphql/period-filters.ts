import { overlaps, type Period, PeriodError, periodOf, within } from '../claims/period.ts';
import { column, join, type Sql, sql } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import { builder } from './builder.ts';
import type { Filter } from './filters.ts';

/** What two periods are compared by, and the operator of Postgres' date ranges that is the same. */
export const comparisons = {
  overlaps: { holds: overlaps, operator: sql`&&` },
  within: { holds: within, operator: sql`<@` },
} as const;
type Comparison = keyof typeof comparisons;

type Given = { [Name in Comparison]?: string | null };

const PeriodFilter = builder.inputType('PeriodFilter', {
  description:
    'Compares a date or a span of time with one in EDTF, such as `2026`, `2025-12~` or `2025/2026`. What has none does not pass.',
  fields: (t) => ({
    overlaps: t.string({
      description: 'Shares a day with this; an end that is not known may lie anywhere.',
    }),
    within: t.string({ description: 'Lies wholly within this; an end that is not known does not.' }),
  }),
});

/** The filter on the period in the columns that begin with `prefix`: `periodEdtf`, `periodStart` … */
export const period = (prefix: string, description: string): Filter => ({
  type: PeriodFilter,
  description,
  condition: (row, given: Given) => {
    const days = range(column(row, `${prefix}Start`), column(row, `${prefix}End`));
    const conditions = (Object.keys(comparisons) as Comparison[]).flatMap((name) => {
      const edtf = given[name];
      return edtf == null ? [] : [compare(name, days, rangeOf(parsed(name, edtf)))];
    });
    return conditions.length === 0
      ? sql`TRUE`
      : sql`(${column(row, `${prefix}Edtf`)} IS NOT NULL AND ${join(conditions, ' AND ')})`;
  },
});

export const compare = (name: Comparison, days: Sql, others: Sql): Sql =>
  sql`${days} ${comparisons[name].operator} ${others}`;

const range = (start: Sql, end: Sql): Sql => sql`daterange(${start}, ${end}, '[]')`;

/** The days of a period, whose unknown ends lie infinitely far. */
export const rangeOf = ({ start, end }: Pick<Period, 'start' | 'end'>): Sql =>
  range(sql`${start}::date`, sql`${end}::date`);

/** @throws SourcebookError `BAD_USER_INPUT` for what is not EDTF, with what was expected */
export function parsed(argument: string, edtf: string): Period {
  try {
    return periodOf(edtf);
  } catch (error) {
    if (!(error instanceof PeriodError)) throw error;
    throw new SourcebookError('BAD_USER_INPUT', `\`${argument}\`: ${error.message}`, { cause: error });
  }
}
