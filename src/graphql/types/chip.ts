import type { Chip as Row } from '../../database/generated/client.ts';
import { builder } from '../builder.ts';
import { choice, text } from '../comparisons.ts';
import { ChipStatus } from '../enums.ts';
import { at } from '../facets.ts';
import { by, defineWhere, related } from '../filters.ts';
import { defineList, paged } from '../lists.ts';
import { bySlug } from '../slugs.ts';
import { Company, companyWhere } from './company.ts';
import { byName, Entity, entityOrders, faceFilters, isSupported } from './entity.ts';

export const Chip = builder.objectRef<Row>('Chip');

builder.node(Chip, {
  description: 'A chip, as designed; not a single piece of it.',
  interfaces: [Entity],
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Chip', ids),
  fields: (t) => ({
    designer: t.field({
      type: Company,
      nullable: true,
      description: 'The company whose chip it is, whoever manufactures it.',
      resolve: ({ designerId }, _, { loaders }) => loaders.find('Company', designerId),
    }),
    architecture: t.exposeString('architecture', {
      nullable: true,
      description: 'The name of its architecture.',
    }),
    status: t.expose('status', { type: ChipStatus, nullable: true, description: 'How far it has come.' }),
  }),
});

export const chipWhere = defineWhere('ChipWhere', 'chips', () => ({
  ...faceFilters(),
  architecture: text('architecture', 'The name of its architecture.'),
  status: choice(ChipStatus)('status', 'How far it has come.'),
  designer: related('Company', () => companyWhere, by('designerId'), 'The company whose chip it is.'),
}));

export const chips = defineList({
  type: Chip,
  table: 'Chip',
  where: chipWhere,
  orders: entityOrders,
  facets: {
    ARCHITECTURE: at('architecture', 'The name of their architecture.'),
    DESIGNER: at('designer.slug', 'The slug of the company whose chips they are.'),
    STATUS: at('status', 'How far they have come.'),
  },
  usual: byName,
  unless: isSupported,
});

builder.queryFields((t) => ({
  chip: t.field(bySlug(t.arg, Chip, 'Chip')),
  chips: t.field(paged(t.arg, chips, { description: 'The chips, by name.' })),
}));
