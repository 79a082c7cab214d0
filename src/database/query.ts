import { SourcebookError } from '../errors.ts';
import type * as rows from './generated/client.ts';
import { Prisma } from './generated/client.ts';
import type { Database } from './open.ts';

export type Sql = Prisma.Sql;
export const { sql, join, empty, raw } = Prisma;

/** The tables that the API reads, and what a row of each holds. */
export interface Rows {
  Attribution: rows.Attribution;
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

/** A row with the name of the GraphQL type that it is served as, which tells the types behind an interface apart. */
export type Typed<Row> = Row & { __typename: string };

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
 * The rows of one statement.
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
  return database.prisma.$queryRaw<Row[]>(statement);
}
