import { handleMaybePromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import DataLoader from 'dataloader';
import type { EntityKind } from './generated/enums.ts';
import type { Database } from './open.ts';
import {
  column,
  columns,
  join,
  query,
  type Rows,
  raw,
  sql,
  type Table,
  type Typed,
  tableAs,
} from './query.ts';
import type { ReleaseRows } from './release-rows.ts';

/** The table that holds the typed face of each kind of entity. */
export const faces = {
  COMPANY: 'Company',
  CHIP: 'Chip',
  PRODUCT: 'Product',
  INVESTMENT: 'Investment',
  EVENT: 'Event',
} as const satisfies Record<EntityKind, Table>;

type Key = string | number;

/**
 * Reads rows by a key. What is asked for in the same tick is one statement, and a row is read once: by a request and, where the
 * release that it is answered as of is known, by all requests of that release. What is known is answered at once, not as a promise:
 * of a large answer, promises and the garbage they leave take more time than all else.
 */
export class Loaders {
  readonly #database: Database;
  readonly #kept: ReleaseRows | undefined;
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(database: Database, kept?: ReleaseRows) {
    this.#database = database;
    this.#kept = kept;
  }

  /** What `batch`, which answers many keys with one statement, says of `key`; `name` tells it from other batches. */
  load<Value>(
    name: string,
    key: string,
    batch: (keys: readonly string[]) => Promise<Value[]>,
  ): MaybePromise<Value> {
    const known = this.#find(name, key);
    if (known) return known.value as Value;
    let loader = this.#loaders.get(name);
    if (!loader) {
      loader = new DataLoader<string, unknown>((keys) => this.#read(name, keys, batch));
      this.#loaders.set(name, loader);
    }
    return loader.load(key) as Promise<Value>;
  }

  /** Whether what `load` would read was read of the release before, so that nothing is wrong with it. */
  knows(name: string, key: string): boolean {
    const release = this.#release;
    return release !== undefined && this.#kept?.find(release, this.#keyOf(name, key)) !== undefined;
  }

  /** The number of the release that is answered as of, where it is known. */
  get #release(): number | undefined {
    return this.#database.asOf ?? this.#database.pin?.number;
  }

  /** What is read of the past says so in each row, for what is asked below it; the same rows read as the newest do not. */
  #keyOf(name: string, key: string): string {
    return `${this.#database.asOf === undefined ? '' : 'as of '}${name} ${key}`;
  }

  #find(name: string, key: string): { value: unknown } | undefined {
    const release = this.#release;
    if (!this.#kept || release === undefined) return undefined;
    const { pin } = this.#database;
    const found = this.#kept.find(release, this.#keyOf(name, key));
    if (found && pin) pin.relied = true;
    return found;
  }

  async #read<Value>(
    name: string,
    keys: readonly string[],
    batch: (keys: readonly string[]) => Promise<Value[]>,
  ): Promise<Value[]> {
    const read = await batch(keys);
    // Of the release that was the newest when it was read, which may be another than when it was asked for.
    const release = this.#release;
    if (this.#kept && release !== undefined) {
      for (const [index, key] of keys.entries()) {
        const value = read[index];
        if (!(value instanceof Error)) this.#kept.keep(release, this.#keyOf(name, key), value);
      }
    }
    return read;
  }

  /** The rows of `table` whose `key` is `value`, in the order of these columns. */
  list<Name extends Table>(
    table: Name,
    key: keyof Rows[Name] & string,
    value: Key,
    ...order: (keyof Rows[Name] & string)[]
  ): MaybePromise<Typed<Rows[Name]>[]> {
    return this.load(`${table} by ${key}, in order of ${order}`, String(value), (values) =>
      rowsBy(this.#database, table, key, order, values),
    );
  }

  /** The row of `table` whose unique `key` is `value`; null if there is none, or no value. */
  find<Name extends Table>(
    table: Name,
    value: Key | null | undefined,
    key = 'id' as keyof Rows[Name] & string,
  ): MaybePromise<Typed<Rows[Name]> | null> {
    if (value == null) return null;
    return handleMaybePromise(
      () => this.list(table, key, value, key),
      ([row = null]) => row,
    );
  }

  /** The row that a foreign key leads to, which the database makes sure is there. */
  get<Name extends Table>(
    table: Name,
    value: Key,
    key = 'id' as keyof Rows[Name] & string,
  ): MaybePromise<Typed<Rows[Name]>> {
    return handleMaybePromise(
      () => this.find(table, value, key),
      (row) => {
        if (!row) throw new Error(`No ${table} with ${key} ${value}`);
        return row;
      },
    );
  }

  /** The row of `table` for each of `ids`, null where there is none. */
  findMany<Name extends Table>(table: Name, ids: readonly string[]): Promise<(Typed<Rows[Name]> | null)[]> {
    return Promise.all(ids.map((id) => this.find(table, id)));
  }
}

async function rowsBy<Name extends Table>(
  database: Database,
  table: Name,
  key: string,
  order: readonly string[],
  values: readonly string[],
): Promise<Typed<Rows[Name]>[][]> {
  const row = raw('t');
  const keys = key === 'number' ? sql`${[...values].map(Number)}::int[]` : sql`${[...values]}::text[]`;
  const found = await query<Typed<Rows[Name]> & { $key: string }>(
    database,
    sql`SELECT ${columns(table, row)}, ${column(row, key)}::text AS "$key" FROM ${tableAs(table, row)}
WHERE ${column(row, key)} = ANY(${keys}) ORDER BY ${join(
      order.map((name) => column(row, name)),
      ', ',
    )}`,
  );
  const byKey = new Map<string, Typed<Rows[Name]>[]>(values.map((value) => [value, []]));
  for (const each of found) byKey.get(each.$key)?.push(each);
  return values.map((value) => byKey.get(value) ?? []);
}
