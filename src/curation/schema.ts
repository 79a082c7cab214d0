import { z } from 'zod';
import * as vocabulary from '../claims/vocabulary.ts';
import { claimLints, type LintId, nameLints } from './lints/catalogue.ts';
import { type locatedPassage, passage } from './passage-schema.ts';
import {
  countingNumber,
  country,
  credited,
  creditedSlug,
  decimalNumber,
  edtf,
  flag,
  identifier,
  language,
  listOf,
  mapping,
  oneOf,
  optional,
  orNull,
  publisherOrNull,
  sha256,
  slug,
  text,
  textOrNull,
  url,
  urlOrNull,
} from './words.ts';

// The files of dataset/, key by key. dataset/README.md says the same to curators.

const labels = mapping({
  zero: text.optional().describe('Where the language has a form of its own for zero, as Arabic has'),
  one: text.optional().describe('For one: person'),
  two: text.optional().describe('For two, where the language has a form for it'),
  few: text.optional().describe('For a few, as in Slavic languages: человека'),
  many: text
    .optional()
    .describe('For many: человек in Russian; in Romance languages after millions, de pessoas'),
  other: text.describe('For all other numbers: people'),
});

export const unitSchema = mapping({
  id: identifier.describe('The unit, as properties name it: person'),
  dimension: text.describe('What is counted: people'),
  labels: z
    .record(language, labels, 'words by language, such as en: { one: person, other: people }')
    .describe('Words for it, by language and CLDR plural category: en: { one: person, other: people }'),
});

export const propertySchema = mapping({
  id: identifier.describe('The property, as claims name it: partOf'),
  label: text.describe('A name for readers'),
  description: text.describe('What a value of it says, in one sentence'),
  valueKind: oneOf(vocabulary.valueKinds).describe(
    'Which key of a claim holds its value: quantity, text, entity or date',
  ),
  unit: optional(identifier).describe('For a QUANTITY: what is counted, an id from units.yaml'),
  dimension: optional(oneOf(['money'])).describe(
    'money for a QUANTITY whose claims each name a currency, instead of a unit',
  ),
  signed: flag.default(false).describe('Whether a quantity of it can be negative, as growth can'),
  values: listOf(text).default([]).describe('For a TEXT: the only texts that it may have'),
  format: optional(oneOf(['country'])).describe(
    'For a TEXT: country, for an ISO 3166-1 alpha-2 code such as CN',
  ),
  valueSubjects: listOf(oneOf(vocabulary.entityKinds))
    .default([])
    .describe('For an ENTITY: which kinds of entity its value may be'),
  single: flag
    .default(true)
    .describe('false: several values can hold at once, without contradicting one another'),
  subjects: listOf(oneOf(vocabulary.entityKinds))
    .min(1, 'at least one kind')
    .describe('Which kinds of entity it can be said of'),
});

const reason = text.optional();

/** Why the lints that are raised on an entry are wrong about it. */
function answersTo<Id extends LintId>(lints: Readonly<Record<Id, string>>) {
  const ids = Object.entries<string>(lints).map(([lint, suspects]) => [lint, reason.describe(suspects)]);
  return mapping(Object.fromEntries(ids) as Record<Id, typeof reason>);
}

export const publisherSchema = mapping({
  id: slug.optional().describe('Its slug when it was first published; only needed once the slug has changed'),
  slug: slug.describe('Its name in this dataset and in addresses: scmp'),
  name: text.describe('As documents write it'),
  aliases: listOf(text).default([]).describe('Other names that documents use'),
  country: optional(country).describe('ISO 3166-1 alpha-2 code of where it is based: HK'),
  url: optional(url).describe('Its web address'),
  answers: answersTo(nameLints).default({}).describe('By lint, why it is wrong about this name'),
}).transform(withId);

export const entitySchema = mapping({
  id: slug.optional().describe('Its slug when it was first published; only needed once the slug has changed'),
  slug: slug.describe('Its name in this dataset and in addresses: nvidia-h200'),
  name: text.describe('As documents write it'),
  aliases: listOf(text).default([]).describe('Other names that documents use'),
  answers: answersTo(nameLints).default({}).describe('By lint, why it is wrong about this name'),
}).transform(withId);

const defect = mapping({
  kind: oneOf(vocabulary.defectKinds).describe('What is wrong with the text'),
  note: text.describe('The same in a sentence, for readers'),
  passage: optional(passage).describe('Where it shows; left out where it has no place'),
});

