import type { Tally } from '../database/pages.ts';
import { empty, join, raw, type Sql, sql, type Table, tableAs } from '../database/query.ts';
import { builder } from './builder.ts';
import type { Given, Where } from './filters.ts';

/** What the rows of a list can be counted by. */
export interface FacetBy {
  /** The fields of the list's own filter that lead to it: `designer`, `slug`. */
  path: readonly string[];
  description: string;
}

/** Counts by what the filter at `path`, such as `designer.slug`, compares. */
export const at = (path: string, description: string): FacetBy => ({ path: path.split('.'), description });

/** What rows are counted by, and the joins by which it is reached, by their aliases. */
export interface Reached {
  value: Sql;
  joins: ReadonlyMap<string, Sql>;
}

/** What the filter at `path` of `where` compares, for a row that goes by `row`: null where the path leads to nothing. */
export function reach(where: Where, path: readonly string[], row: Sql, before = ''): Reached {
  const [field = '', ...rest] = path;
  const { value, to } = where.filters()[field] ?? {};
  if (value && rest.length === 0) return { value: value(row), joins: new Map() };
  if (!to || rest.length === 0) throw new Error(`Nothing can be counted by ${before}${path.join('.')}.`);
  // Two paths through the same reference share its join.
  const name = `${before}${field}`;
  const other = raw(`"${name}"`);
  const further = reach(to.where(), rest, other, `${name}.`);
  const joined = sql`LEFT JOIN ${tableAs(to.table, other)} ON ${to.link(row, other)}`;
  return { value: further.value, joins: new Map([[name, joined], ...further.joins]) };
}

/** All joins that these need, to stand behind the table of the row. */
export function joinsOf(reached: readonly Reached[]): Sql {
  const joins = new Map(reached.flatMap((each) => [...each.joins]));
  return joins.size === 0 ? empty : join([...joins.values()], ' ');
}

/** The filter that leaves the rows which are counted under `value`. */
export function selecting(path: readonly string[], value: string | null): Given {
  const nested = (compared: Given) =>
    path.reduceRight<Given>((inner, field) => ({ [field]: inner }), compared);
  if (value !== null) return nested({ eq: value });
  // Where a reference leads nowhere, there is no value either that could be equal to null.
  return path.length === 1 ? nested({ eq: null }) : { not: nested({ not: null }) };
}

/** How many objects have one value of one property. */
export interface FacetValue extends Tally {
  where: Given;
}

export const Facet = builder.objectRef<FacetValue>('Facet').implement({
  description: 'How many objects of a list have the same value.',
  fields: (t) => ({
    property: t.exposeString('property', {
      description: 'What they were counted by, as `by` takes it: `STATUS`.',
    }),
    value: t.exposeString('value', {
      nullable: true,
      description: 'The value, as filters take it: a word, a code or a slug; null where there is none.',
    }),
    count: t.exposeInt('count', { description: 'How many objects have it.' }),
    where: t.expose('where', {
      type: 'JSONObject',
      description:
        'The filter that finds just these, as `where` of the same list takes it in a variable. With a filter of your own, both in `and`; for one value or another, both in `or`.',
    }),
  }),
});

/** The enum of what a list of `table` can be counted by. */
export const defineFacetField = (table: Table, facets: Record<string, FacetBy>) =>
  builder.enumType(`${table}FacetField`, {
    description: `What a list of type ${table} can be counted by.`,
    values: Object.fromEntries(
      Object.entries(facets).map(([name, { description }]) => [name, { description }]),
    ),
  });
