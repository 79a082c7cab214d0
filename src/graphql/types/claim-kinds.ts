import type { Claim as Row } from '../../database/generated/client.ts';
import { faces } from '../../database/loaders.ts';
import { builder } from '../builder.ts';
import type { QuantityRow } from '../claim-value.ts';
import type { Context } from '../context.ts';
import { Claim } from './claim.ts';
import { Entity } from './entity.ts';
import { Period, periodOf } from './period.ts';
import { Quantity } from './quantity.ts';

type Kind = 'QuantityClaim' | 'TextClaim' | 'EntityClaim' | 'DateClaim';

/** What the four types of claim share as nodes; an id under the wrong type finds nothing. */
const claimNode = (type: Kind) => ({
  interfaces: [Claim],
  id: { resolve: ({ id }: Row) => id },
  loadMany: async (ids: string[], { loaders }: Context) =>
    (await loaders.findMany('Claim', ids)).map((claim) =>
      claim && !(claim instanceof Error) && claim.__typename !== type ? null : claim,
    ),
});

export const QuantityClaim = builder.objectRef<Row>('QuantityClaim');
builder.node(QuantityClaim, {
  ...claimNode('QuantityClaim'),
  description: 'A claim whose value is a number with bounds.',
  fields: (t) => ({
    quantity: t.field({
      type: Quantity,
      description: 'The number, its bounds and its hedge.',
      resolve: (claim) => claim as QuantityRow,
    }),
  }),
});

export const TextClaim = builder.objectRef<Row>('TextClaim');
builder.node(TextClaim, {
  ...claimNode('TextClaim'),
  description: 'A claim whose value is a word or a phrase.',
  fields: (t) => ({
    text: t.string({
      description: 'The value, in English where it is not a name or a code.',
      resolve: ({ text }) => text as string,
    }),
  }),
});

export const EntityClaim = builder.objectRef<Row>('EntityClaim');
builder.node(EntityClaim, {
  ...claimNode('EntityClaim'),
  description: 'A claim whose value is an entity.',
  fields: (t) => ({
    entity: t.field({
      type: Entity,
      description: 'The value.',
      resolve: ({ entityKind, entityId }, _, { loaders }) =>
        loaders.get(faces[entityKind as keyof typeof faces], entityId as string),
    }),
  }),
});

export const DateClaim = builder.objectRef<Row>('DateClaim');
builder.node(DateClaim, {
  ...claimNode('DateClaim'),
  description: 'A claim whose value is a date or a span of time.',
  fields: (t) => ({
    date: t.field({
      type: Period,
      description: 'The value.',
      resolve: (claim) => periodOf(claim, 'date') as never,
    }),
  }),
});
