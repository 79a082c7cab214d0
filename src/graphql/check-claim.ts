import { inOrder } from '../claims/acceptance.ts';
import { shown } from '../claims/shown.ts';
import { type Verdict, verdict, verdictOf } from '../claims/verdict.ts';
import type { Entity, Property, Claim as Row } from '../database/generated/client.ts';
import { row } from '../database/pages.ts';
import { column, columns, query, type Sql, sql, type Typed } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import { valuedClaim } from './claim-value.ts';
import type { Context } from './context.ts';
import { parsed } from './period-filters.ts';
import { entityNamed, type Stated, statementOf } from './statement.ts';
import { latestFact } from './types/fact.ts';

export interface Checked {
  claim: Typed<Row>;
  verdict: Verdict;
}

/** What the claims come to; read as of `$asOf`, where that is not the newest release. */
export interface Check {
  verdict: Verdict;
  subject: Entity;
  property: Property;
  checked: Checked[];
  $asOf?: number;
}

/**
 * The claims on `property` of `subject` that count, in the order of acceptance: of a period with the same days as `period`,
 * else, of a property with one value at a time, of the fact that `fact(property:)` shows.
 */
async function claimsOn(
  context: Context,
  subject: Entity,
  property: Property,
  period: string | null | undefined,
): Promise<Typed<Row>[]> {
  const ofPeriod = await periodCondition(context, subject, property, period);
  const found = await query<Typed<Row>>(
    context.database,
    sql`SELECT ${columns('Claim', row)} FROM "Claim" ${row} WHERE ${column(row, 'subjectId')} = ${subject.id}
AND ${column(row, 'propertyId')} = ${property.id} AND ${column(row, 'retiredInId')} IS NULL AND ${ofPeriod}`,
  );
  const candidates = await Promise.all(
    found.map(async (claim) => {
      const [source, links] = await Promise.all([
        context.loaders.get('Source', claim.sourceId),
        context.loaders.list('Attribution', 'claimId', claim.id, 'position'),
      ]);
      const published = source.publishedEnd?.toISOString().slice(0, 10) ?? null;
      const { id, rank } = claim;
      return {
        id,
        rank,
        retired: false,
        hops: links.length - 1,
        reliability: source.reliability,
        published,
        claim,
      };
    }),
  );
  return inOrder(candidates).map(({ claim }) => claim);
}

async function periodCondition(
  context: Context,
  subject: Entity,
  property: Property,
  period: string | null | undefined,
): Promise<Sql> {
  if (period != null) {
    const { start, end } = parsed('period', period);
    return sql`${column(row, 'periodEdtf')} IS NOT NULL AND ${column(row, 'periodStart')} IS NOT DISTINCT FROM ${start}::date
AND ${column(row, 'periodEnd')} IS NOT DISTINCT FROM ${end}::date`;
  }
  if (!property.single) return sql`TRUE`;
  const fact = await latestFact(context, subject.id, property.id, null);
  return sql`${column(row, 'factId')} = ${fact?.id ?? null}`;
}

/** @throws SourcebookError `BAD_USER_INPUT` for a subject, property or value that cannot be, with what can */
export async function check(
  context: Context,
  given: Stated & { subject: string; property: string; period?: string | null | undefined },
): Promise<Check> {
  const [subject, property] = await Promise.all([
    entityNamed(context, 'subject', given.subject),
    context.loaders.find('Property', given.property),
  ]);
  if (!property) {
    throw new SourcebookError(
      'BAD_USER_INPUT',
      `There is no property ${shown(given.property)}. \`properties(first: 100) { nodes { name } }\` lists those that there are.`,
    );
  }
  // Of an array of enum values a raw query gives the literal: {COMPANY,CHIP}.
  const kinds: readonly string[] = String(property.subjects).match(/[A-Z]+/g) ?? [];
  if (!kinds.includes(subject.kind)) {
    throw new SourcebookError(
      'BAD_USER_INPUT',
      `\`${property.id}\` is not told of ${subject.slug}, which is of kind ${subject.kind}, but of: ${kinds.join(', ')}.`,
    );
  }
  const statement = await statementOf(context, property, given);
  const checked = (await claimsOn(context, subject, property, given.period)).map((claim) => ({
    claim,
    verdict: verdictOf(valuedClaim(claim).value, statement, property.single),
  }));
  const { asOf } = context.database;
  return {
    verdict: verdict(checked.map((each) => each.verdict)),
    subject,
    property,
    checked,
    ...(asOf === undefined ? {} : { $asOf: asOf }),
  };
}
