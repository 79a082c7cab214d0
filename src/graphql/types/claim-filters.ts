import { column, type Sql, sql } from '../../database/query.ts';
import { quantity } from '../bounds-filters.ts';
import { choice, currency, date, decimal, flag, integer, text } from '../comparisons.ts';
import { Confidence, Hedge, Modality, Rank, RetirementReason, ValueKind } from '../enums.ts';
import { anyOf, by, type Filter, hasMany, mentions, related } from '../filters.ts';
import { period } from '../period-filters.ts';
import { attributionWhere } from './attribution.ts';
import { entityWhere } from './entity.ts';
import { factWhere } from './fact.ts';
import { releaseWhere } from './release.ts';
import { sourceWhere } from './source.ts';

const isAccepted = (row: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM "Fact" f WHERE f."acceptedId" = ${column(row, 'id')})`;
const isRootOf = (row: Sql, link: Sql): Sql =>
  sql`${column(link, 'claimId')} = ${column(row, 'id')} AND ${column(link, 'position')} = ${column(row, 'hops')}`;
export const isRetired = (row: Sql): Sql => sql`(${column(row, 'retiredInId')} IS NOT NULL)`;

/** What claims can be filtered by. */
export function claimFilters(): Record<string, Filter> {
  return {
    key: text('key', "The curator's name for it."),
    subject: related('Entity', () => entityWhere, by('subjectId'), 'What it is about.'),
    property: text('propertyId', 'The name of the property that it tells.'),
    source: related('Source', () => sourceWhere, by('sourceId'), 'The document that says so.'),
    attribution: anyOf(
      'Attribution',
      () => attributionWhere,
      hasMany('claimId'),
      'At least one link of the chain of who is said to say so.',
    ),
    root: related(
      'Attribution',
      () => attributionWhere,
      isRootOf,
      'The last link of the chain: where it comes from.',
    ),
    hops: integer(
      'hops',
      'How many links lie between the source and where it comes from; 0 where the source speaks for itself.',
    ),
    statement: text('statement', "What the passage says, in the curator's words."),
    modality: choice(Modality)(
      'modality',
      'Whether it is said to be so, planned, expected, wanted or a judgement.',
    ),
    confidence: choice(Confidence)('confidence', 'How sure the curator is of having read it rightly.'),
    rank: choice(Rank)('rank', 'An editorial decision on it.'),
    valueKind: choice(ValueKind)('valueKind', 'What sort of value it has.'),
    hedge: choice(Hedge)('hedge', 'How the text bounds the number.'),
    unit: text('unit', 'What is counted.'),
    currency: currency('currency', 'The currency, where it is money.'),
    quantity: quantity(
      'The number within its bounds. What counts something else, or is in another currency, does not pass.',
    ),
    value: decimal('value', 'The number as stated, whatever its hedge.'),
    lower: decimal('lower', 'The lower bound; it has no value where it is open.'),
    upper: decimal('upper', 'The upper bound; it has no value where it is open.'),
    text: text('text', 'The value, where it is a text.'),
    entity: related('Entity', () => entityWhere, by('entityId'), 'The value, where it is an entity.'),
    date: period('date', 'The value, where it is a date.'),
    dateStart: date('dateStart', 'The first day of the value, where it is a date.'),
    dateEnd: date('dateEnd', 'The last day of the value, where it is a date.'),
    period: period('period', 'When the value holds.'),
    periodStart: date('periodStart', 'The first day of the period.'),
    periodEnd: date('periodEnd', 'The last day of the period.'),
    paragraph: integer('passageParagraph', 'The paragraph of the passage.'),
    fact: related('Fact', () => factWhere, by('factId'), 'The fact that it is a claim on.'),
    introducedIn: related(
      'Release',
      () => releaseWhere,
      by('introducedInId', 'number'),
      'The release that it came in with.',
    ),
    retiredIn: related(
      'Release',
      () => releaseWhere,
      by('retiredInId', 'number'),
      'The release from which on it no longer counts.',
    ),
    retirementReason: choice(RetirementReason)('retirementReason', 'Why it no longer counts.'),
    accepted: flag('accepted', 'Whether it is the one that its fact goes by.', isAccepted),
    retired: flag(
      'retired',
      'Whether it no longer counts. Left out of the filter, only claims that count are listed.',
      isRetired,
    ),
  };
}

/** Whether a filter speaks of claims that were retired. */
export const mentionsRetirement = mentions('retired', 'retiredIn', 'retirementReason');
