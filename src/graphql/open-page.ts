import { handleMaybePromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import { counts, type OrderKey, type PageQuery, pages, row, tallies } from '../database/pages.ts';
import { keyOf, type Sql, sql, type Typed } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Context } from './context.ts';
import { type FacetValue, joinsOf, reach, selecting } from './facets.ts';
import type { Given } from './filters.ts';
import { decodeCursor, encodeCursor } from './ids.ts';
import type { List, ListArguments } from './lists.ts';

/** A page that reads its rows, and its count, only when they are asked for. */
export interface Page {
  edges: MaybePromise<{ cursor: string; node: unknown }[]>;
  pageInfo: MaybePromise<object>;
  totalCount: MaybePromise<number>;
  /** How many rows of the whole list have which value of the list's facet `by`, or of each of its facets. */
  facets: (by: string | null | undefined) => MaybePromise<FacetValue[]>;
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
  const after = given.after == null ? undefined : decodeCursor(list.table, 'after', given.after);
  const before = given.before == null ? undefined : decodeCursor(list.table, 'before', given.before);
  const backwards = given.last != null;
  // Only what has not been read before needs a statement.
  let query: PageQuery | undefined;
  const asked = () =>
    (query ??= {
      table: list.table,
      of: parent?.of,
      where: condition(list, given.where as Given),
      order: order(list, given),
      after,
      before,
      limit: size + 1,
      backwards,
    });
  const parentId = parent?.id ?? '';
  const shared = `${list.table} ${parent?.name} ${JSON.stringify(given)}`;
  // What cannot be asked is said of the list, not of what is asked of it.
  if (given.where != null && !context.loaders.knows(`rows ${shared}`, parentId)) asked();
  const { database } = context;
  const load = <Value>(what: string, batch: (ids: readonly string[]) => Promise<Value[]>) =>
    context.loaders.load(`${what} ${shared}`, parentId, batch);

  const cursorOf = (row: object) =>
    encodeCursor(list.table, String(row[keyOf(list.table) as keyof typeof row]));

  // However often it is asked, it is read once. One row more than is shown, of an empty page too.
  const rows = () => load('rows', (ids) => pages<object>(database, asked(), ids));
  const shown = (found: Typed<object>[]) => {
    if (size === 0) return [];
    return backwards ? found.slice(-size) : found.slice(0, size);
  };
  return {
    get edges() {
      const edge = (node: Typed<object>) => ({
        node,
        get cursor() {
          return cursorOf(node);
        },
      });
      return size === 0 ? [] : handleMaybePromise(rows, (found) => shown(found).map(edge));
    },
    get pageInfo() {
      return handleMaybePromise(rows, (found) => {
        const more = found.length > size;
        const [first, last] = [shown(found).at(0), shown(found).at(-1)];
        return {
          hasNextPage: backwards ? before !== undefined : more,
          hasPreviousPage: backwards ? more : after !== undefined,
          startCursor: first ? cursorOf(first) : null,
          endCursor: last ? cursorOf(last) : null,
        };
      });
    },
    get totalCount() {
      return load('count', (ids) => counts(database, asked(), ids));
    },
    facets: (by) => {
      const pathOf = (property: string) => list.facets[property]?.path ?? [];
      const counted = () => {
        const properties = by == null ? Object.keys(list.facets) : [by];
        const values = properties.map((property) => ({
          property,
          ...reach(list.where, pathOf(property), row),
        }));
        return { values, joins: joinsOf(values) };
      };
      return handleMaybePromise(
        () => load(`facets ${by ?? ''}`, (ids) => tallies(database, asked(), counted(), limits.page, ids)),
        (found) =>
          found.map((tally) => ({ ...tally, where: selecting(pathOf(tally.property), tally.value) })),
      );
    },
  };
}

/** How many objects are asked for. @throws SourcebookError `BAD_USER_INPUT` for a number that cannot be */
export function pageSize({ first, last }: ListArguments): number {
  if (first != null && last != null) {
    throw new SourcebookError('BAD_USER_INPUT', 'Give `first` or `last`, not both.');
  }
  const [name, size] = last != null ? ['last', last] : ['first', first ?? limits.usualPage];
  if (size < 0 || size > limits.page) {
    throw new SourcebookError('BAD_USER_INPUT', `\`${name}\` is ${size}; it can be 0 to ${limits.page}.`);
  }
  return size;
}

/** What holds of the rows of `list` that `where` leaves. */
export function condition(list: List, where: Given | null | undefined): Sql {
  const asked = list.where.condition(row, where);
  const unless = list.unless?.(row, where);
  return unless ? sql`${asked} AND ${unless}` : asked;
}

function order(list: List, { orderBy }: ListArguments): OrderKey[] {
  const asked = (orderBy ?? []).flatMap(({ field, direction }) =>
    (list.orders[field] ?? []).map((column) => ({
      column,
      descending: direction === 'DESC',
      always: list.usual.some((key) => key.column === column && key.always === true),
    })),
  );
  const seen = new Set<string>();
  return [...asked, ...list.usual].filter(({ column }) => !seen.has(column) && seen.add(column));
}
