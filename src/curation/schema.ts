import { basename } from 'node:path';
import { z } from 'zod';
import * as vocabulary from '../claims/vocabulary.ts';
import {
  countingNumber,
  country,
  decimalNumber,
  edtf,
  flag,
  identifier,
  language,
  listOf,
  mapping,
  oneOf,
  optional,
  sha256,
  slug,
  text,
  url,
  wholeNumber,
} from './words.ts';
import type { Mending } from './yaml-file.ts';

// The files of dataset/, key by key. dataset/README.md says the same to curators.

const labels = mapping({
  zero: text.optional(),
  one: text.optional(),
  two: text.optional(),
  few: text.optional(),
  many: text.optional(),
  other: text,
});

export const unitSchema = mapping({
  id: identifier,
  dimension: text,
  labels: z.record(language, labels, 'words by language, such as en: { one: person, other: people }'),
});

export const propertySchema = mapping({
  id: identifier,
  label: text,
  description: text,
  valueKind: oneOf(vocabulary.valueKinds),
  unit: optional(identifier),
  dimension: optional(oneOf(['money'])),
  signed: flag.default(false),
  values: listOf(text).default([]),
  format: optional(oneOf(['country'])),
  valueSubjects: listOf(oneOf(vocabulary.entityKinds)).default([]),
  single: flag.default(true),
  subjects: listOf(oneOf(vocabulary.entityKinds)).min(1, 'at least one kind'),
});

export const publisherSchema = mapping({
  id: slug.optional(),
  slug,
  name: text,
  aliases: listOf(text).default([]),
  country: optional(country),
  url: optional(url),
}).transform(withId);

export const entitySchema = mapping({
  id: slug.optional(),
  slug,
  name: text,
  aliases: listOf(text).default([]),
}).transform(withId);

const locatedPassage = mapping({
  excerpt: text,
  paragraph: countingNumber,
  start: wholeNumber,
  end: countingNumber,
  sha256,
});

/** A passage as a curator writes it. What else was computed for an earlier phrase is computed anew. */
export const phrasedPassage = mapping({
  paragraph: countingNumber,
  phrase: text,
  start: optional(wholeNumber),
  end: optional(countingNumber),
  sha256: optional(sha256),
});

/** Whether it is a passage, of whatever else, that `source:locate` has still to complete. */
export function isPhrased(passage: unknown): boolean {
  return typeof passage === 'object' && passage !== null && Object.hasOwn(passage, 'phrase');
}

const passage = z.preprocess((value, context) => {
  if (isPhrased(value)) {
    const params: Mending = {
      found: 'a passage that is not located yet',
      mend: (file) => `npm run source:locate -- ${basename(file, '.yaml')} --texts <folder>`,
    };
    context.addIssue({
      code: 'custom',
      message: 'excerpt, start, end and sha256 in place of phrase',
      params,
    });
  }
  return value;
}, locatedPassage);

const defect = mapping({
  kind: oneOf(vocabulary.defectKinds),
  note: text,
  passage: optional(passage),
});

/** All of a source but its claims, which are read one by one so that one mistake does not hide the others. */
export const sourceSchema = mapping({
  id: slug.optional(),
  slug,
  kind: oneOf(vocabulary.sourceKinds),
  title: text.nullable(),
  publisher: slug.nullable(),
  byline: text.nullable(),
  url: url.nullable(),
  language,
  published: mapping({
    edtf,
    phrase: optional(text),
    basis: oneOf(['STATED', 'INFERRED']),
    reasoning: optional(text),
  }).nullable(),
  reliability: oneOf(vocabulary.reliabilities).default('UNKNOWN'),
  reliabilityReasoning: optional(text),
  sha256,
  length: countingNumber,
  retracted: optional(mapping({ note: text })),
  defects: listOf(defect).default([]),
  claims: listOf(z.unknown()),
}).transform(withId);

const quantity = mapping({
  value: decimalNumber,
  hedge: oneOf(vocabulary.hedges),
  upper: optional(decimalNumber),
  unit: optional(identifier),
  currency: optional(text),
});

const period = mapping({
  edtf,
  phrase: optional(text),
  basis: oneOf(vocabulary.periodBases),
  anchor: optional(oneOf(['published'])),
  reasoning: optional(text),
});

const withdrawal = { reason: oneOf(vocabulary.retirementReasons), note: text };
/** The beginning of a claim's id, at least 8 of its digits. */
const claimId = text.regex(/^[0-9a-f]{8,64}$/, 'the first 8 or more digits of the id of a claim, in quotes');

/** The keys of a claim that can hold its value. A claim has exactly one of them. */
export const valueKeys = ['quantity', 'text', 'entity', 'date'] as const;

export const claimSchema = mapping({
  key: slug,
  subject: slug,
  property: identifier,
  quantity: optional(quantity),
  text: optional(text),
  entity: optional(slug),
  date: optional(period),
  period: optional(period),
  modality: oneOf(vocabulary.modalities),
  confidence: oneOf(vocabulary.confidences),
  rank: oneOf(vocabulary.ranks).default('NORMAL'),
  note: optional(text),
  attribution: listOf(z.union([slug, mapping({ name: text })], "a publisher's slug, or { name: … }")).default(
    [],
  ),
  passage,
  statement: text,
  retired: optional(mapping(withdrawal)),
  correction: optional(mapping({ ...withdrawal, expect: optional(claimId) })),
});

export type Unit = z.output<typeof unitSchema>;
export type Property = z.output<typeof propertySchema>;
export type Publisher = z.output<typeof publisherSchema>;
export type Entity = z.output<typeof entitySchema> & { kind: vocabulary.EntityKind };
export type Claim = z.output<typeof claimSchema>;
export type Period = z.output<typeof period>;
export type Passage = z.output<typeof passage>;
export type SourceHeader = Omit<z.output<typeof sourceSchema>, 'claims'>;

function withId<Entry extends { id?: string | undefined; slug: string }>({ id, ...entry }: Entry) {
  return { ...entry, id: id ?? entry.slug };
}
