import type { Product as Row } from '../../database/generated/client.ts';
import { builder } from '../builder.ts';
import { text } from '../comparisons.ts';
import { at } from '../facets.ts';
import { by, defineWhere, related } from '../filters.ts';
import { defineList, paged } from '../lists.ts';
import { bySlug } from '../slugs.ts';
import { Company, companyWhere } from './company.ts';
import { byName, Entity, entityOrders, faceFilters, isSupported } from './entity.ts';

export const Product = builder.objectRef<Row>('Product');

builder.node(Product, {
  description: 'Something that a company offers to users.',
  interfaces: [Entity],
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Product', ids),
  fields: (t) => ({
    developer: t.field({
      type: Company,
      nullable: true,
      description: 'The company that makes it.',
      resolve: ({ developerId }, _, { loaders }) => loaders.find('Company', developerId),
    }),
    category: t.exposeString('category', {
      nullable: true,
      description: 'What sort of product it is, in a word or two.',
    }),
  }),
});

export const productWhere = defineWhere('ProductWhere', 'products', () => ({
  ...faceFilters(),
  category: text('category', 'What sort of product it is.'),
  developer: related('Company', () => companyWhere, by('developerId'), 'The company that makes it.'),
}));

export const products = defineList({
  type: Product,
  table: 'Product',
  where: productWhere,
  orders: {
    ...entityOrders,
    CATEGORY: { columns: ['category'], description: 'What sort of product it is.' },
  },
  facets: {
    CATEGORY: at('category', 'What sort of product they are.'),
    DEVELOPER: at('developer.slug', 'The slug of the company that makes them.'),
  },
  usual: byName,
  unless: isSupported,
});

builder.queryFields((t) => ({
  product: t.field(bySlug(t.arg, Product, 'Product')),
  products: t.field(paged(t.arg, products, { description: 'The products, by name.' })),
}));
