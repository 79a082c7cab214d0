import { limits } from '../limits.ts';
import type { EntityKind } from './generated/enums.ts';
import { faces } from './loaders.ts';
import type { Database } from './open.ts';
import { join, query, raw, type Sql, sql, type Table } from './query.ts';

/** What can be searched for, and the table that it is served from. */
export const searched = { ...faces, PUBLISHER: 'Publisher', CLAIM: 'Claim' } as const satisfies Record<
  EntityKind | 'PUBLISHER' | 'CLAIM',
  Table
>;
export type SearchKind = keyof typeof searched;

/** Where the words were found. */
export type Place = 'NAME' | 'ALIAS' | 'STATEMENT';

export interface Hit {
  /** Names it among all hits. */
  key: string;
  kind: SearchKind;
  id: string;
  place: Place;
  text: string;
  /** From 0 to 1: 1 is a name that is just what was asked for. */
  score: number;
  $asOf?: number;
}

// How much of a text the words have to be like to be looked at: trigrams in common of those that either has. A word of six letters
// of which two have changed places keeps a quarter; names are then found if half is common, or by a typo.
const looked = { names: 0.25, statements: 0.6 };
const found = 0.5;

/** Sets what the operator `%>` goes by, in this transaction: a setting, so it is set in what all that is read is joined to. */
const within = (threshold: number): Sql =>
  sql`set_config('pg_trgm.word_similarity_threshold', ${String(threshold)}, true)`;

/** Half by how well the words are found in a text, half by how much of the text they are; equal on every server. */
const score = sql`round(((word_similarity(a.words, f.text) + similarity(a.words, f.text)) / 2)::numeric, 4)`;

/** The words by themselves, each as it may be spelt. None where no three letters or digits follow one another: no index finds what is shorter. */
const wordsOf = (text: string): string[][] =>
  /[\p{L}\p{N}]{3}/u.test(text.normalize('NFKC')) ? text.trim().split(/\s+/).map(spellings) : [];

/** A word as it is written: of a number of four digits or more, its thousands separated or not. */
function spellings(word: string): string[] {
  const digits = word.replace(/[.,](?=[0-9]{3})/g, '');
  if (!/^[0-9]{4,}$/.test(digits)) return [word];
  return ['', ',', '.'].map((separator) => digits.replace(/\B(?=([0-9]{3})+$)/g, separator));
}

/** That `text` has all the words. The planner does not get to see them: it would read all claims to find a frequent one. */
function hasAll(text: Sql, words: readonly (readonly string[])[]): Sql {
  if (words.length === 0) return sql`FALSE`;
  const indexes = words.flat().map((_, index) => index + 1);
  const has = words.map((spelt) => {
    const likes = indexes.splice(0, spelt.length).map((n) => sql`${text} LIKE a.patterns[${raw(String(n))}]`);
    return sql`(${join(likes, ' OR ')})`;
  });
  return join(has, ' AND ');
}

/**
 * That `text` has all the numbers of what is asked for: 200 is no typo for 100. Thousands may be separated, here and there.
 */
function hasNumbers(text: Sql, asked: string): Sql {
  const numbers =
    asked
      .normalize('NFKC')
      .replace(/([0-9])[.,](?=[0-9]{3})/g, '$1')
      .match(/[0-9]+/g) ?? [];
  if (numbers.length === 0) return sql`TRUE`;
  const patterns = [...new Set(numbers)].map((number) => `(^|[^0-9])${number}([^0-9]|$)`);
  return sql`regexp_replace(${text}, '([0-9])[.,](?=[0-9]{3})', '\\1', 'g') ~ ALL (${patterns}::text[])`;
}

/** Whether the entity `t` is supported, as its typed face says. Looked up one by one: of `EXISTS` the planner may first read all faces. */
const supported = sql`coalesce(${join(
  Object.values(faces).map((face) => sql`(SELECT f.supported FROM ${raw(`"${face}"`)} f WHERE f.id = t.id)`),
  ', ',
)})`;

const most = raw(String(limits.searched));

