import { join } from 'node:path';
import type { Prisma } from '../database/generated/client.ts';
import { counted } from './counted.ts';
import type { Problem } from './problem.ts';

interface Missing {
  id: string;
  slug: string;
  claims: number;
  keys: string[];
  subjects: string[];
}

const mostNamed = 5;

/**
 * The sources that a database holds and the dataset in `folder` has no file for, each with what rests on it: a problem each, in
 * place of those that follow from it.
 * @param present ids of the sources that have a file
 */
export async function missingSources(
  database: Prisma.TransactionClient,
  folder: string,
  present: ReadonlySet<string>,
): Promise<Problem[]> {
  const missing = await database.$queryRaw<Missing[]>`
    SELECT source."id", source."slug", count(claim."id")::int AS claims,
      coalesce((array_agg(claim."key" ORDER BY claim."passageStart", claim."position")
        FILTER (WHERE claim."id" IS NOT NULL))[1:${mostNamed}::int], '{}') AS keys,
      coalesce(array_agg(DISTINCT subject."slug") FILTER (WHERE claim."id" IS NOT NULL), '{}')::text[] AS subjects
    FROM "Source" source
    LEFT JOIN "Claim" claim ON claim."sourceId" = source."id" AND claim."retiredInId" IS NULL
    LEFT JOIN "Entity" subject ON subject."id" = claim."subjectId"
    WHERE source."id" <> ALL (${[...present]}::text[]) GROUP BY source."id" ORDER BY source."id"`;
  return missing.map((source) => ({
    file: join(folder, 'sources', `${source.slug}.yaml`),
    line: 1,
    column: 1,
    found: `no file for the source ${source.slug}, on which ${restingOn(source)}`,
    expected: 'the file of every source that was published',
    mend: `put it back, from git for instance; if the document no longer counts, add \`retracted: { note: Why. }\` to it; if the file has another name now, write id: ${source.id} in it`,
  }));
}

function restingOn({ claims, keys, subjects }: Missing): string {
  if (claims === 0) return 'no claim rests any longer';
  return `${counted(claims, 'claim')} ${claims === 1 ? 'rests' : 'rest'} (${some(keys, claims)}) about ${some(subjects)}`;
}

function some(names: readonly string[], of = names.length): string {
  const named = names.slice(0, mostNamed).join(', ');
  return of > mostNamed ? `${named} and ${of - mostNamed} more` : named;
}
