import type { Release as Row } from '../../database/generated/client.ts';
import { query, sql, type Typed } from '../../database/query.ts';
import { SourcebookError } from '../../errors.ts';
import { asOfArgument } from '../as-of.ts';
import { builder } from '../builder.ts';
import { Counts, Release } from './release.ts';

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
    args: { asOf: asOfArgument(t.arg) },
    resolve: async (_, __, { database }) => {
      const [newest] = await query<Typed<Row>>(
        database,
        sql`SELECT * FROM "Release" ORDER BY number DESC LIMIT 1`,
      );
      if (!newest) throw new SourcebookError('SERVICE_UNAVAILABLE', 'No release has been published yet.');
      return newest;
    },
  }),
);
