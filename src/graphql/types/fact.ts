import { handleMaybePromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import { spread } from '../../claims/standing.ts';
import type { Fact as Row } from '../../database/generated/client.ts';
import { faces } from '../../database/loaders.ts';
import { column, query, type Sql, sql } from '../../database/query.ts';
import { builder } from '../builder.ts';
import { valuedClaim } from '../claim-value.ts';
import { choice, date, integer, text } from '../comparisons.ts';
import type { Context } from '../context.ts';
import { AcceptanceReason, Standing } from '../enums.ts';
import { at } from '../facets.ts';
import { anyOf, by, defineWhere, hasMany, related } from '../filters.ts';
import { defineList, paged } from '../lists.ts';
import { openPage } from '../open-page.ts';
import { period } from '../period-filters.ts';
import { Conflict, conflictsOf, Spread } from './agreement.ts';
import { Claim, claimWhere } from './claim.ts';
import { Entity, entityWhere } from './entity.ts';
import { Period, periodOf } from './period.ts';
import { Property } from './property.ts';

export const Fact = builder.objectRef<Row>('Fact');

/**
 * Nothing is known any more of what only retired claims tell. As of an earlier release, a claim retired since counts. Most facts
 * have sources that count; only of the others the claims are looked up, one by one (`OFFSET 0`), not all claims there are.
 */
const hasClaim = (fact: Sql): Sql => sql`(${column(fact, 'independentSources')} > 0 OR EXISTS (
  SELECT 1 FROM "Claim" c WHERE c."factId" = ${column(fact, 'id')} AND c."retiredInId" IS NULL OFFSET 0))`;

const allClaimsOf = ({ id }: Row, { loaders }: Context) =>
  loaders.list('Claim', 'factId', id, 'sourceId', 'position');

const counts = ({ retiredInId }: { retiredInId: number | null }) => retiredInId === null;

/** The claims on the fact that count or were rejected; retired ones no longer belong to it. */
const claimsOf = (fact: Row, context: Context) =>
  handleMaybePromise(
    () => allClaimsOf(fact, context),
    (claims) => claims.filter(counts),
  );

Fact.implement({
  description: 'All claims on the same subject, property and period, and what they come to.',
  fields: (t) => ({
    subject: t.field({
      type: Entity,
      description: 'What it is about.',
      resolve: ({ subjectKind, subjectId }, _, { loaders }) => loaders.get(faces[subjectKind], subjectId),
    }),
    property: t.field({
      type: Property,
      description: 'What of the subject it tells.',
      resolve: ({ propertyId }, _, { loaders }) => loaders.get('Property', propertyId),
    }),
    period: t.field({
      type: Period,
      nullable: true,
      description:
        'When it holds, with the words and reasons of the accepted claim, or of another if none is accepted; null if no document says.',
      resolve: async (fact, _, context) => {
        // A retired claim of it is of the same period: that is part of what a fact is.
        const claims = await allClaimsOf(fact, context);
        const claim = claims.find(({ id }) => id === fact.acceptedId) ?? claims.find(counts) ?? claims[0];
        return claim ? periodOf(claim, 'period') : null;
      },
    }),
    accepted: t.field({
      type: Claim,
      nullable: true,
      description: 'The claim that the typed fields and totals go by; null if all are rejected.',
      resolve: ({ acceptedId }, _, { loaders }) => loaders.find('Claim', acceptedId),
    }),
    acceptedBecause: t.expose('acceptedBecause', {
      type: AcceptanceReason,
      nullable: true,
      description: 'What decided for it; null if none is accepted.',
    }),
    claims: t.field({
      type: [Claim],
      description: 'All claims on it, the rejected ones too, source by source.',
      resolve: (fact, _, context) => claimsOf(fact, context),
    }),
    independentSources: t.exposeInt('independentSources', {
      description:
        'How many different sources its claims go back to. Two articles that credit the same newspaper count once.',
    }),
    conflicts: t.field({
      type: [Conflict],
      description:
        'The pairs of its claims that cannot both be true. Rejected and retired claims contradict nobody.',
      resolve: async (fact, _, context) => conflictsOf(await claimsOf(fact, context)),
    }),
    spread: t.field({
      type: Spread,
      nullable: true,
      description:
        'How far apart its claims are; null unless they are quantities in the same unit or currency.',
      resolve: async (fact, _, context) => spread((await claimsOf(fact, context)).map(valuedClaim)),
    }),
    standing: t.expose('standing', {
      type: Standing,
      description: 'Whether the claims bear each other out.',
    }),
  }),
});

/**
 * The fact on `property` of each entity that asks: of the period asked for, else the latest, in the order of the typed columns
 * (src/curation/projection.ts: an open end after every date, no period before all); one that accepts a claim before one that
 * accepts none. One statement for all.
 */
export function latestFact(
  { database, loaders }: Context,
  entityId: string,
  property: string,
  period: string | null | undefined,
): MaybePromise<Row | null> {
  const batch = async (ids: readonly string[]): Promise<(Row | null)[]> => {
    const ofPeriod = period == null ? sql`TRUE` : sql`"periodEdtf" = ${period}`;
    const found = await query<Row>(
      database,
      sql`SELECT DISTINCT ON ("subjectId") * FROM "Fact" f
WHERE "subjectId" = ANY(${[...ids]}) AND "propertyId" = ${property} AND ${ofPeriod} AND ${hasClaim(sql`f`)}
ORDER BY "subjectId", "acceptedId" IS NULL, "periodEdtf" IS NULL, "periodEnd" DESC NULLS FIRST, "periodStart" DESC NULLS LAST, id`,
    );
    const bySubject = new Map(found.map((fact) => [fact.subjectId, fact]));
    return ids.map((id) => bySubject.get(id) ?? null);
  };
  return loaders.load(`fact ${JSON.stringify([property, period])}`, entityId, batch);
}

export const factWhere = defineWhere('FactWhere', 'facts', () => ({
  subject: related('Entity', () => entityWhere, by('subjectId'), 'What they are about.'),
  property: text('propertyId', 'The name of the property.'),
  claim: anyOf(
    'Claim',
    () => claimWhere,
    hasMany('factId'),
    'At least one claim on them, retired ones included.',
  ),
  accepted: related('Claim', () => claimWhere, by('acceptedId'), 'The claim that they go by.'),
  acceptedBecause: choice(AcceptanceReason)('acceptedBecause', 'What decided for it.'),
  standing: choice(Standing)('standing', 'Whether their claims bear each other out.'),
  independentSources: integer('independentSources', 'How many different sources their claims go back to.'),
  period: period('period', 'When they hold.'),
  periodStart: date('periodStart', 'The first day of the period.'),
  periodEnd: date('periodEnd', 'The last day of the period.'),
}));

export const facts = defineList({
  type: Fact,
  table: 'Fact',
  where: factWhere,
  orders: {
    PROPERTY: { columns: ['propertyId'], description: 'The name of the property.' },
    PERIOD: { columns: ['periodEnd', 'periodStart'], description: 'When they hold.' },
    STANDING: { columns: ['standing'], description: 'Whether their claims agree, the contested last.' },
    INDEPENDENT_SOURCES: {
      columns: ['independentSources'],
      description: 'How many different sources there are.',
    },
  },
  facets: {
    PROPERTY: at('property', 'The name of the property.'),
    STANDING: at('standing', 'Whether their claims bear each other out.'),
    SUBJECT_KIND: at('subject.kind', 'What sort of thing they are about.'),
  },
  usual: [
    { column: 'propertyId', always: true },
    { column: 'periodEnd', descending: true },
  ],
  unless: hasClaim,
});

const isContested = (fact: Sql): Sql => sql`${column(fact, 'standing')} = 'CONTESTED'`;

builder.queryFields((t) => {
  const contested = paged(t.arg, facts, {
    description: 'What sources disagree on: facts with at least two claims that cannot both be true.',
  });
  return {
    facts: t.field(
      paged(t.arg, facts, { description: 'What is known, by property, the latest period first.' }),
    ),
    contested: t.field({
      ...contested,
      resolve: (_, given, context) =>
        openPage(context, facts, given, { id: '', name: 'Query.contested', of: isContested }) as never,
    }),
  };
});
