import type { InputRef } from '@pothos/core';
import { column, join, raw, type Sql, sql, type Table, tableAs } from '../database/query.ts';
import { builder } from './builder.ts';

/** That a row refers to another. */
export type Link = (row: Sql, other: Sql) => Sql;

/** One field of a `where`: what a client may give for it, and the condition that this puts on a row. */
export interface Filter {
  type: InputRef<unknown>;
  description: string;
  condition: (row: Sql, given: never, depth: number) => Sql;
  /** What it compares, where that is one value of the row: what the row can be counted by. */
  value?: (row: Sql) => Sql;
  /** Where it leads, where that is to one row at most. */
  to?: { table: Table; where: () => Where; link: Link };
}

/** The filters of one type, with `and`, `or` and `not` over them. */
export interface Where {
  type: InputRef<unknown>;
  /** That `row` satisfies every condition in `given`; TRUE where none is given. */
  condition: (row: Sql, given: Given | null | undefined, depth?: number) => Sql;
  /** Its fields, but for `and`, `or` and `not`. */
  filters: () => Record<string, Filter>;
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
  return { type, condition, filters: all };
}

/** What a row reached through `depth` references goes by. */
export const alias = (depth: number): Sql => raw(`t${depth}`);

/** That `table` has a row, by the name `other`, for which all conditions hold. */
export const exists = (table: Table, other: Sql, conditions: Sql[]): Sql =>
  sql`EXISTS (SELECT 1 FROM ${tableAs(table, other)} WHERE ${join(conditions, ' AND ')})`;

/** Through a link to several rows: at least one of them satisfies that type's own `where`. */
export function anyOf(table: Table, where: () => Where, link: Link, description: string): Filter {
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

/** Through a reference, which leads to one row at most: that row satisfies that type's own `where`. */
export const related = (table: Table, where: () => Where, link: Link, description: string): Filter =>
  Object.assign(anyOf(table, where, link, description), { to: { table, where, link } });

/** The usual link: this row's `foreignKey` is the other's `key`. */
export const by =
  (foreignKey: string, key = 'id'): Link =>
  (row, other) =>
    sql`${column(row, foreignKey)} = ${column(other, key)}`;

/** The usual link of a list: the other's `foreignKey` is this row's id. */
export const hasMany =
  (foreignKey: string): Link =>
  (row, other) =>
    by(foreignKey)(other, row);

/** Whether a filter speaks of one of `fields`, however deep in `and`, `or` and `not`. */
export function mentions(...fields: readonly string[]): (given: Given | null | undefined) => boolean {
  return function speaks(given): boolean {
    if (given == null) return false;
    const parts = [given['and'], given['or'], given['not']].flat() as (Given | undefined)[];
    // A comparison without an operator, `{}`, says nothing.
    const says = fields.some((field) =>
      Object.values(given[field] ?? {}).some((operand) => operand !== undefined),
    );
    return says || parts.some(speaks);
  };
}
