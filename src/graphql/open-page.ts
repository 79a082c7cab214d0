import { counts, type OrderKey, type PageQuery, pages, row, type Tally, tallies } from '../database/pages.ts';
import { keyOf, type Sql, sql, type Typed } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Context } from './context.ts';
import type { Given } from './filters.ts';
import { decodeCursor, encodeCursor } from './ids.ts';
import type { List, ListArguments } from './lists.ts';

/** A page that reads its rows, and its count, only when they are asked for. */
export interface Page {
  edges: Promise<{ cursor: string; node: unknown }[]>;
  pageInfo: Promise<object>;
  totalCount: Promise<number>;
  /** How many rows of the whole list have which value of the list's facet `by`. */
  facets: (by: string) => Promise<Tally[]>;
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

  const keyIn = (row: object) => String(row[keyOf(list.table) as keyof typeof row]);

  // The loader answers the same promise however often it is asked.
  const rows = () => load('rows', (ids) => pages<object>(database, asked, ids));
  const shown = async (): Promise<Typed<object>[]> => {
    if (size === 0) return [];
    return asked.backwards ? (await rows()).slice(-size) : (await rows()).slice(0, size);
  };
  return {
    get edges() {
      return shown().then((found) =>
        found.map((node) => ({ cursor: encodeCursor(list.table, keyIn(node)), node })),
      );
    },
    get pageInfo() {
      return shown().then(async (found) => {
        // One row more than is shown was asked for, of an empty page too.
        const more = (await rows()).length > size;
        const [first, last] = [found.at(0), found.at(-1)];
        return {
          hasNextPage: asked.backwards ? asked.before !== undefined : more,
          hasPreviousPage: asked.backwards ? more : asked.after !== undefined,
          startCursor: first ? encodeCursor(list.table, keyIn(first)) : null,
          endCursor: last ? encodeCursor(list.table, keyIn(last)) : null,
        };
      });
    },
    get totalCount() {
      return load('count', (ids) => counts(database, asked, ids));
    },
    facets: async (by) => {
      const facet = list.facets[by];
      if (!facet) return [];
      return load(`facets ${by}`, (ids) => tallies(database, asked, facet.value(row), limits.page, ids));
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
