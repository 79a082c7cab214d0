import type { ErrorCode } from 'yaml';
import type { z } from 'zod';
import type { CutText } from './cut-texts.ts';
import { didYouMean } from './did-you-mean.ts';
import type { MergedEntry } from './merged-entries.ts';
import { slugOf } from './slug-of.ts';
import { credited, namesOffered } from './words.ts';

/** What to do about a key that an entry cannot have. */
export function mendingOfKey(key: string, expected: string): string {
  return `correct its spelling, or remove it${didYouMean(key, namesOffered(expected))}`;
}

const numeric = /^[+-]?[\d., ]+([eE][+-]?\d+)?$/;

/** What to do about a text that an unquoted comma has ended; what follows became a key without a value. */
export function mendingOfCut({ key, text }: CutText): string {
  if (numeric.test(text))
    return plainNumber(text) ?? `write the number with a point, and no comma: ${key}: 12.5`;
  return `a text with a comma in it needs quotes: ${key}: ${JSON.stringify(text)}`;
}

/** What to do about an entry of a list that lacks its dash. */
export function mendingOfMerged({ key, list }: MergedEntry): string {
  return `begin the next ${list === 'claims' ? 'claim' : 'entry'} with \`- ${key}:\``;
}

/** What to do about a value that is not what was expected at `path`. @param cut the texts in it that commas have cut */
export function mendingOf(
  value: unknown,
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[],
  [cut]: readonly CutText[] = [],
): string {
  if (value === undefined) return `add ${String(path.at(-1) ?? 'it')}`;
  if (cut) return mendingOfCut(cut);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return usual;
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  if (wantsText && typeof value !== 'string') return `quote it: "${value}"`;
  const form = forms.find(([expected]) => issue.message.startsWith(expected));
  const guess = didYouMean(`${value}`, namesOffered(issue.message));
  return form?.[1](`${value}`) ?? `${usual}${guess}`;
}

/** What to do about what is not YAML, by the code that its parser has for it, and how its message begins. */
export function mendingOfSyntax(code: ErrorCode, message: string): string {
  const [, , mend] = syntax.find(([of, begins]) => of === code && message.startsWith(begins)) ?? [];
  return mend ?? 'compare the indentation and quotes with the entries around it; indent with spaces';
}

const colon = 'quote a text with a colon in it';
const syntax: readonly (readonly [code: ErrorCode, begins: string, mend: string])[] = [
  ['BAD_INDENT', 'Flow', 'close each [ with ] and each { with }'],
  ['BAD_SCALAR_START', '', 'quote the text'],
  ['BLOCK_AS_IMPLICIT_KEY', '', `${colon}, or indent the key as those around it`],
  ['BLOCK_IN_FLOW', '', `${colon}, and close each [ with ] and each { with }`],
  ['DUPLICATE_KEY', '', 'remove or rename one of the two'],
  ['MISSING_CHAR', 'Missing closing', 'close the quote'],
  [
    'MULTILINE_IMPLICIT_KEY',
    '',
    'write a colon and a space behind each key, and indent it as those around it',
  ],
];

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
  if (grouped) return `write it without separators: ${value.replace(/\D/g, '')}`;
  // Three digits behind a comma may be thousands, or decimals.
  const decimals = /^[+-]?\d+,(?!\d{3}(?!\d))\d+([eE][+-]?\d+)?$/.test(value);
  return decimals ? `write it with a decimal point: ${value.replace(',', '.')}` : undefined;
}