/** All of a source but its claims, which are read one by one so that one mistake does not hide the others. */
export const sourceSchema = mapping({
  id: slug.optional().describe('Its slug when it was first published; only needed once the slug has changed'),
  slug: slug.describe('Its name in this dataset and in addresses, which is also that of its file'),
  kind: oneOf(vocabulary.sourceKinds).describe('What kind of document it is'),
  title: textOrNull.describe('As the document has it, in its own language; null: it has none'),
  publisher: publisherOrNull.describe(
    'Who published it: a slug from publishers.yaml; null: the document does not say',
  ),
  byline: textOrNull.describe('As printed; null: there is none'),
  url: urlOrNull.describe('Where it was read; null: not known'),
  language: language.describe('The language that it is written in, a BCP 47 tag: pt-BR'),
  published: mapping(
    {
      edtf: edtf.describe('The date in EDTF, quoted if it is a year: "2026", 2025-12~'),
      phrase: optional(text).describe('The words of the document that date it'),
      basis: oneOf(['STATED', 'INFERRED']).describe('STATED in the document, or INFERRED by the curator'),
      reasoning: optional(text).describe('What the date was inferred from'),
    },
    orNull,
  )
    .nullable()
    .describe('When it was published; null: not known'),
  reliability: oneOf(vocabulary.reliabilities)
    .default('UNKNOWN')
    .describe('How far its statements can be relied on, in the judgement of the curator'),
  reliabilityReasoning: optional(text).describe('What that judgement rests on'),
  sha256: sha256.describe('Of its normalised text as UTF-8, which identifies it; source:new computes it'),
  length: countingNumber.describe('Of its normalised text, in Unicode code points; source:new computes it'),
  retracted: optional(mapping({ note: text.describe('Why, for readers') })).describe(
    'That it was taken back: its claims are kept, but none counts any longer',
  ),
  defects: listOf(defect).default([]).describe('What is wrong with its text'),
  claims: listOf(z.unknown()).describe('What it says, in the order of the text'),
}).transform(withId);

const quantity = mapping({
  value: decimalNumber.describe('The number as stated: 14e9; quoted if it has more than 15 digits'),
  hedge: oneOf(vocabulary.hedges).describe('How the text bounds the number, from the text and nothing else'),
  upper: optional(decimalNumber).describe('The second number, with BETWEEN and only there'),
  unit: optional(identifier).describe('What is counted; left out, the unit of the property'),
  currency: optional(text.meta({ pattern: '^[A-Z]{3}$' })).describe(
    'ISO 4217 code, for money and only there: USD',
  ),
});

const period = mapping({
  edtf: edtf.describe(
    'The date or interval in EDTF, quoted if it is a year: "2026", 2025-12~, 2025-10/2025-12',
  ),
  phrase: optional(text).describe('The words of the document that say when; with RELATIVE they are needed'),
  basis: oneOf(vocabulary.periodBases).describe(
    'STATED in the text; RELATIVE to its publication; INFERRED by the curator',
  ),
  anchor: optional(oneOf(['published'])).describe('With RELATIVE: what the phrase was counted from'),
  reasoning: optional(text).describe('How the date was reached, unless it is STATED'),
});

const withdrawal = {
  reason: oneOf(vocabulary.retirementReasons).describe('Why'),
  note: text.describe('The same in a sentence, for readers'),
};
const claimId = text.regex(/^[0-9a-f]{8,64}$/, 'the first 8 or more digits of the id of a claim, in quotes');

/** The keys of a claim that can hold its value. A claim has exactly one of them. */
export const valueKeys = ['quantity', 'text', 'entity', 'date'] as const;

export const claimSchema = mapping({
  key: slug.describe("The curator's name for it, unique in its source; it stays the same for good"),
  subject: slug.describe('What it is about: the slug of an entity'),
  property: identifier.describe('What it says of it: an id from properties.yaml'),
  quantity: optional(quantity).describe('Its value, where the property is a QUANTITY'),
  text: optional(text).describe('Its value, where the property is a TEXT'),
  entity: optional(slug).describe('Its value, where the property is an ENTITY: a slug'),
  date: optional(period).describe('Its value, where the property is a DATE'),
  period: optional(period).describe('When the value holds, where the text says'),
  modality: oneOf(vocabulary.modalities).describe('What kind of statement it is'),
  confidence: oneOf(vocabulary.confidences).describe(
    'How sure the curator is of having read rightly, not of its being true',
  ),
  rank: oneOf(vocabulary.ranks)
    .default('NORMAL')
    .describe('PREFERRED before all others on the same fact; REJECTED: recorded, but never accepted'),
  note: optional(text).describe(
    'What a reader has to know; the reason, where confidence is not HIGH or the rank is REJECTED',
  ),
  attribution: listOf(
    z.union(
      [
        creditedSlug,
        mapping({ name: text.describe('Who is credited, as the document says: Chinese sources') }),
      ],
      credited,
    ),
  )
    .default([])
    .describe('Whom the document credits, nearest first; left out, it speaks for itself'),
  passage: passage.describe('Where it stands in the text'),
  statement: text.describe("The claim in the curator's own English words"),
  retired: optional(mapping(withdrawal)).describe(
    'Why it no longer holds; all else stays as it was published',
  ),
  correction: optional(
    mapping({
      ...withdrawal,
      expect: optional(claimId).describe(
        'The beginning of the id of the claim that it replaces, in quotes; seed --dry-run names it',
      ),
    }),
  ).describe('Why it differs from what was published under its key'),
  answers: answersTo(claimLints).default({}).describe('By lint, why it is wrong about this claim'),
}).meta({
  oneOf: valueKeys.map((key) => ({ required: [key], properties: { [key]: { not: { type: 'null' } } } })),
});

export type Unit = z.output<typeof unitSchema>;
export type Property = z.output<typeof propertySchema>;
export type Publisher = z.output<typeof publisherSchema>;
export type Entity = z.output<typeof entitySchema> & { kind: vocabulary.EntityKind };
export type Claim = z.output<typeof claimSchema>;
export type Period = z.output<typeof period>;
export type Passage = z.output<typeof locatedPassage>;
export type SourceHeader = Omit<z.output<typeof sourceSchema>, 'claims'>;

function withId<Entry extends { id?: string | undefined; slug: string }>({ id, ...entry }: Entry) {
  return { ...entry, id: id ?? entry.slug };
}
