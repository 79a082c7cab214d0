import type { Bounds } from '../claims/bounds.ts';
import type { Modality } from '../database/generated/enums.ts';
import type { Database } from '../database/open.ts';
import { row } from '../database/pages.ts';
import { column, empty, join, query, raw, type Sql, sql } from '../database/query.ts';
import type { Context } from './context.ts';
import { at, type FacetBy, joinsOf, type Reached, reach } from './facets.ts';
import { listOf } from './lists.ts';

/** Why an investment that fits the filter is not added. The first that is true is the one that is told. */
export const exclusions = ['PART_OF_COUNTED', 'NOTHING_KNOWN', 'OTHER_CURRENCY', 'CONTESTED'] as const;
export type Exclusion = (typeof exclusions)[number];

const year = (row: Sql, name: string): Sql => sql`coalesce(to_char(${column(row, name)}, 'YYYY'), '..')`;

interface GroupedBy {
  /** What an investment is grouped by. */
  of: (row: Sql) => Reached;
  description: string;
}

/** Groups by what the filter of investments compares there, as facets count. */
const by = ({ path, description }: FacetBy): GroupedBy => ({
  // Looked up, not imported: the module of investments needs others first.
  of: (row) => reach(listOf('Investment').where, path, row),
  description,
});

/** What totals can be grouped by: one value for each investment, so that the groups come to the whole. */
export const groupings = {
  YEAR: {
    of: (row) => ({
      value: sql`CASE WHEN ${column(row, 'periodEdtf')} IS NULL THEN NULL
WHEN ${year(row, 'periodStart')} = ${year(row, 'periodEnd')} THEN ${year(row, 'periodStart')}
ELSE ${year(row, 'periodStart')} || '/' || ${year(row, 'periodEnd')} END`,
      joins: new Map(),
    }),
    description:
      'The year in which the money is spent; of a period that is not within one year, the years from and to which it goes: `2025/2027`, or `2025/..` where its end is open.',
  },
  INVESTOR: by(at('investor.slug', 'The slug of the company whose money it is.')),
  COUNTERPARTY: by(at('counterparty.slug', 'The slug of the company that the money goes to.')),
  PURPOSE: by(at('purpose', 'What the money is for.')),
  MODALITY: by(at('status', 'Whether it is done, planned or expected.')),
} as const satisfies Record<string, GroupedBy>;
export type Grouping = keyof typeof groupings;

/** Which investments are added up, in which currency, and by what. */
export interface Asked {
  where: Sql;
  currency: string;
  groupBy: readonly Grouping[];
  /** Tells it from anything else that one request asks. */
  name: string;
}

/** What the investments of one group come to; with nothing to group by, all of them. */
export interface Total {
  id: string;
  values: (string | null)[];
  counted: number;
  /** Null where nothing was counted. */
  sum: Bounds | null;
  modalities: Modality[];
  leftOut: { reason: Exclusion; count: number }[];
  asked: Asked;
  $asOf?: number;
}

const counted = sql`j.reason IS NULL`;
const key = (index: number): Sql => raw(`"key${index}"`);

/**
 * The investments that fit, each with its group and why it is not counted (`reason`, null where it is). A part is not counted
 * if anything that it is part of can be: the outermost of those is counted, and holds it.
 */
function judged({ where, currency, groupBy }: Asked): Sql {
  const reached = groupBy.map((by) => groupings[by].of(row));
  const keys = reached.map(({ value }) => sql`(${value})::text`);
  const named = keys.map((value, index) => sql`, ${value} COLLATE "C" AS ${key(index)}`);
  return sql`(WITH RECURSIVE fitting AS MATERIALIZED (
  SELECT ${row}.*, CASE WHEN ${column(row, 'amountClaimId')} IS NULL THEN 'NOTHING_KNOWN'
    WHEN ${column(row, 'amountCurrency')} IS DISTINCT FROM ${currency} THEN 'OTHER_CURRENCY'
    WHEN EXISTS (SELECT FROM "Claim" c JOIN "Fact" f ON f.id = c."factId"
      WHERE c.id = ${column(row, 'amountClaimId')} AND f.standing = 'CONTESTED') THEN 'CONTESTED' END AS unusable
  FROM "Investment" ${row} WHERE ${where}
), above (id, whole) AS (
  SELECT id, "partOfId" FROM fitting WHERE "partOfId" IS NOT NULL
  UNION SELECT a.id, i."partOfId" FROM above a JOIN "Investment" i ON i.id = a.whole WHERE i."partOfId" IS NOT NULL
), held AS (
  SELECT DISTINCT a.id FROM above a JOIN fitting w ON w.id = a.whole WHERE w.unusable IS NULL
), judged AS MATERIALIZED (
  SELECT ${row}.*, CASE WHEN h.id IS NULL THEN unusable ELSE 'PART_OF_COUNTED' END AS reason,
    md5(jsonb_build_array(${keys.length === 0 ? empty : join(keys, ', ')})::text) AS "group"${keys.length === 0 ? empty : join(named, '')}
  FROM fitting ${row} ${joinsOf(reached)} LEFT JOIN held h ON h.id = ${column(row, 'id')}
)
SELECT * FROM judged) j`;
}

