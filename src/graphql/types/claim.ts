import type { Claim as Row } from '../../database/generated/client.ts';
import { faces } from '../../database/loaders.ts';
import { row } from '../../database/pages.ts';
import { column, columns, query, sql, type Typed } from '../../database/query.ts';
import { SourcebookError } from '../../errors.ts';
import { asOfArgument } from '../as-of.ts';
import { builder } from '../builder.ts';
import { citedOf, styles } from '../citation.ts';
import type { Context } from '../context.ts';
import { CitationStyle, Confidence, Modality, Rank, RetirementReason } from '../enums.ts';
import { at } from '../facets.ts';
import { defineWhere } from '../filters.ts';
import { decodeId } from '../ids.ts';
import { defineList, paged } from '../lists.ts';
import { Attribution } from './attribution.ts';
import { claimFilters, isRetired, mentionsRetirement } from './claim-filters.ts';
import { Entity } from './entity.ts';
import { Fact } from './fact.ts';
import { Passage } from './passage.ts';
import { Period, periodOf } from './period.ts';
import { Property } from './property.ts';
import { Release } from './release.ts';
import { Source } from './source.ts';

const factOf = ({ factId }: Row, { loaders }: Context) => loaders.get('Fact', factId);

export const Claim = builder.interfaceRef<Row>('Claim');

Claim.implement({
  description:
    "One source's statement of one property of one subject, at one passage. A claim never changes; a correction replaces it.",
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    key: t.exposeString('key', {
      description: "The curator's name for it, unique within its source and the same after a correction.",
    }),
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
    statement: t.exposeString('statement', {
      description: "What the passage says, in the curator's own English words.",
    }),
    period: t.field({
      type: Period,
      nullable: true,
      description: 'When the value holds; null if the document does not say.',
      resolve: (claim) => periodOf(claim, 'period'),
    }),
    modality: t.expose('modality', {
      type: Modality,
      description: 'Whether it is said to be so, planned, expected, wanted or a judgement.',
    }),
    confidence: t.expose('confidence', {
      type: Confidence,
      description: 'How sure the curator is of having read it rightly.',
    }),
    note: t.exposeString('note', {
      nullable: true,
      description: 'What the curator has to add: what is ambiguous, inferred or left open.',
    }),
    source: t.field({
      type: Source,
      description: 'The document that says so.',
      resolve: ({ sourceId }, _, { loaders }) => loaders.get('Source', sourceId),
    }),
    passage: t.field({
      type: Passage,
      description: 'Where in the document it says so.',
      resolve: (claim) => ({
        start: claim.passageStart,
        end: claim.passageEnd,
        paragraph: claim.passageParagraph,
        sha256: claim.passageSha256,
        excerpt: claim.passageExcerpt,
      }),
    }),
    attribution: t.field({
      type: [Attribution],
      description:
        'Who is said to say so, nearest first: the source, whom it credits, whom they credit. The last is where it comes from.',
      resolve: ({ id }, _, { loaders }) => loaders.list('Attribution', 'claimId', id, 'position'),
    }),
    fact: t.field({
      type: Fact,
      description: 'All claims on the same subject, property and period.',
      resolve: (claim, _, context) => factOf(claim, context),
    }),
    accepted: t.boolean({
      description: 'Whether it is the one that its fact goes by.',
      resolve: async (claim, _, { loaders }) =>
        (await loaders.get('Fact', claim.factId)).acceptedId === claim.id,
    }),
    rank: t.expose('rank', { type: Rank, description: 'An editorial decision on it.' }),
    citation: t.string({
      description:
        'How to cite it: document, place in it, who is credited, value with its hedge, period, and the release that was read.',
      args: {
        style: t.arg({
          type: CitationStyle,
          defaultValue: 'APA',
          required: true,
          description: 'How it is written.',
        }),
      },
      resolve: async (claim, { style }, context) => styles[style](await citedOf(claim, context)),
    }),
    introducedIn: t.field({
      type: Release,
      description: 'The release that it came in with.',
      resolve: ({ introducedInId }, _, { loaders }) => loaders.get('Release', introducedInId, 'number'),
    }),
    retiredIn: t.field({
      type: Release,
      nullable: true,
      description: 'The release from which on it no longer counts; null while it does.',
      resolve: ({ retiredInId }, _, { loaders }) => loaders.find('Release', retiredInId, 'number'),
    }),
    retirementReason: t.expose('retirementReason', {
      type: RetirementReason,
      nullable: true,
      description: 'Why it no longer counts.',
    }),
    supersededBy: t.field({
      type: Claim,
      nullable: true,
      description: 'The claim that replaces it; null while it counts, and if nothing replaces it.',
      resolve: ({ supersededById }, _, { loaders }) => loaders.find('Claim', supersededById),
    }),
  }),
});

