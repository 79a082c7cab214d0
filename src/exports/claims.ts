import * as words from '../claims/vocabulary.ts';
import {
  type Column,
  chain,
  choice,
  day,
  decimal,
  flag,
  hash,
  integer,
  licence,
  required,
  string,
  type Table,
} from './table.ts';

/** The columns of a date with where it comes from: those of the claim table that begin with `prefix`. */
const dated = (prefix: 'date' | 'period', what: string): Column[] => [
  string(`${prefix}_edtf`, `r."${prefix}Edtf"`, `${what}, in the Extended Date/Time Format (ISO 8601-2).`),
  day(`${prefix}_start`, `r."${prefix}Start"`, 'Its first day; empty if it has no known beginning.'),
  day(`${prefix}_end`, `r."${prefix}End"`, 'Its last day; empty if it has no known end.'),
  string(`${prefix}_phrase`, `r."${prefix}Phrase"`, 'The words of the document that give it.'),
  choice(
    `${prefix}_basis`,
    `r."${prefix}Basis"`,
    'Whether the document gives the date, a relative date, or none.',
    words.periodBases,
  ),
  string(
    `${prefix}_anchor`,
    `r."${prefix}Anchor"`,
    'The date that a relative date was resolved against, in EDTF.',
  ),
  choice(
    `${prefix}_anchor_basis`,
    `r."${prefix}AnchorBasis"`,
    'Where that date comes from.',
    words.periodBases,
  ),
  string(`${prefix}_reasoning`, `r."${prefix}Reasoning"`, 'How the date was arrived at.'),
];

const subject: Column[] = [
  string('subject_slug', 'subject.slug', 'What it is about: a slug of entities.csv.', required),
  string('subject_name', 'subject.name', 'The name of what it is about.', required),
  choice('subject_kind', 'subject.kind', 'What sort of thing that is.', words.entityKinds, required),
  string('property', 'r."propertyId"', 'What of the subject it tells.', required),
  string('property_label', 'property.label', 'The same, for people to read.', required),
];

const value: Column[] = [
  choice('value_kind', 'r."valueKind"', 'Which of the columns hold the value.', words.valueKinds, required),
  decimal('value', 'r.value', 'The number as stated; of a range, the first. Meaningless without the hedge.'),
  decimal('lower', 'r.lower', 'The lower bound; empty if it is open downwards.'),
  decimal('upper', 'r.upper', 'The upper bound; empty if it is open upwards.'),
  flag('lower_inclusive', 'r."lowerInclusive"', 'Whether it can be the lower bound itself.'),
  flag('upper_inclusive', 'r."upperInclusive"', 'Whether it can be the upper bound itself.'),
  choice('hedge', 'r.hedge', 'How the text bounds the number.', words.hedges),
  string('unit', 'r.unit', 'What is counted; empty for money.'),
  string('currency', 'r.currency', 'The currency, as an ISO 4217 code.', { pattern: '^[A-Z]{3}$' }),
  string('text', 'r.text', 'The value, where it is a text.'),
  string('entity_slug', 'entity.slug', 'The value, where it is an entity: a slug of entities.csv.'),
  string('entity_name', 'entity.name', 'The name of that entity.'),
  ...dated('date', 'The value, where it is a date'),
];

const judgements: Column[] = [
  choice('modality', 'r.modality', 'Fact, plan, forecast, intent or opinion.', words.modalities, required),
  choice(
    'confidence',
    'r.confidence',
    'How sure the curator is of the reading.',
    words.confidences,
    required,
  ),
  choice(
    'rank',
    'r.rank',
    'An editorial decision; a rejected claim is never accepted.',
    words.ranks,
    required,
  ),
  string('note', 'r.note', 'What the curator has to add.'),
  string('statement', 'r.statement', "What the passage says, in the curator's English words.", required),
  flag('accepted', 'coalesce(fact."acceptedId" = r.id, false)', 'Whether its fact goes by it.', required),
  choice('standing', 'fact.standing', 'How the claims on its fact agree.', words.standings, required),
];

const evidence: Column[] = [
  string('source_slug', 'source.slug', 'The document that says so: a slug of sources.csv.', required),
  string('source_title', 'source.title', 'Its title, in its own language; empty if it has none.'),
  string('source_publisher', 'publisher.name', 'Who published it; empty if it does not say.'),
  string('source_url', 'source.url', 'Where it was read; empty if that is not known.'),
  string('source_sha256', 'source.sha256', 'The SHA-256 of its text.', { ...required, ...hash }),
  integer('passage_paragraph', 'r."passageParagraph"', 'In which paragraph; the first is 1.', {
    ...required,
    minimum: 1,
  }),
  integer('passage_start', 'r."passageStart"', 'How many code points stand before the passage.', {
    ...required,
    minimum: 0,
  }),
  integer('passage_end', 'r."passageEnd"', 'How many code points stand before what follows it.', {
    ...required,
    minimum: 1,
  }),
  string('passage_sha256', 'r."passageSha256"', 'The SHA-256 of the passage.', { ...required, ...hash }),
  string('passage_excerpt', 'r."passageExcerpt"', 'The passage, in the language of the source.', required),
  chain(
    'attribution',
    '(SELECT array_agg(link.name ORDER BY link.position) FROM "Attribution" link WHERE link."claimId" = r.id)',
    'Who is said to say so, nearest first: the source, whom it credits, whom they credit.',
    required,
  ),
];

/** The claims that count at a release, in the order of their documents. */
export const claims: Table = {
  name: 'claims',
  title: 'Claims',
  description:
    'What documents say: one statement of one property of one subject, at one passage, per row. Rejected ones are here too, marked by their rank; retired ones are not.',
  columns: [
    string('id', 'r.id', 'The SHA-256 of its content.', { ...required, unique: true, ...hash }),
    string('key', 'r.key', "The curator's name for it, unique within its source.", required),
    ...subject,
    ...value,
    ...dated('period', 'When the value holds'),
    ...judgements,
    ...evidence,
    string('introduced_in', 'release.version', 'The release that it came in with.', required),
    licence,
  ],
  primaryKey: 'id',
  foreignKeys: [
    { field: 'subject_slug', table: 'entities', key: 'slug' },
    { field: 'entity_slug', table: 'entities', key: 'slug' },
    { field: 'source_slug', table: 'sources', key: 'slug' },
  ],
  rows: '"Claim"',
  where: 'r."retiredInId" IS NULL',
  joins: `JOIN "Entity" subject ON subject.id = r."subjectId" LEFT JOIN "Entity" entity ON entity.id = r."entityId"
JOIN "Property" property ON property.id = r."propertyId" JOIN "Fact" fact ON fact.id = r."factId"
JOIN "Source" source ON source.id = r."sourceId" LEFT JOIN "Publisher" publisher ON publisher.id = source."publisherId"
JOIN "Release" release ON release.number = r."introducedInId"`,
  order: [
    { column: 'sourceId', type: 'text' },
    { column: 'passageStart', type: 'int' },
    { column: 'position', type: 'int' },
    { column: 'id', type: 'text' },
  ],
  batch: 1000,
};
