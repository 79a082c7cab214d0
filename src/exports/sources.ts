import { periodBases, reliabilities, sourceKinds } from '../claims/vocabulary.ts';
import { choice, day, hash, integer, licence, list, required, string, type Table } from './table.ts';

/** The documents that were read. */
export const sources: Table = {
  name: 'sources',
  title: 'Sources',
  description:
    'The documents that were read. What a document does not say about itself is empty; its text is not here, but the hash of it is.',
  columns: [
    string('slug', 'r.slug', 'Its short name in addresses and in the dataset.', {
      ...required,
      unique: true,
    }),
    choice('kind', 'r.kind', 'What sort of document it is.', sourceKinds, required),
    string('title', 'r.title', 'Its title, in its own language.'),
    string('publisher_slug', 'publisher.slug', 'Who published it, by slug.'),
    string('publisher_name', 'publisher.name', 'Who published it, by name.'),
    string('byline', 'r.byline', 'Who signed it.'),
    string('url', 'r.url', 'Where it was read.'),
    string('language', 'r.language', 'The language it is in, as a BCP 47 tag.', required),
    string('published_edtf', 'r."publishedEdtf"', 'When it was published, in EDTF (ISO 8601-2).'),
    day('published_start', 'r."publishedStart"', 'The first day that it can have been published on.'),
    day('published_end', 'r."publishedEnd"', 'The last day that it can have been published on.'),
    string('published_phrase', 'r."publishedPhrase"', 'The words of the document that give the date.'),
    choice('published_basis', 'r."publishedBasis"', 'Whether the document states the date.', periodBases),
    string(
      'published_reasoning',
      'r."publishedReasoning"',
      'How a date that it does not state was inferred.',
    ),
    choice('reliability', 'r.reliability', 'How far it is to be relied on.', reliabilities, required),
    string('reliability_reasoning', 'r."reliabilityReasoning"', 'Why it was judged so.'),
    string('retraction', 'r.retraction', 'Why it was taken back; its claims no longer count then.'),
    string('sha256', 'r.sha256', 'The SHA-256 of its text, which identifies it.', { ...required, ...hash }),
    integer('length', 'r.length', 'How many code points its text has.', { ...required, minimum: 1 }),
    list(
      'defects',
      `(SELECT coalesce(json_agg(json_build_object('kind', defect.kind, 'note', defect.note, 'paragraph', defect.paragraph,
        'start', defect.start, 'end', defect."end", 'sha256', defect.sha256, 'excerpt', defect.excerpt)
        ORDER BY defect.position), '[]') FROM "SourceDefect" defect WHERE defect."sourceId" = r.id)`,
      'What is wrong with its text, and where.',
      required,
    ),
    licence,
  ],
  primaryKey: 'slug',
  foreignKeys: [],
  rows: '"Source"',
  where: 'TRUE',
  joins: 'LEFT JOIN "Publisher" publisher ON publisher.id = r."publisherId"',
  order: [{ column: 'slug', type: 'text' }],
  batch: 1000,
};
