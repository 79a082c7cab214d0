import { SourcebookError } from '../errors.ts';
import type * as rows from './generated/client.ts';
import { Prisma } from './generated/client.ts';
import type { Database } from './open.ts';
import { newestIn } from './pin.ts';
import { read } from './replicas.ts';

export type Sql = Prisma.Sql;
export const { sql, join, empty, raw } = Prisma;

/** What a release changed about a claim; a view. */
export interface Change {
  id: string;
  kind: rows.$Enums.ChangeKind;
  releaseId: number;
  beforeId: string | null;
  afterId: string | null;
  /** The claim that was added, corrected or retired, and where it stands. */
  claimId: string;
  sourceId: string;
  passageStart: number;
  position: number;
}

/** The tables that the API reads, and what a row of each holds. */
export interface Rows {
  Attribution: rows.Attribution;
  Change: Change;
  Chip: rows.Chip;
  Claim: rows.Claim;
  Company: rows.Company;
  Entity: rows.Entity;
  Event: rows.Event;
  Fact: rows.Fact;
  Investment: rows.Investment;
  Product: rows.Product;
  Property: rows.Property;
  Publisher: rows.Publisher;
  Release: rows.Release;
  Source: rows.Source;
  SourceDefect: rows.SourceDefect;
}

export type Table = keyof Rows;

/** The column that names a row of a table among all others. */
export const keyOf = (table: Table) => (table === 'Release' ? 'version' : 'id');

/** That the row of `table` by the name `alias` is the one with the key `id`, in words that an index can begin with. */
export function isRow(table: Table, alias: Sql, id: string): Sql {
  const same = sql`${column(alias, keyOf(table))} = ${id}`;
  // No table holds a change: its key is its kind and its claim.
  return table === 'Change' ? sql`${column(alias, 'claimId')} = split_part(${id}, ' ', 2) AND ${same}` : same;
}

/**
 * A row with the name of the GraphQL type that it is served as, which tells the types behind an interface apart, and with the
 * release as of which it was read, where that is not the newest.
 */
export type Typed<Row> = Row & { __typename: string; $asOf?: number };

/** A column of the row that goes by `alias`, both from our own code, never from a request. */
export const column = (alias: Sql, name: string): Sql => sql`${alias}.${raw(`"${name}"`)}`;

export const tableAs = (table: Table, alias: Sql): Sql => sql`${raw(`"${table}"`)} ${alias}`;

/** All columns of a row, and its type: the table's, except that a claim's follows from the kind of its value. */
export function columns(table: Table, alias: Sql): Sql {
  const typename =
    table === 'Claim'
      ? sql`initcap(${column(alias, 'valueKind')}::text) || 'Claim'`
      : raw(`'${table}'::text`);
  return sql`${typename} AS "__typename", ${alias}.*`;
}

/**
 * The rows of one statement, as of the release that `database` is set to. What the tables held then, the views in the schema
 * `past` show under the same names; so the statement is the same for any release.
 * @throws SourcebookError `BAD_USER_INPUT` for a NUL character, which Postgres text cannot hold
 */
export async function query<Row>(database: Database, statement: Sql): Promise<Row[]> {
  for (const value of statement.values.flat()) {
    if (typeof value === 'string' && value.includes('\0')) {
      throw new SourcebookError(
        'BAD_USER_INPUT',
        'A text holds a NUL character, which no text here can contain.',
      );
    }
  }
  const { asOf, around } = database;
  if (asOf === undefined) return newest<Row>(database, statement);
  const once = () => past<Row>(database, statement, asOf);
  return around ? around(once, 2) : once();
}

/** The rows of one statement as of a release, in a transaction, outside of which its connection knows nothing of that. */
async function past<Row>(database: Database, statement: Sql, asOf: number): Promise<Row[]> {
  const ask = async (prisma: Database['prisma']) => {
    const [, found] = await prisma.$transaction([
      prisma.$executeRaw`SELECT set_config('search_path', 'past, public', true), set_config('sourcebook.as_of', ${String(asOf)}, true), is_held_release(${asOf}::int)`,
      prisma.$queryRaw<Row[]>(statement),
    ]);
    return found.map((row) => ({ ...row, $asOf: asOf }));
  };
  return read(database, ask, { release: asOf }).catch((error: unknown) => {
    const found = newestIn(error);
    throw found === undefined ? error : behind(found, asOf, error);
  });
}

/**
 * The rows of one statement as of whatever is the newest release of a replica that holds the one with the number `release`.
 * @throws an error in which `newestIn` finds what they hold instead
 */
export function queryOfHolder<Row>(database: Database, statement: Sql, release: number): Promise<Row[]> {
  const guarded = sql`SELECT * FROM (${statement}) guarded WHERE (SELECT is_held_release(${release}::int))`;
  return read(database, (prisma) => prisma.$queryRaw<Row[]>(guarded), { release, isNewest: true });
}

/** A replica that has the next release comes and goes while others do not have it: no reason to go on for ever. */
const mostTurns = 8;

/**
 * The rows of one statement as of the newest release; where a request has begun to be answered as of an earlier one, meanwhile no
 * longer the newest, as of that.
 */
async function newest<Row>({ pin, ...database }: Database, statement: Sql): Promise<Row[]> {
  const { around } = database;
  const ask = (asked: Sql, release?: number): Promise<Row[]> => {
    const once = () =>
      read(database, (prisma) => prisma.$queryRaw<Row[]>(asked), { release, isNewest: true });
    return around ? around(once, 1) : once();
  };
  if (pin?.number === undefined) return ask(statement);
  for (let turn = 1; ; turn++) {
    const number: number | undefined = pin.number;
    try {
      const found = await ask(
        sql`SELECT * FROM (${statement}) guarded WHERE (SELECT is_newest_release(${number}::int))`,
        number,
      );
      // Unless another statement of the same request was the first to find out that it is not.
      if (pin.number !== number) continue;
      pin.relied = true;
      return found;
    } catch (error) {
      const found = newestIn(error);
      if (found === undefined) throw error;
      pin.moved(found);
      // A replica that lags behind the one that was asked before it cannot know what the answer rests on.
      if (turn === mostTurns || (pin.relied && found < pin.number)) throw behind(found, pin.number, error);
      if (pin.relied) return query<Row>({ ...database, asOf: pin.number }, statement);
      pin.number = found;
    }
  }
}

const behind = (found: number, asked: number, cause: unknown) =>
  new SourcebookError(
    'SERVICE_UNAVAILABLE',
    `A replica of the database holds release ${found}, and the answer began with release ${asked}. Try again.`,
    { cause },
  );
