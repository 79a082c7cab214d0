import type { Release as Row } from '../../database/generated/client.ts';
import { query, sql } from '../../database/query.ts';
import { SourcebookError } from '../../errors.ts';
import { builder } from '../builder.ts';

export const Release = builder.objectRef<Row>('Release').implement({
  description: 'A numbered state of the dataset. Between two releases nothing that is served here changes.',
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
  }),
});

const counted = {
  companies: 'Companies.',
  chips: 'Chips.',
  products: 'Products.',
  investments: 'Investments.',
  events: 'Events.',
  sources: 'Documents that were read.',
  publishers: 'Publishers, of sources or credited by them.',
  properties: 'Properties that claims can be about.',
  claims: 'Claims that are not retired, the rejected ones included.',
  facts: 'Facts that they make up.',
};

const Counts = builder.objectRef<Record<keyof typeof counted, number>>('Counts').implement({
  description: 'How many there are of each in the release.',
  fields: (t) =>
    Object.fromEntries(
      Object.entries(counted).map(([name, description]) => [
        name,
        t.exposeInt(name as keyof typeof counted, { description }),
      ]),
    ),
});

const Dataset = builder.objectRef<Row>('Dataset').implement({
  description: 'The dataset as a whole.',
  fields: (t) => ({
    release: t.field({
      type: Release,
      description: 'The release that is served.',
      resolve: (release) => release,
    }),
    counts: t.field({
      type: Counts,
      description: 'How much is in it.',
      resolve: ({ counts }) => counts as never,
    }),
  }),
});

builder.queryField('dataset', (t) =>
  t.field({
    type: Dataset,
    description: 'Which release is served, and how much is in it.',
    resolve: async (_, __, { database }) => {
      const [newest] = await query<Row>(database, sql`SELECT * FROM "Release" ORDER BY number DESC LIMIT 1`);
      if (!newest) throw new SourcebookError('SERVICE_UNAVAILABLE', 'No release has been published yet.');
      return newest;
    },
  }),
);
