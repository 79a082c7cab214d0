import type { SourceDefect as DefectRow, Source as Row } from '../../database/generated/client.ts';
import { column, sql } from '../../database/query.ts';
import { builder } from '../builder.ts';
import { choice, date, text } from '../comparisons.ts';
import { DefectKind, PeriodBasis, Reliability, SourceKind } from '../enums.ts';
import { at } from '../facets.ts';
import { anyOf, by, defineWhere, hasMany, related } from '../filters.ts';
import { defineList, paged, some } from '../lists.ts';
import { period } from '../period-filters.ts';
import { bySlug } from '../slugs.ts';
import { claims } from './claim.ts';
import { facts } from './fact.ts';
import { Passage, type PassageValue } from './passage.ts';
import { Period, periodOf } from './period.ts';
import { Publisher, publisherWhere } from './publisher.ts';

const SourceDefect = builder.objectRef<DefectRow>('SourceDefect').implement({
  description: "Something wrong with a source's text.",
  fields: (t) => ({
    kind: t.expose('kind', { type: DefectKind, description: 'What sort of defect it is.' }),
    note: t.exposeString('note', { description: 'What is wrong, in our words.' }),
    passage: t.field({
      type: Passage,
      nullable: true,
      description: 'Where it stands; null if it is a defect of the whole.',
      resolve: (defect) => (defect.start === null ? null : (defect as PassageValue)),
    }),
  }),
});

export const Source = builder.objectRef<Row>('Source');

builder.node(Source, {
  description:
    'A document that somebody read. What the document does not say about itself is null; the document itself is not republished.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Source', ids),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its short name in addresses and in the dataset.' }),
    kind: t.expose('kind', { type: SourceKind, description: 'What sort of document it is.' }),
    title: t.exposeString('title', { nullable: true, description: 'Its title, in its own language.' }),
    publisher: t.field({
      type: Publisher,
      nullable: true,
      description: 'Who published it.',
      resolve: ({ publisherId }, _, { loaders }) => loaders.find('Publisher', publisherId),
    }),
    byline: t.exposeString('byline', { nullable: true, description: 'Who signed it.' }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Where it was read.' }),
    language: t.exposeString('language', { description: 'The language it is in, as a BCP 47 tag.' }),
    published: t.field({
      type: Period,
      nullable: true,
      description: 'When it was published. `publishedBasis` says whether the document states it.',
      resolve: (source) => periodOf(source, 'published'),
    }),
    publishedBasis: t.expose('publishedBasis', {
      type: PeriodBasis,
      nullable: true,
      description: 'Whether the date of publication is stated by the document or was inferred.',
    }),
    reliability: t.expose('reliability', {
      type: Reliability,
      description: 'How far it is to be relied on.',
    }),
    reliabilityReasoning: t.exposeString('reliabilityReasoning', {
      nullable: true,
      description: 'Why it was judged so.',
    }),
    sha256: t.exposeString('sha256', {
      description:
        'The SHA-256 of its text (normal form C, line feeds, UTF-8), which identifies it, in hexadecimal digits.',
    }),
    length: t.exposeInt('length', { description: 'How many Unicode code points its text has.' }),
    retraction: t.exposeString('retraction', {
      nullable: true,
      description:
        'Why it was taken back; null if it stands. Its claims are kept, retired, and can be listed with `where: { retired: … }`.',
    }),
    defects: t.field({
      type: [SourceDefect],
      description: 'What is wrong with its text.',
      resolve: ({ id }, _, { loaders }) => loaders.list('SourceDefect', 'sourceId', id, 'position'),
    }),
    claims: t.field(
      paged(t.arg, claims, {
        description: 'What it says, in its own order.',
        of: (row, id) => sql`${column(row, 'sourceId')} = ${id}`,
      }),
    ),
    dependents: t.field(
      paged(t.arg, facts, {
        description:
          'What rests on it: the facts that one of its claims counts for. Those with one independent source rest on it alone, or on others that repeat the same.',
        of: (row, id) => sql`EXISTS (SELECT 1 FROM "Claim" c WHERE c."factId" = ${column(row, 'id')}
          AND c."sourceId" = ${id} AND c."retiredInId" IS NULL AND c.rank <> 'REJECTED')`,
      }),
    ),
  }),
});

export const sourceWhere = defineWhere('SourceWhere', 'sources', () => ({
  slug: text('slug', 'Its slug.'),
  title: text('title', 'Its title.'),
  byline: text('byline', 'Who signed it.'),
  language: text('language', 'Its language, as a BCP 47 tag.'),
  sha256: text('sha256', 'The SHA-256 of its text.'),
  kind: choice(SourceKind)('kind', 'What sort of document it is.'),
  reliability: choice(Reliability)('reliability', 'How far it is to be relied on.'),
  published: period('published', 'When it was published.'),
  publishedStart: date('publishedStart', 'The first day that it can have been published on.'),
  publishedEnd: date('publishedEnd', 'The last day that it can have been published on.'),
  publisher: related('Publisher', () => publisherWhere, by('publisherId'), 'Who published it.'),
  retraction: text('retraction', 'Why it was taken back; `{ not: null }` finds those that were.'),
  defect: anyOf(
    'SourceDefect',
    () => defectWhere,
    hasMany('sourceId'),
    'At least one thing wrong with its text.',
  ),
  claim: some(() => claims, hasMany('sourceId'), 'At least one claim that it makes.'),
}));

const defectWhere = defineWhere('SourceDefectWhere', 'defects', () => ({
  kind: choice(DefectKind)('kind', 'What sort of defect it is.'),
  note: text('note', 'What is wrong, in our words.'),
}));

export const sources = defineList({
  type: Source,
  table: 'Source',
  where: sourceWhere,
  orders: {
    SLUG: { columns: ['slug'], description: 'Its slug.' },
    PUBLISHED: { columns: ['publishedEnd', 'publishedStart'], description: 'When it was published.' },
  },
  facets: {
    KIND: at('kind', 'What sort of document they are.'),
    LANGUAGE: at('language', 'Their language, as a BCP 47 tag.'),
    PUBLISHER: at('publisher.slug', 'The slug of who published them.'),
    RELIABILITY: at('reliability', 'How far they are to be relied on.'),
  },
  usual: [{ column: 'publishedEnd', descending: true }, { column: 'slug' }],
});

builder.queryFields((t) => ({
  source: t.field(bySlug(t.arg, Source, 'Source')),
  sources: t.field(paged(t.arg, sources, { description: 'The documents that were read, the newest first.' })),
}));