/** Rows of `table` by their best name. */
const byName = (
  table: 'Entity' | 'Publisher',
  kind: Sql,
  which: Sql,
  words: readonly (readonly string[])[],
  numbers: Sql,
): Sql => sql`
  SELECT ${kind} AS kind, t.id, best.* FROM asked a
  CROSS JOIN LATERAL (
    SELECT t.* FROM ${raw(`"${table}"`)} t WHERE folded(all_names(t.name, t.aliases)) %> a.words AND ${which}
    ORDER BY word_similarity(a.words, folded(all_names(t.name, t.aliases))) DESC, t.id LIMIT ${most}
  ) t
  CROSS JOIN LATERAL (
    SELECT named.place, named.text, ${score} AS score
    FROM (SELECT 'NAME' AS place, t.name AS text UNION ALL SELECT 'ALIAS', unnest(t.aliases)) named
    CROSS JOIN LATERAL (SELECT folded(named.text) AS text OFFSET 0) f
    WHERE (word_similarity(a.words, f.text) >= ${raw(String(found))} OR is_nearly(a.words, f.text) OR (${hasAll(sql`f.text`, words)}))
      AND ${numbers}
    ORDER BY score DESC, place DESC, named.text COLLATE "C" LIMIT 1
  ) best WHERE ${table === 'Entity' ? supported : sql`TRUE`}`;

/** Claims that have all the words, and such as have similar ones. */
function byStatement(words: readonly (readonly string[])[], numbers: Sql): Sql {
  const those = (which: Sql) => sql`(SELECT t.id, t.statement FROM "Claim" t
      WHERE ${which} AND t."retiredInId" IS NULL LIMIT ${most})`;
  const text = sql`folded(t.statement)`;
  return sql`
  SELECT 'CLAIM' AS kind, t.id, 'STATEMENT' AS place, t.statement AS text, ${score} AS score FROM asked_of_statements a
  CROSS JOIN LATERAL (${those(hasAll(text, words))} UNION ${those(sql`${text} %> a.words`)}) t
  CROSS JOIN LATERAL (SELECT ${text} AS text OFFSET 0) f WHERE ${numbers}`;
}

/**
 * What has the words of `text` in its names or its statement, the best first: after the hit `after`, up to `limit`; and how many
 * there are in all. The order is total; where more fits than is looked at, which of the claims are depends on how they are stored.
 */
export async function search(
  database: Database,
  text: string,
  kinds: readonly SearchKind[],
  limit: number,
  after?: string,
): Promise<{ rows: Hit[]; count: number }> {
  const entities = kinds.filter((kind): kind is EntityKind => kind in faces);
  const words = wordsOf(text);
  const numbers = hasNumbers(sql`f.text`, text);
  const parts = [
    ...(entities.length > 0
      ? [
          byName(
            'Entity',
            sql`t.kind::text`,
            sql`t.kind::text = ANY(${[...entities]}::text[])`,
            words,
            numbers,
          ),
        ]
      : []),
    ...(kinds.includes('PUBLISHER')
      ? [byName('Publisher', sql`'PUBLISHER'`, sql`TRUE`, words, numbers)]
      : []),
    ...(kinds.includes('CLAIM') ? [byStatement(words, numbers)] : []),
  ];
  if (parts.length === 0) return { rows: [], count: 0 };
  // Names come first in the union, and are read to the end before statements, for which less will do.
  const hits = await query<Hit & { count: number }>(
    database,
    sql`WITH asked AS MATERIALIZED (
  SELECT folded(${text.trim()}::text) AS words,
    ARRAY(SELECT containing(folded(word)) FROM unnest(${words.flat()}::text[]) WITH ORDINALITY AS words (word, n) ORDER BY n) AS patterns,
    ${within(looked.names)}
), asked_of_statements AS MATERIALIZED (
  SELECT words, patterns, ${within(looked.statements)} FROM asked
), hit AS (${join(parts, ' UNION ALL ')}
), numbered AS (
  SELECT kind || ':' || id AS key, hit.*, count(*) OVER ()::int AS count, row_number() OVER (
    ORDER BY score DESC, place = 'NAME' DESC, place = 'ALIAS' DESC, kind, text COLLATE "C", id COLLATE "C")::int AS n
  FROM hit
)
SELECT key, kind, id, place, text, score::float8 AS score, count FROM numbered
WHERE ${after === undefined ? sql`TRUE` : sql`n > (SELECT n FROM numbered WHERE key = ${after})`} ORDER BY n LIMIT ${raw(String(limit))}`,
  );
  return { rows: hits, count: hits[0]?.count ?? 0 };
}
