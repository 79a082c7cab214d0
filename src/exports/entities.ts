import { entityKinds } from '../claims/vocabulary.ts';
import { choice, licence, list, required, string, type Table } from './table.ts';

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
    licence,
  ],
  primaryKey: 'slug',
  foreignKeys: [],
  rows: '"Entity"',
  where: 'TRUE',
  joins: '',
  order: [{ column: 'slug', type: 'text' }],
  batch: 10_000,
};
