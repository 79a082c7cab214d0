import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import { slugOf } from './slug-of.ts';
import { credited, namesOffered } from './words.ts';

/** What to do about a key that an entry cannot have. */
export function mendingOfKey(key: string, value: unknown, expected: string): string {
  const mend = 'correct its spelling, or remove it';
  // Within braces, an unquoted comma ends a text, and what follows becomes a key without a value.
  const comma = value === null && /[^A-Za-z]/.test(key) ? '; a text with a comma in it needs quotes' : '';
  return `${mend}${comma}${didYouMean(key, namesOffered(expected))}`;
}

/** What to do about a value that is not what was expected at `path`. */
export function mendingOf(value: unknown, issue: z.core.$ZodIssue, path: readonly PropertyKey[]): string {
  if (value === undefined) return `add ${String(path.at(-1) ?? 'it')}`;
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return usual;
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  if (wantsText && typeof value !== 'string') return `quote it: "${value}"`;
  const form = forms.find(([expected]) => issue.message.startsWith(expected));
  const guess = didYouMean(`${value}`, namesOffered(issue.message));
  return form?.[1](`${value}`) ?? `${usual}${guess}`;
}

const usual = 'write what is expected in its place';

/** By how the message begins that says what was expected: how the value that was found would be written, if that can be told. */
const forms: readonly (readonly [expected: string, write: (value: string) => string | undefined])[] = [
  [
    'a mapping with the keys edtf,',
    (value) => `write { edtf: "${value}", basis: STATED }, if the text says so`,
  ],
  ['a mapping with the keys value,', () => 'write { value: …, hedge: … }'],
  [
    'a mapping with the keys excerpt,',
    () => 'write { paragraph: …, phrase: … }, and run npm run source:locate',
  ],
  [credited, (value) => `write { name: ${value} }, or the slug of a publisher`],
  ["a publisher's slug", () => 'write its slug, as it is declared in publishers.yaml'],
  ['lower-case letters and digits', (value) => meaning(slugOf(value))],
  ['a list', (value) => `write it as a list: [${value}]`],
  ['a number, such as', plainNumber],
  ['a web address', (value) => (/^[^\s/:]+\.[^\s/:]+/.test(value) ? meaning(`https://${value}`) : undefined)],
];

function meaning(value: string): string | undefined {
  return value === '' ? undefined : `${usual}; did you mean "${value}"?`;
}

/** A number with separators, as people write it and YAML does not. */
function plainNumber(value: string): string | undefined {
  const separators = new Set(value.match(/[.,' ]/g));
  const grouped = /^\d{1,3}([.,' ]\d{3})+$/.test(value) && separators.size === 1;
  return grouped ? `write it without separators: ${value.replace(/\D/g, '')}` : undefined;
}
