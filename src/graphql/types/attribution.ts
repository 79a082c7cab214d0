import type { Attribution as Row } from '../../database/generated/client.ts';
import { builder } from '../builder.ts';
import { integer, text } from '../comparisons.ts';
import { by, defineWhere, related } from '../filters.ts';
import { Publisher, publisherWhere } from './publisher.ts';

export const Attribution = builder.objectRef<Row>('Attribution').implement({
  description: 'One link in the chain of who is said to say so.',
  fields: (t) => ({
    position: t.exposeInt('position', {
      description:
        'How many links lie between it and the source: the source itself is 0, whom it credits 1, and so on.',
    }),
    name: t.exposeString('name', { description: 'Who it is, as the document names them.' }),
    publisher: t.field({
      type: Publisher,
      nullable: true,
      description: 'The publisher that it is, where it is one that is known.',
      resolve: ({ publisherId }, _, { loaders }) => loaders.find('Publisher', publisherId),
    }),
  }),
});

export const attributionWhere = defineWhere('AttributionWhere', 'links of a chain of attribution', () => ({
  position: integer('position', 'How many links lie between it and the source.'),
  name: text('name', 'Who it is, as the document names them.'),
  publisher: related('Publisher', () => publisherWhere, by('publisherId'), 'The publisher that it is.'),
}));
