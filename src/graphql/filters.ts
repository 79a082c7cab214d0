import type { InputRef } from '@pothos/core';
import { column, join, raw, type Sql, sql, type Table, tableAs } from '../database/query.ts';
import { builder } from './builder.ts';

/** One field of a `where`: what a client may give for it, and the condition that this puts on a row. */
export interface Filter {
  type: InputRef<unknown>;
  description: string;
  condition: (row: Sql, given: never, depth: number) => Sql;
}

/** The filters of one type, with `and`, `or` and `not` over them. */
export interface Where {
  type: InputRef<unknown>;
  /** That `row` satisfies every condition in `given`; TRUE where none is given. */
  condition: (row: Sql, given: Given | null | undefined, depth?: number) => Sql;
}

export type Given = Record<string, unknown>;

const always = sql`TRUE`;
const never = sql`FALSE`;

/** Joins conditions; `otherwise` stands where there are none. */
const combine = (conditions: Sql[], operator: ' AND ' | ' OR ', otherwise: Sql): Sql =>
  conditions.length === 0 ? otherwise : sql`(${join(conditions, operator)})`;

/**
 * A `where` input named `name`. Conditions side by side must all hold; a field that is absent or null puts none.
 * `filters` is called when the schema is built, so that two types may refer to each other.
 */
export function defineWhere(name: string, subject: string, filters: () => Record<string, Filter>): Where {
  const type = builder.inputRef<Given>(name);
  let known: Record<string, Filter> | undefined;
  const all = () => (known ??= filters());

  function condition(row: Sql, given: Given | null | undefined, depth = 0): Sql {
    const conditions = Object.entries(given ?? {}).flatMap(([field, value]) => {
      if (value == null) return [];
      if (field === 'and' || field === 'or') {
        const parts = (value as Given[]).map((part) => condition(row, part, depth));
        return [field === 'and' ? combine(parts, ' AND ', always) : combine(parts, ' OR ', never)];
      }
      // A comparison with a missing value is neither true nor false; `not` counts it as not true.
      if (field === 'not') return [sql`(${condition(row, value as Given, depth)}) IS NOT TRUE`];
      return [all()[field]?.condition(row, value as never, depth) ?? never];
    });
    return combine(conditions, ' AND ', always);
  }

  type.implement({
    description: `Which ${subject}: all conditions that are given must hold.`,
    fields: (t) => ({
      ...Object.fromEntries(
        Object.entries(all()).map(([field, { type: of, description }]) => [
          field,
          t.field({ type: of, description }),
        ]),
      ),
      and: t.field({ type: [type], description: 'All of these hold.' }),
      or: t.field({ type: [type], description: 'At least one of these holds.' }),
      not: t.field({ type, description: 'This does not hold.' }),
    }),
  });
  return { type, condition };
}

/** What a row reached through `depth` references goes by. */
export const alias = (depth: number): Sql => raw(`t${depth}`);

/** That `table` has a row, by the name `other`, for which all conditions hold. */
export const exists = (table: Table, other: Sql, conditions: Sql[]): Sql =>
  sql`EXISTS (SELECT 1 FROM ${tableAs(table, other)} WHERE ${join(conditions, ' AND ')})`;

/** Through a reference: the row that it leads to satisfies that type's own `where`. */
export function related(
  table: Table,
  where: () => Where,
  link: (row: Sql, other: Sql) => Sql,
  description: string,
): Filter {
  return {
    get type() {
      return where().type;
    },
    description,
    condition: (row, given: Given, depth) => {
      const other = alias(depth + 1);
      return exists(table, other, [link(row, other), where().condition(other, given, depth + 1)]);
    },
  };
}

/** The usual link: this row's `foreignKey` is the other's `key`. */
export const by =
  (foreignKey: string, key = 'id') =>
  (row: Sql, other: Sql): Sql =>
    sql`${column(row, foreignKey)} = ${column(other, key)}`;

/** The usual link of a list: the other's `foreignKey` is this row's id. */
export const hasMany =
  (foreignKey: string) =>
  (row: Sql, other: Sql): Sql =>
    by(foreignKey)(other, row);