export const claimWhere = defineWhere('ClaimWhere', 'claims', claimFilters);

export const claims = defineList({
  type: Claim,
  table: 'Claim',
  where: claimWhere,
  orders: {
    DOCUMENT: {
      columns: ['sourceId', 'passageStart', 'position'],
      description: 'Where it stands in its document.',
    },
    PROPERTY: { columns: ['propertyId'], description: 'The name of the property.' },
    PERIOD: { columns: ['periodStart', 'periodEnd'], description: 'When the value holds.' },
    CONFIDENCE: {
      columns: ['confidence'],
      description: 'How sure the curator is, the surest first.',
    },
    INTRODUCED: { columns: ['introducedInId'], description: 'The release that it came in with.' },
    VALUE: {
      columns: ['value'],
      description: 'The number as stated, whatever its hedge, unit and currency.',
    },
  },
  facets: {
    CONFIDENCE: at('confidence', 'How sure the curator is of having read them rightly.'),
    CURRENCY: at('currency', 'The currency, where they are of money.'),
    HEDGE: at('hedge', 'How the text bounds the number.'),
    LANGUAGE: at('source.language', 'The language of the document.'),
    MODALITY: at('modality', 'What kind of statement they are.'),
    PROPERTY: at('property', 'The name of the property.'),
    ROOT: at('root.name', 'Where they come from, as the document names it.'),
    SOURCE: at('source.slug', 'The slug of the document.'),
    STANDING: at('fact.standing', 'Whether the claims on their fact bear each other out.'),
    SUBJECT: at('subject.slug', 'The slug of what they are about.'),
    SUBJECT_KIND: at('subject.kind', 'What sort of thing they are about.'),
    UNIT: at('unit', 'What is counted.'),
    VALUE_KIND: at('valueKind', 'What sort of value they have.'),
  },
  usual: [{ column: 'sourceId', always: true }, { column: 'passageStart' }, { column: 'position' }],
  unless: (row, given) => (mentionsRetirement(given) ? undefined : sql`NOT ${isRetired(row)}`),
});

builder.queryFields((t) => ({
  claim: t.field({
    type: Claim,
    nullable: true,
    description: 'The claim with this id, or with this key in this source; null if there is none.',
    args: {
      id: t.arg.id({
        description: 'The `id` of a claim, from an earlier answer; a claim that was retired is found too.',
      }),
      source: t.arg.string({ description: 'The slug of a source, together with `key`.' }),
      key: t.arg.string({
        description: "The curator's name for the claim, together with `source`; the one that counts now.",
      }),
      asOf: asOfArgument(t.arg),
    },
    resolve: async (_, { id, source, key }, { database, loaders }) => {
      if (id != null && source == null && key == null) {
        const node = decodeId(String(id));
        const claim = await loaders.find('Claim', node.id);
        return claim?.__typename === node.typename ? claim : null;
      }
      if (id != null || source == null || key == null) {
        throw new SourcebookError('BAD_USER_INPUT', 'Give `id` alone, or `source` and `key` together.');
      }
      const [found] = await query<Typed<Row>>(
        database,
        sql`SELECT ${columns('Claim', row)} FROM "Claim" ${row} JOIN "Source" s ON s.id = ${column(row, 'sourceId')}
WHERE s.slug = ${source} AND ${column(row, 'key')} = ${key} AND NOT ${isRetired(row)}`,
      );
      return found ?? null;
    },
  }),
  claims: t.field(
    paged(t.arg, claims, { description: 'What documents say, in the order of the documents.' }),
  ),
}));
