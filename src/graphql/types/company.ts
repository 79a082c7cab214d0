import type { Company as Row } from '../../database/generated/client.ts';
import { column, sql } from '../../database/query.ts';
import { builder } from '../builder.ts';
import { country } from '../comparisons.ts';
import { at } from '../facets.ts';
import { by, defineWhere, hasMany, related } from '../filters.ts';
import { defineList, paged, some } from '../lists.ts';
import { bySlug } from '../slugs.ts';
import { chips } from './chip.ts';
import { byName, Entity, entityOrders, faceFilters, isSupported } from './entity.ts';
import { events, participates } from './event.ts';
import { investments } from './investment.ts';
import { products } from './product.ts';

export const Company = builder.objectRef<Row>('Company');

builder.node(Company, {
  description: 'A company, or a part of one that acts under its own name.',
  interfaces: [Entity],
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Company', ids),
  fields: (t) => ({
    country: t.expose('country', {
      type: 'CountryCode',
      nullable: true,
      description: 'The country whose company it is said to be.',
    }),
    parent: t.field({
      type: Company,
      nullable: true,
      description: 'The company that it is part of.',
      resolve: ({ parentId }, _, { loaders }) => loaders.find('Company', parentId),
    }),
    subsidiaries: t.field(
      paged(t.arg, companies, {
        description: 'The companies that are part of it.',
        of: (row, id) => sql`${column(row, 'parentId')} = ${id}`,
      }),
    ),
    chips: t.field(
      paged(t.arg, chips, {
        description: 'The chips that it designed.',
        of: (row, id) => sql`${column(row, 'designerId')} = ${id}`,
      }),
    ),
    products: t.field(
      paged(t.arg, products, {
        description: 'The products that it develops.',
        of: (row, id) => sql`${column(row, 'developerId')} = ${id}`,
      }),
    ),
    investments: t.field(
      paged(t.arg, investments, {
        description: 'The money it has spent, plans to spend or is expected to spend.',
        of: (row, id) => sql`${column(row, 'investorId')} = ${id}`,
      }),
    ),
    investmentsReceived: t.field(
      paged(t.arg, investments, {
        description: "The money that goes to it; other companies' `investments`.",
        of: (row, id) => sql`${column(row, 'counterpartyId')} = ${id}`,
      }),
    ),
    events: t.field(
      paged(t.arg, events, { description: 'The events in which it takes part.', of: participates }),
    ),
  }),
});

export const companyWhere = defineWhere('CompanyWhere', 'companies', () => ({
  ...faceFilters(),
  country: country('country', 'The country whose company it is.'),
  parent: related('Company', () => companyWhere, by('parentId'), 'The company that it is part of.'),
  subsidiary: some(() => companies, hasMany('parentId'), 'At least one company that is part of it.'),
  chip: some(() => chips, hasMany('designerId'), 'At least one chip that it designed.'),
  product: some(() => products, hasMany('developerId'), 'At least one product that it develops.'),
  investment: some(
    () => investments,
    hasMany('investorId'),
    'At least one investment of its own: money spent, planned or expected.',
  ),
  investmentReceived: some(
    () => investments,
    hasMany('counterpartyId'),
    'At least one investment whose money goes to it.',
  ),
  event: some(
    () => events,
    (row, event) => participates(event, column(row, 'id')),
    'At least one event in which it takes part.',
  ),
}));

export const companies = defineList({
  type: Company,
  table: 'Company',
  where: companyWhere,
  orders: { ...entityOrders, COUNTRY: { columns: ['country'], description: 'Its country.' } },
  facets: {
    COUNTRY: at('country', 'Their country.'),
  },
  usual: byName,
  unless: isSupported,
});

builder.queryFields((t) => ({
  company: t.field(bySlug(t.arg, Company, 'Company')),
  companies: t.field(paged(t.arg, companies, { description: 'The companies, by name.' })),
}));
