import type { ArgBuilder, InputRef, OutputType } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { counts, type OrderKey, type PageQuery, pages, row } from '../database/pages.ts';
import { type Sql, sql, type Table, type Typed } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import type { Given, Where } from './filters.ts';
import { decodeCursor, encodeCursor } from './ids.ts';
import { largestPage, usualPage } from './limits.ts';

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
  /** A condition that holds unless the client's filter speaks of it. */
  unless?: ((given: Given | null | undefined) => Sql | undefined) | undefined;
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
function defineConnection(type: OutputType<typeof builder.$inferSchemaTypes>, name: string) {
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
      }),
    },
    { name: `${name}Edge`, description: `An object of type ${name} in a list, with its cursor.` },
  );
}

/** Declares how rows of `table` are listed: `name`Connection, `name`OrderBy and their enum. */
export function defineList(options: {
  type: Parameters<typeof defineConnection>[0];
  table: Table;
  where: Where;
  orders: Record<string, { columns: readonly string[]; description: string }>;
  usual: readonly OrderKey[];
  unless?: List['unless'];
}): List {
  const { table, where, usual, unless } = options;
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
  return {
    table,
    connection: defineConnection(options.type, table),
    where,
    orderBy,
    orders: Object.fromEntries(Object.entries(options.orders).map(([name, { columns }]) => [name, columns])),
    usual,
    unless,
  };
}

type ArgumentBuilder = ArgBuilder<typeof builder.$inferSchemaTypes>;

/**
 * The options of a field that pages through `list`: all of it, or with `of` the rows that belong to the parent.
 * To be used as `t.field(paged(t.arg, companies, { … }))`.
 */
export function paged(
  arg: ArgumentBuilder,
  list: List,
  { description, of }: { description: string; of?: (row: Sql, parentId: Sql) => Sql },
) {
  return {
    type: list.connection,
    description,
    args: {
      where: arg({ type: list.where.type, description: 'Which to list; all if left out.' }),
      orderBy: arg({ type: [list.orderBy], description: 'What to order by, the first key first.' }),
      ...arg.connectionArgs(),
    },
    resolve: (parent: unknown, given: ListArguments, context: Context, info: GraphQLResolveInfo) =>
      openPage(
        context,
        list,
        given,
        of && { id: (parent as { id: string }).id, name: `${info.parentType.name}.${info.fieldName}`, of },
      ) as never,
  };
}

/** A page that reads its rows, and its count, only when they are asked for. */
interface Page {
  edges: Promise<{ cursor: string; node: unknown }[]>;
  pageInfo: Promise<object>;
  totalCount: Promise<number>;
}

/**
 * The page of `list` that `given` asks for; with `of`, of the rows that belong to the parent with `parentId`.
 * All parents of a level share one statement for their rows, and one for their counts.
 * @throws SourcebookError `BAD_USER_INPUT` for a size, a cursor or a combination that cannot be
 */
export function openPage(
  context: Context,
  list: List,
  given: ListArguments,
  parent?: { id: string; name: string; of: (row: Sql, parentId: Sql) => Sql },
): Page {
  const size = pageSize(given);
  const asked: PageQuery = {
    table: list.table,
    of: parent?.of,
    where: condition(list, given.where as Given),
    order: order(list, given),
    after: given.after == null ? undefined : decodeCursor(list.table, 'after', given.after),
    before: given.before == null ? undefined : decodeCursor(list.table, 'before', given.before),
    limit: size + 1,
    backwards: given.last != null,
  };
  const parentId = parent?.id ?? '';
  const shared = `${list.table} ${parent?.name} ${JSON.stringify(given)}`;
  const { database } = context;
  const load = <Value>(what: string, batch: (ids: readonly string[]) => Promise<Value[]>) =>
    context.loaders.shared(`${what} ${shared}`, batch).load(parentId);

  // The loader answers the same promise however often it is asked.
  const rows = async () =>
    size === 0 ? [] : load('rows', (ids) => pages<{ id: string }>(database, asked, ids));
  const shown = async (): Promise<Typed<{ id: string }>[]> =>
    asked.backwards ? (await rows()).slice(-size) : (await rows()).slice(0, size);
  return {
    get edges() {
      return shown().then((found) =>
        found.map((node) => ({ cursor: encodeCursor(list.table, node.id), node })),
      );
    },
    get pageInfo() {
      return shown().then(async (found) => {
        const more = (await rows()).length > size && size > 0;
        const [first, last] = [found.at(0), found.at(-1)];
        return {
          hasNextPage: asked.backwards ? asked.before !== undefined : more,
          hasPreviousPage: asked.backwards ? more : asked.after !== undefined,
          startCursor: first ? encodeCursor(list.table, first.id) : null,
          endCursor: last ? encodeCursor(list.table, last.id) : null,
        };
      });
    },
    get totalCount() {
      return load('count', (ids) => counts(database, asked, ids));
    },
  };
}

function pageSize({ first, last }: ListArguments): number {
  if (first != null && last != null) {
    throw new SourcebookError('BAD_USER_INPUT', 'Give `first` or `last`, not both.');
  }
  const [name, size] = last != null ? ['last', last] : ['first', first ?? usualPage];
  if (size < 0 || size > largestPage) {
    throw new SourcebookError('BAD_USER_INPUT', `\`${name}\` is ${size}; it can be 0 to ${largestPage}.`);
  }
  return size;
}

function condition(list: List, where: Given | null | undefined): Sql {
  const asked = list.where.condition(row, where);
  const unless = list.unless?.(where);
  return unless ? sql`${asked} AND ${unless}` : asked;
}

function order(list: List, { orderBy }: ListArguments): OrderKey[] {
  const asked = (orderBy ?? []).flatMap(({ field, direction }) =>
    (list.orders[field] ?? []).map((column) => ({ column, descending: direction === 'DESC' })),
  );
  const seen = new Set<string>();
  return [...asked, ...list.usual].filter(({ column }) => !seen.has(column) && seen.add(column));
}
