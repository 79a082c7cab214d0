import { type Hit, type SearchKind as Kind, type Place, search, searched } from '../../database/search.ts';
import { SourcebookError } from '../../errors.ts';
import { asOfArgument } from '../as-of.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { SearchField, SearchKind } from '../enums.ts';
import { numberedPage } from '../numbered-page.ts';

const table = 'SearchHit';

const SearchMatch = builder.objectRef<{ place: Place; text: string }>('SearchMatch').implement({
  description: 'What a text that was searched for was found in.',
  fields: (t) => ({
    field: t.expose('place', { type: SearchField, description: 'Whether it is a name or a statement.' }),
    text: t.exposeString('text', { description: 'The name or the statement, as it is written.' }),
  }),
});

const SearchHit = builder.objectRef<Hit>(table).implement({
  description: 'Something that a search has found, and by what.',
  fields: (t) => ({
    node: t.field({
      type: builder.nodeInterfaceRef(),
      description: 'What was found.',
      resolve: ({ kind, id }, _, { loaders }) => loaders.get(searched[kind], id) as never,
    }),
    kind: t.expose('kind', { type: SearchKind, description: 'What sort of thing it is.' }),
    match: t.field({
      type: SearchMatch,
      description: 'The name or statement that fits best.',
      resolve: ({ place, text }) => ({ place, text }),
    }),
    score: t.exposeFloat('score', {
      description: 'How well it fits, from 0 to 1: 1 is a name that is just what was searched for.',
    }),
  }),
});

const SearchConnection = builder.connectionObject(
  {
    type: SearchHit,
    name: `${table}Connection`,
    description: 'A page of what a search has found, the best first.',
    fields: (t) => ({
      totalCount: t.int({
        description: 'How much was found, on all pages.',
        resolve: (page) => (page as unknown as { totalCount: Promise<number> }).totalCount,
      }),
    }),
  },
  { name: `${table}Edge`, description: 'Something that was found, with its cursor.' },
);

interface Given {
  text: string;
  kinds?: readonly Kind[] | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}

function hitsPage({ database, loaders }: Context, { text, kinds, ...page }: Given) {
  if (text.trim() === '') throw new SourcebookError('BAD_USER_INPUT', 'Give `text` to search for.');
  const among = kinds ?? (Object.keys(searched) as Kind[]);
  return numberedPage(page, {
    name: table,
    keyOf: ({ key }: Hit) => key,
    read: async (limit, after) =>
      loaders.load(`search ${JSON.stringify([text, among, limit, after])}`, '', async () => [
        await search(database, text, among, limit, after),
      ]),
  });
}

builder.queryField('search', (t) =>
  t.field({
    type: SearchConnection,
    description:
      'What has a text in its name, its other names or its statement: in capitals or not, with accents or not, and with a typo or two.',
    args: {
      text: t.arg.string({
        required: true,
        description: 'What to search for, in any script. Every character stands for itself.',
      }),
      kinds: t.arg({ type: [SearchKind], description: 'What sort of thing to find; anything if left out.' }),
      first: t.arg.int({ description: 'How many; 20 if left out, at most 100.' }),
      after: t.arg.string({ description: 'Only what follows this cursor.' }),
      asOf: asOfArgument(t.arg),
    },
    resolve: (_, given, context) => hitsPage(context, given) as never,
  }),
);
