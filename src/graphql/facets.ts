import type { Tally } from '../database/pages.ts';
import { column, raw, type Sql, sql, type Table, tableAs } from '../database/query.ts';
import { builder } from './builder.ts';

/** What the rows of a list can be counted by: the text of a row's value. */
export interface FacetBy {
  value: (row: Sql) => Sql;
  description: string;
}

export const Facet = builder.objectRef<Tally>('Facet').implement({
  description: 'How many objects of a list have the same value.',
  fields: (t) => ({
    value: t.exposeString('value', {
      nullable: true,
      description: 'The value, as filters take it: a word, a code or a slug; null where there is none.',
    }),
    count: t.exposeInt('count', { description: 'How many objects have it.' }),
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

/** Counts by a column of the row itself. */
export const own = (name: string, description: string): FacetBy => ({
  value: (row) => column(row, name),
  description,
});

/** Counts by a column, most often the slug, of the row of `table` that `foreignKey` leads to. */
export const of = (table: Table, foreignKey: string, description: string, name = 'slug'): FacetBy => {
  const other = raw('o');
  return {
    value: (row) =>
      sql`(SELECT ${column(other, name)} FROM ${tableAs(table, other)} WHERE ${column(other, 'id')} = ${column(row, foreignKey)})`,
    description,
  };
};
