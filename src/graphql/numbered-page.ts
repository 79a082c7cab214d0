import { decodeCursor, encodeCursor } from './ids.ts';
import { pageSize } from './open-page.ts';

/** What pages through rows that no table holds, as they are worked out for the question. */
interface Numbered<Row> {
  /** What cursors say that they are of. */
  name: string;
  /** What names a row among all. */
  keyOf: (row: Row) => string;
  /** The rows after the one with this key, up to a number, and how many there are in all, if there are rows. */
  read: (limit: number, after?: string) => Promise<{ rows: Row[]; count: number }>;
}

/**
 * The page that is asked for, forwards; it reads its rows once, when they are asked for: one statement, and one more for the number
 * of all where the page is empty.
 * @throws SourcebookError `BAD_USER_INPUT` for a size or a cursor that cannot be
 */
export function numberedPage<Row>(
  { first, after }: { first?: number | null | undefined; after?: string | null | undefined },
  { name, keyOf, read }: Numbered<Row>,
) {
  const size = pageSize({ first });
  const from = after == null ? undefined : decodeCursor(name, 'after', after);
  let reading: ReturnType<typeof read> | undefined;
  const found = () => (reading ??= read(size + 1, from));
  const shown = async () => (await found()).rows.slice(0, size);
  const cursorOf = (row: Row) => encodeCursor(name, keyOf(row));
  return {
    get edges() {
      return shown().then((rows) => rows.map((node) => ({ node, cursor: cursorOf(node) })));
    },
    get pageInfo() {
      return shown().then(async (rows) => {
        const [start, end] = [rows.at(0), rows.at(-1)];
        return {
          hasNextPage: (await found()).rows.length > size,
          hasPreviousPage: from !== undefined,
          startCursor: start === undefined ? null : cursorOf(start),
          endCursor: end === undefined ? null : cursorOf(end),
        };
      });
    },
    get totalCount() {
      return found().then(async ({ count }) =>
        count > 0 || from === undefined ? count : (await read(1)).count,
      );
    },
  };
}
