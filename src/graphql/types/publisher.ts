import type { Publisher as Row } from '../../database/generated/client.ts';
import { column, sql } from '../../database/query.ts';
import { builder } from '../builder.ts';
import { country, oneOf, text } from '../comparisons.ts';
import { at } from '../facets.ts';
import { defineWhere, hasMany } from '../filters.ts';
import { defineList, paged, some } from '../lists.ts';
import { bySlug } from '../slugs.ts';
import { sources } from './source.ts';

export const Publisher = builder.objectRef<Row>('Publisher');

builder.node(Publisher, {
  description: 'Who publishes documents, or is credited by them.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Publisher', ids),
  fields: (t) => ({
    slug: t.exposeString('slug', { description: 'Its short name in addresses and in the dataset.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    aliases: t.exposeStringList('aliases', { description: 'Other names that it goes by.' }),
    country: t.expose('country', {
      type: 'CountryCode',
      nullable: true,
      description: 'The country it publishes from.',
    }),
    url: t.expose('url', { type: 'URL', nullable: true, description: 'Its website.' }),
    sources: t.field(
      paged(t.arg, sources, {
        description: 'The documents it published.',
        of: (row, id) => sql`${column(row, 'publisherId')} = ${id}`,
      }),
    ),
  }),
});

export const publisherWhere = defineWhere('PublisherWhere', 'publishers', () => ({
  slug: text('slug', 'Its slug.'),
  name: text('name', 'Its name.'),
  alias: oneOf('aliases', 'At least one of its other names; null stands for having none.'),
  country: country('country', 'The country it publishes from.'),
  source: some(() => sources, hasMany('publisherId'), 'At least one document that it published.'),
}));

export const publishers = defineList({
  type: Publisher,
  table: 'Publisher',
  where: publisherWhere,
  orders: { NAME: { columns: ['name'], description: 'Its name.' } },
  facets: {
    COUNTRY: at('country', 'The country they publish from.'),
  },
  usual: [{ column: 'name', always: true }],
});

builder.queryFields((t) => ({
  publisher: t.field(bySlug(t.arg, Publisher, 'Publisher')),
  publishers: t.field(
    paged(t.arg, publishers, { description: 'Who publishes the sources, or is credited by them.' }),
  ),
}));