/**
 * The ids `member` of those with the `name` that is asked for. An array is looked up by key, where of a plain `IN` the planner
 * makes a join that reads all claims for every group; and the groups are gathered once for all that ask.
 */
const members = (asked: Asked, member: Sql, name: Sql, which: Sql, id: Sql): Sql =>
  sql`ANY(ARRAY(WITH named AS MATERIALIZED (
  SELECT ${name} AS name, array_agg(${member}) AS members FROM ${judged(asked)} WHERE ${which} GROUP BY 1
) SELECT unnest(n.members) FROM named n WHERE n.name = ${id}))`;

/** That a claim is the amount of an investment counted in the group `id`. */
export const isCountedIn =
  (asked: Asked) =>
  (claim: Sql, id: Sql): Sql =>
    sql`${column(claim, 'id')} = ${members(asked, sql`j."amountClaimId"`, sql`j."group"`, counted, id)}`;

/** That an investment was left out of a group for a reason; `id` names the two. */
export const isLeftOutOf =
  (asked: Asked) =>
  (investment: Sql, id: Sql): Sql =>
    sql`${column(investment, 'id')} = ${members(asked, sql`j.id`, sql`j."group" || ' ' || j.reason`, sql`j.reason IS NOT NULL`, id)}`;

type Row = { id: string; counted: number; modalities: Modality[] | null; groups: number } & {
  [Side in 'lower' | 'upper']: { toFixed: () => string } | null;
} & { [Side in 'lowerInclusive' | 'upperInclusive']: boolean | null } & Record<string, unknown>;

/** The numbers that those can come to that are counted: the sum of the bounds, as `sum` of src/claims/bounds.ts has it. */
const summed = (side: 'Lower' | 'Upper'): Sql => {
  const [bound, inclusive] = [raw(`j."amount${side}"`), raw(`j."amount${side}Inclusive"`)];
  return sql`CASE WHEN bool_and(${bound} IS NOT NULL) FILTER (WHERE ${counted}) THEN sum(${bound}) FILTER (WHERE ${counted}) END
    AS ${raw(`"${side.toLowerCase()}"`)}, bool_and(${inclusive}) FILTER (WHERE ${counted}) AS ${raw(`"${side.toLowerCase()}Inclusive"`)}`;
};

interface Found {
  rows: Total[];
  /** How many groups there are in all. */
  count: number;
}

/** The groups after the one with the id `after`, in the order of their values, up to `limit`. */
export async function totals(
  { database, loaders }: Context,
  asked: Asked,
  limit: number,
  after?: string,
): Promise<Found> {
  return loaders.load(`totals ${JSON.stringify([asked.name, limit, after])}`, '', async () => [
    await addUp(database, asked, limit, after),
  ]);
}

async function addUp(database: Database, asked: Asked, limit: number, after?: string): Promise<Found> {
  const keys = asked.groupBy.map((_, index) => key(index));
  const listed = keys.length === 0 ? empty : sql`, ${join(keys, ', ')}`;
  const reasons = exclusions.map(
    (reason) => sql`count(*) FILTER (WHERE j.reason = ${reason})::int AS ${raw(`"${reason}"`)}`,
  );
  const found = await query<Row>(
    database,
    sql`WITH total AS (
  SELECT coalesce(min(j."group"), md5('[]')) AS id${listed}, count(*) FILTER (WHERE ${counted})::int AS counted,
    ${summed('Lower')}, ${summed('Upper')}, ${join(reasons, ', ')},
    array_agg(DISTINCT j.status::text) FILTER (WHERE ${counted}) AS modalities
  FROM ${judged(asked)} GROUP BY ${keys.length === 0 ? sql`()` : join(keys, ', ')}
), numbered AS (
  SELECT *, row_number() OVER (ORDER BY ${keys.length === 0 ? sql`id` : join(keys, ', ')})::int AS n, count(*) OVER ()::int AS groups FROM total
)
SELECT * FROM numbered WHERE ${after === undefined ? sql`TRUE` : sql`n > (SELECT n FROM numbered WHERE id = ${after})`}
ORDER BY n LIMIT ${raw(String(limit))}`,
  );
  return { rows: found.map((each) => totalOf(each, asked)), count: found[0]?.groups ?? 0 };
}

function totalOf(found: Row, asked: Asked): Total {
  const { id, lower, upper, lowerInclusive, upperInclusive, modalities, $asOf } = found;
  return {
    id,
    values: asked.groupBy.map((_, index) => (found[`key${index}`] ?? null) as string | null),
    counted: found.counted,
    sum:
      found.counted === 0
        ? null
        : {
            lower: lower?.toFixed() ?? null,
            upper: upper?.toFixed() ?? null,
            lowerInclusive: lowerInclusive === true,
            upperInclusive: upperInclusive === true,
          },
    modalities: modalities ?? [],
    leftOut: exclusions.flatMap((reason) => {
      const count = found[reason] as number;
      return count === 0 ? [] : [{ reason, count }];
    }),
    asked,
    ...($asOf === undefined ? {} : { $asOf: $asOf as number }),
  };
}
