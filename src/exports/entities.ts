import { entityKinds } from '../claims/vocabulary.ts';
import { faces } from '../database/loaders.ts';
import { choice, flag, licence, list, required, string, type Table } from './table.ts';

const tables = Object.values(faces);

/** What claims are about. What is known of an entity besides its names, claims say. */
export const entities: Table = {
  name: 'entities',
  title: 'Entities',
  description:
    'What claims are about, and what they name. All that is known of them besides their names is in the claims, with its source.',
  columns: [
    string('slug', 'r.slug', 'Its short name in addresses and in the dataset.', {
      ...required,
      unique: true,
    }),
    choice('kind', 'r.kind', 'What sort of thing it is.', entityKinds, required),
    string('name', 'r.name', 'Its name.', required),
    list('aliases', 'r.aliases', 'Other names that it is known by.', required),
    flag(
      'supported',
      `coalesce(${tables.map((face) => `"${face}".supported`).join(', ')})`,
      'Whether a claim that counts is about it or names it, and of an investment also says its investor and purpose; if not, it is only here because it was published once.',
      required,
    ),
    licence,
  ],
  primaryKey: 'slug',
  foreignKeys: [],
  rows: '"Entity"',
  where: 'TRUE',
  joins: tables.map((face) => `LEFT JOIN "${face}" ON "${face}".id = r.id`).join('\n'),
  order: [{ column: 'slug', type: 'text' }],
  batch: 10_000,
};
