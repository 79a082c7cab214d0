import { column, type Change as Row, type Sql, sql } from '../../database/query.ts';
import { SourcebookError } from '../../errors.ts';
import { releaseNumber } from '../as-of.ts';
import { builder } from '../builder.ts';
import { choice } from '../comparisons.ts';
import { ChangeKind, RetirementReason } from '../enums.ts';
import { at } from '../facets.ts';
import { by, defineWhere, related } from '../filters.ts';
import { defineList, paged } from '../lists.ts';
import { openPage } from '../open-page.ts';
import { Claim, claimWhere } from './claim.ts';
import { Release, releaseWhere } from './release.ts';

const Change = builder.objectRef<Row>('Change').implement({
  description: 'What one release changed about one claim.',
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKind, description: 'What happened to the claim.' }),
    release: t.field({
      type: Release,
      description: 'The release that it came in with.',
      resolve: ({ releaseId }, _, { loaders }) => loaders.get('Release', releaseId, 'number'),
    }),
    before: t.field({
      type: Claim,
      nullable: true,
      description: 'The claim that counted before; null if it was added.',
      resolve: ({ beforeId }, _, { loaders }) => loaders.find('Claim', beforeId),
    }),
    after: t.field({
      type: Claim,
      nullable: true,
      description: 'The claim that counts since; null if it was retired and nothing replaces it.',
      resolve: ({ afterId }, _, { loaders }) => loaders.find('Claim', afterId),
    }),
    reason: t.field({
      type: RetirementReason,
      nullable: true,
      description: 'Why; null if a claim was added.',
      resolve: async ({ beforeId }, _, { loaders }) =>
        (await loaders.find('Claim', beforeId))?.retirementReason ?? null,
    }),
    note: t.string({
      nullable: true,
      description: 'What the curator says of it; null if a claim was added.',
      resolve: async ({ beforeId }, _, { loaders }) =>
        (await loaders.find('Claim', beforeId))?.retirementNote ?? null,
    }),
  }),
});

export const changes = defineList({
  type: Change,
  table: 'Change',
  where: defineWhere('ChangeWhere', 'changes', () => ({
    kind: choice(ChangeKind)('kind', 'What happened to the claim.'),
    release: related(
      'Release',
      () => releaseWhere,
      by('releaseId', 'number'),
      'The release that it came in with.',
    ),
    before: related('Claim', () => claimWhere, by('beforeId'), 'The claim that counted before.'),
    after: related('Claim', () => claimWhere, by('afterId'), 'The claim that counts since.'),
  })),
  orders: { RELEASE: { columns: ['releaseId'], description: 'The release that they came in with.' } },
  facets: {
    KIND: at('kind', 'What happened to the claims.'),
  },
  usual: [
    { column: 'releaseId', descending: true, always: true },
    { column: 'kind' },
    { column: 'sourceId' },
    { column: 'passageStart' },
    { column: 'position' },
  ],
});

builder.queryField('changes', (t) => {
  const all = paged(t.arg, changes, {
    description:
      'What releases changed about claims, the newest release first; of each what was added, then corrected, then retired, in the order of the documents. Each change is listed by itself, so that a claim that was corrected twice is there twice.',
  });
  return t.field({
    ...all,
    args: {
      since: t.arg.string({ description: 'The version of a release: only what changed after it.' }),
      until: t.arg.string({
        description: 'The version of a release: only what it and those before it changed.',
      }),
      ...all.args,
    },
    resolve: async (_, given, context) => {
      const since = given.since == null ? 0 : await releaseNumber(context, given.since);
      const until = given.until == null ? null : await releaseNumber(context, given.until);
      if (until !== null && until < since)
        throw new SourcebookError(
          'BAD_USER_INPUT',
          `\`until\` is ${given.until}, which came before ${given.since}.`,
        );
      const release = (row: Sql) => column(row, 'releaseId');
      const unless = (row: Sql) =>
        sql`${release(row)} > ${since}::int AND ${release(row)} <= coalesce(${until}::int, 2147483647)`;
      return openPage(context, { ...changes, unless }, given) as never;
    },
  });
});
