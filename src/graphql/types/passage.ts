import { builder } from '../builder.ts';

export interface PassageValue {
  start: number;
  end: number;
  paragraph: number;
  sha256: string;
  excerpt: string;
}

export const Passage = builder.objectRef<PassageValue>('Passage').implement({
  description:
    'A place in the text of a source. Positions count Unicode code points of the text in normal form C with line feeds, as in the W3C TextPositionSelector.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'How many code points stand before it.' }),
    end: t.exposeInt('end', { description: 'How many code points stand before what follows it.' }),
    paragraph: t.exposeInt('paragraph', {
      description: 'Its paragraph: the first line that is not blank is 1.',
    }),
    sha256: t.exposeString('sha256', {
      description: 'The SHA-256 of its text in UTF-8, in hexadecimal digits.',
    }),
    excerpt: t.exposeString('excerpt', {
      description:
        'Its text, in the language of the source: the shortest phrase that bears the value, of at most 12 words.',
    }),
  }),
});
