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
 * release that it is answered as of is known, by all requests of that release.
 */
export class Loaders {
  readonly #database: Database;
  readonly #kept: ReleaseRows | undefined;
  readonly #loaders = new Map<string, DataLoader<string, unknown>>();

  constructor(database: Database, kept?: ReleaseRows) {
    this.#database = database;
    this.#kept = kept;
  }

  /** The loader named `name`, made by its first caller: `batch` answers many keys with one statement. */
  shared<Value>(
    name: string,
    batch: (keys: readonly string[]) => Promise<Value[]>,
  ): DataLoader<string, Value> {
    const known = this.#loaders.get(name) as DataLoader<string, Value> | undefined;
    if (known) return known;
    const made = new DataLoader<string, Value>((keys) => this.#read(name, keys, batch));
    this.#loaders.set(name, made);
    return made;
  }

  /** What `batch` reads for `keys`, but for what was read of the same release before. */
  async #read<Value>(
    name: string,
    keys: readonly string[],
    batch: (keys: readonly string[]) => Promise<Value[]>,
  ): Promise<Value[]> {
    const { asOf, pin } = this.#database;
    // What is read of the past says so in each row, for what is asked below it; the same rows read as the newest do not.
    const keyed = (key: string) => `${asOf === undefined ? '' : 'as of '}${name} ${key}`;
    const release = () => asOf ?? pin?.number;
    const before = release();
    if (!this.#kept || before === undefined) return batch(keys);
    const found = new Map<string, Value>();
    for (const key of keys) {
      const known = this.#kept.find(before, keyed(key));
      if (known) found.set(key, known.value as Value);
    }
    if (pin && found.size > 0) pin.relied = true;
    const missing = keys.filter((key) => !found.has(key));
    if (missing.length > 0) {
      const read = await batch(missing);
      const after = release();
      for (const [index, key] of missing.entries()) {
        const value = read[index] as Value;
        found.set(key, value);
        if (after !== undefined && !(value instanceof Error)) this.#kept.keep(after, keyed(key), value);
      }
    }
    return keys.map((key) => found.get(key) as Value);
  }

  /** The rows of `table` whose `key` is `value`, in the order of these columns. */
  list<Name extends Table>(
    table: Name,
    key: keyof Rows[Name] & string,
    value: Key,
    ...order: (keyof Rows[Name] & string)[]
  ): Promise<Typed<Rows[Name]>[]> {
    const batch = (values: readonly string[]) => rowsBy(this.#database, table, key, order, values);
    return this.shared(`${table} by ${key}, in order of ${order}`, batch).load(String(value));
  }

  /** The row of `table` whose unique `key` is `value`; null if there is none, or no value. */
  async find<Name extends Table>(
    table: Name,
    value: Key | null | undefined,
    key = 'id' as keyof Rows[Name] & string,
  ): Promise<Typed<Rows[Name]> | null> {
    return value == null ? null : ((await this.list(table, key, value, key))[0] ?? null);
  }

  /** The row that a foreign key leads to, which the database makes sure is there. */
  async get<Name extends Table>(
    table: Name,
    value: Key,
    key = 'id' as keyof Rows[Name] & string,
  ): Promise<Typed<Rows[Name]>> {
    const row = await this.find(table, value, key);
    if (!row) throw new Error(`No ${table} with ${key} ${value}`);
    return row;
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
