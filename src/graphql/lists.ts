import type { ArgBuilder, InputRef, OutputType } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { OrderKey } from '../database/pages.ts';
import type { Sql, Table } from '../database/query.ts';
import { asOfArgument } from './as-of.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { defineFacetField, Facet, type FacetBy } from './facets.ts';
import { alias, exists, type Filter, type Given, type Where } from './filters.ts';
import { openPage, type Page } from './open-page.ts';

/** The rows of a table as something to page through: its connection type, filters and orders. */
export interface List {
  table: Table;
  connection: ReturnType<typeof defineConnection>;
  where: Where;
  orderBy: InputRef<OrderBy>;
  /** The columns that each value of the order's enum stands for. */
  orders: Record<string, readonly string[]>;
  /** The order that holds where none is asked for, and after the one that is. */
  usual: readonly OrderKey[];
  /** What its rows can be counted by. */
  facets: Record<string, FacetBy>;
  /** What holds of every row besides, given the client's filter: most often, unless that speaks of it. */
  unless?: ((row: Sql, given: Given | null | undefined) => Sql | undefined) | undefined;
}

interface OrderBy {
  field: string;
  direction: 'ASC' | 'DESC';
}

export interface ListArguments {
  where?: unknown;
  orderBy?: OrderBy[] | null | undefined;
  first?: number | null | undefined;
  last?: number | null | undefined;
  after?: string | null | undefined;
  before?: string | null | undefined;
}

const Direction = builder.enumType('Direction', {
  description: 'Which way a list runs. What has no value comes last either way.',
  values: {
    ASC: { description: 'From the smallest, first or earliest.' },
    DESC: { description: 'From the largest, last or latest.' },
  },
});

/** The connection and edge types of the list of `type`. */
function defineConnection(
  type: OutputType<typeof builder.$inferSchemaTypes>,
  name: Table,
  facets: Record<string, FacetBy>,
) {
  const countable = Object.keys(facets).length > 0 && defineFacetField(name, facets);
  return builder.connectionObject(
    {
      type,
      name: `${name}Connection`,
      description: `A page of a list of type ${name}.`,
      fields: (t) => ({
        totalCount: t.int({
          description: 'How many there are in the whole list, on all its pages.',
          resolve: (page) => (page as unknown as Page).totalCount,
        }),
        ...(countable && {
          facets: t.field({
            type: [Facet],
            description:
              'How many objects of the whole list, on all its pages, have which value: the most frequent values first, up to 100 of each property.',
            args: {
              by: t.arg({
                type: countable,
                description: 'What to count by; if left out, by one property after the other.',
              }),
            },
            resolve: (page, { by }) => (page as unknown as Page).facets(by),
          }),
        }),
      }),
    },
    { name: `${name}Edge`, description: `An object of type ${name} in a list, with its cursor.` },
  );
}

/** Every list that there is. */
export const lists: List[] = [];

export function listOf(table: Table): List {
  const found = lists.find((list) => list.table === table);
  if (!found) throw new Error(`There is no list of ${table}.`);
  return found;
}

/** Declares how rows of `table` are listed: `name`Connection, `name`OrderBy and their enum. */
export function defineList(options: {
  type: Parameters<typeof defineConnection>[0];
  table: Table;
  where: Where;
  orders: Record<string, { columns: readonly string[]; description: string }>;
  usual: readonly OrderKey[];
  facets?: List['facets'];
  unless?: List['unless'];
}): List {
  const { table, where, usual, facets = {}, unless } = options;
  const field = builder.enumType(`${table}OrderField`, {
    description: `What a list of type ${table} can be ordered by.`,
    values: Object.fromEntries(
      Object.entries(options.orders).map(([name, { description }]) => [name, { description }]),
    ),
  });
  const orderBy = builder.inputType(`${table}OrderBy`, {
    description: `One key of the order of a list of type ${table}.`,
    fields: (t) => ({
      field: t.field({ type: field, required: true, description: 'What to order by.' }),
      direction: t.field({ type: Direction, required: true, defaultValue: 'ASC', description: 'Which way.' }),
    }),
  }) as InputRef<OrderBy>;
  const list: List = {
    table,
    connection: defineConnection(options.type, table, facets),
    where,
    orderBy,
    orders: Object.fromEntries(Object.entries(options.orders).map(([name, { columns }]) => [name, columns])),
    usual,
    facets,
    unless,
  };
  lists.push(list);
  return list;
}

/** Through a list: at least one of the rows that it shows is linked to this one and satisfies its own `where`. */
export function some(list: () => List, link: (row: Sql, other: Sql) => Sql, description: string): Filter {
  return {
    get type() {
      return list().where.type;
    },
    description,
    condition: (row, given: Given, depth) => {
      const { table, where, unless } = list();
      const other = alias(depth + 1);
      const shown = unless?.(other, given);
      return exists(table, other, [
        link(row, other),
        where.condition(other, given, depth + 1),
        ...(shown ? [shown] : []),
      ]);
    },
  };
}

/** Releases and what they changed are the same at any time. */
const timeless = ({ table }: List): boolean => table === 'Release' || table === 'Change';

type ArgumentBuilder = ArgBuilder<typeof builder.$inferSchemaTypes>;

/**
 * The options of a field that pages through `list`: all of it, or with `of` the rows that belong to the parent's `key`.
 * To be used as `t.field(paged(t.arg, companies, { … }))`.
 */
export function paged(
  arg: ArgumentBuilder,
  list: List,
  {
    description,
    of,
    key = 'id',
  }: { description: string; of?: (row: Sql, parentKey: Sql) => Sql; key?: string },
) {
  return {
    type: list.connection,
    description,
    args: {
      where: arg({ type: list.where.type, description: 'Which to list; all if left out.' }),
      orderBy: arg({ type: [list.orderBy], description: 'What to order by, the first key first.' }),
      ...(timeless(list) ? {} : { asOf: asOfArgument(arg) }),
      ...arg.connectionArgs(),
    },
    resolve: (parent: unknown, given: ListArguments, context: Context, info: GraphQLResolveInfo) =>
      openPage(
        context,
        list,
        given,
        of && {
          id: String((parent as Record<string, unknown>)[key]),
          name: `${info.parentType.name}.${info.fieldName}`,
          of,
        },
      ) as never,
  };
}
