import { type Count, countOfKind } from '../../claims/counts.ts';
import type { EntityKind } from '../../claims/vocabulary.ts';
import type { Release as Row } from '../../database/generated/client.ts';
import { column, sql } from '../../database/query.ts';
import { builder } from '../builder.ts';
import { moment, text } from '../comparisons.ts';
import { defineWhere } from '../filters.ts';
import { defineList, paged } from '../lists.ts';
import { changes } from './change.ts';

const ofKinds = Object.values(countOfKind).map((name) => [
  name,
  `${name[0]?.toUpperCase()}${name.slice(1)}.`,
]);
const counted: Record<Count, string> = {
  ...(Object.fromEntries(ofKinds) as Record<(typeof countOfKind)[EntityKind], string>),
  sources: 'Documents that were read.',
  publishers: 'Publishers, of sources or credited by them.',
  properties: 'Properties that claims can be about.',
  claims: 'Claims that are not retired, the rejected ones included.',
  facts: 'Facts that they make up.',
};

export const Counts = builder.objectRef<Partial<Record<Count, number>>>('Counts').implement({
  description: 'How many there are of each in a release.',
  fields: (t) =>
    Object.fromEntries(
      Object.entries(counted).map(([name, description]) => [
        name,
        // A release from before it was counted has none.
        t.int({ description, resolve: (counts) => counts[name as Count] ?? 0 }),
      ]),
    ),
});

export const Release = builder.objectRef<Row>('Release');

builder.node(Release, {
  description: 'A numbered state of the dataset. Between two releases nothing that is served here changes.',
  id: { resolve: ({ version }) => version },
  loadMany: (versions, { loaders }) =>
    Promise.all(versions.map((version) => loaders.find('Release', version, 'version'))),
  fields: (t) => ({
    version: t.exposeString('version', {
      description:
        'Its version: the first number rises when the shape changes, the second when claims are added, the third when values are corrected.',
    }),
    contentHash: t.exposeString('contentHash', {
      description: 'The SHA-256 of all that was loaded; the same content always has the same.',
    }),
    publishedAt: t.expose('publishedAt', { type: 'DateTime', description: 'When it was published.' }),
    notes: t.exposeString('notes', { nullable: true, description: 'What its editors have to say about it.' }),
    counts: t.field({
      type: Counts,
      description: 'How much is in it.',
      resolve: ({ counts }) => counts as never,
    }),
    changes: t.field(
      paged(t.arg, changes, {
        description: 'What it changed about claims, beside the release before it.',
        key: 'number',
        of: (row, number) => sql`${column(row, 'releaseId')} = ${number}::int`,
      }),
    ),
  }),
});

export const releaseWhere = defineWhere('ReleaseWhere', 'releases', () => ({
  version: text('version', 'Its version.'),
  notes: text('notes', 'What its editors have to say about it.'),
  publishedAt: moment('publishedAt', 'When it was published.'),
}));

const releases = defineList({
  type: Release,
  table: 'Release',
  where: releaseWhere,
  orders: { NUMBER: { columns: ['number'], description: 'In which order they were published.' } },
  usual: [{ column: 'number', descending: true, always: true }],
});

builder.queryFields((t) => ({
  release: t.field({
    type: Release,
    nullable: true,
    description: 'The release of this version; null if there is none.',
    args: { version: t.arg.string({ required: true, description: 'Its version, such as `1.0.0`.' }) },
    resolve: (_, { version }, { loaders }) => loaders.find('Release', version, 'version'),
  }),
  releases: t.field(paged(t.arg, releases, { description: 'All releases, the newest first.' })),
}));
