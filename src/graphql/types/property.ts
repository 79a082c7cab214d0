import type { Property as Row } from '../../database/generated/client.ts';
import { builder } from '../builder.ts';
import { choice, flag, text } from '../comparisons.ts';
import { ValueKind } from '../enums.ts';
import { at } from '../facets.ts';
import { defineWhere } from '../filters.ts';
import { defineList, paged } from '../lists.ts';

export const Property = builder.objectRef<Row>('Property');

builder.node(Property, {
  description: 'What a claim can be about.',
  id: { resolve: ({ id }) => id },
  loadMany: (ids, { loaders }) => loaders.findMany('Property', ids),
  fields: (t) => ({
    name: t.exposeString('id', { description: 'Its short name, as `fact(property:)` takes it: `amount`.' }),
    label: t.exposeString('label', { description: 'Its name for people to read.' }),
    description: t.exposeString('description', { description: 'What it means.' }),
    valueKind: t.expose('valueKind', { type: ValueKind, description: 'What sort of value it has.' }),
    dimension: t.exposeString('dimension', {
      nullable: true,
      description: 'What its quantities measure, such as `money`; null for other values.',
    }),
    unit: t.exposeString('unit', {
      nullable: true,
      description:
        'What its quantities are counted in; null for money, where each claim has a currency, and for other values.',
    }),
    single: t.exposeBoolean('single', { description: 'Whether it can have only one value at a time.' }),
    values: t.exposeStringList('values', {
      description: 'The only texts that it can have; empty if any text will do.',
    }),
  }),
});

export const propertyWhere = defineWhere('PropertyWhere', 'properties', () => ({
  name: text('id', 'Its short name.'),
  label: text('label', 'Its name for people to read.'),
  valueKind: choice(ValueKind)('valueKind', 'What sort of value it has.'),
  dimension: text('dimension', 'What its quantities measure.'),
  unit: text('unit', 'What its quantities are counted in.'),
  single: flag('single', 'Whether it can have only one value at a time.'),
}));

export const properties = defineList({
  type: Property,
  table: 'Property',
  where: propertyWhere,
  orders: {
    NAME: { columns: ['id'], description: 'Its short name.' },
    LABEL: { columns: ['label'], description: 'Its name for people to read.' },
  },
  facets: {
    DIMENSION: at('dimension', 'What their quantities measure.'),
    VALUE_KIND: at('valueKind', 'What sort of value they have.'),
  },
  usual: [],
});

builder.queryFields((t) => ({
  property: t.field({
    type: Property,
    nullable: true,
    description: 'The property with this name; null if there is none.',
    args: { name: t.arg.string({ required: true, description: 'The name, such as `amount`.' }) },
    resolve: (_, { name }, { loaders }) => loaders.find('Property', name),
  }),
  properties: t.field(paged(t.arg, properties, { description: 'What claims can be about, by name.' })),
}));
