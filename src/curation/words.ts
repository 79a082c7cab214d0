import { z } from 'zod';
import { isCountryCode } from '../claims/country.ts';
import { decimal } from '../claims/decimal.ts';

// The message of each schema says what was expected; `read` adds what was found, where, and how to mend it.

const largestInteger = 2 ** 31 - 1;

const textAs = (expected: string, instead = expected) =>
  // Postgres holds neither NUL nor half a surrogate pair.
  z.string(expected).regex(/^(?=[\s\S]*\S)[^\0\p{Cs}]+$/u, { error: instead, abort: true });

export const text = textAs('text', 'text that is not empty, in Unicode characters other than NUL');

const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;
export const slug = text.regex(
  slugForm,
  'lower-case letters and digits joined by hyphens, such as nvidia-h200',
);
export const identifier = text.regex(
  /^[a-z][A-Za-z0-9]*$/,
  'letters and digits beginning with a small letter, such as partOf',
);
export const sha256 = text.regex(/^[0-9a-f]{64}$/, 'a SHA-256: 64 hexadecimal digits, in lower case');
const urlForm = /^https?:\/\/\S+$/;
const urlExpected = 'a web address, beginning with https:// or http://';
const webAddress = (base: typeof text, expected: string) =>
  base.regex(urlForm, { error: expected, abort: true }).refine(URL.canParse, expected);
export const url = webAddress(text, urlExpected);
// `pattern`: for editors. The check itself says more of a date or a number that cannot be read.
export const edtf = z
  .string('a date in EDTF as text, such as "2026" or 2025-12~')
  .meta({ pattern: '^[-0-9X/.?~%]+$' });
const countryCode = 'an ISO 3166-1 alpha-2 country code, such as CN';
export const country = text
  .regex(/^[A-Z]{2}$/, { error: countryCode, abort: true })
  .refine(isCountryCode, countryCode);
const languageTag = 'a language tag (BCP 47) in its usual spelling, such as pt-BR';
export const language = text
  .regex(/^[a-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { error: languageTag, abort: true })
  .refine(isLanguageTag, languageTag);
/** What stands between the digits of a number. */
export const separator = z
  .string('one character, in quotes')
  .regex(/^[^\p{L}\p{N}\p{C}]$/u, 'one character that is neither letter nor digit');
export const flag = z.boolean('true or false');
export const wholeNumber = z
  .int('a whole number')
  .min(0, 'a whole number from 0')
  .max(largestInteger, `at most ${largestInteger}`);
export const countingNumber = wholeNumber.min(1, 'a whole number from 1');

/** A decimal, kept as text so that no digit is lost: YAML's own numbers are floats, exact for 15 digits. */
export const decimalNumber = z
  .union(
    [z.number(), z.string().meta({ pattern: '^[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d{1,3})?$' })],
    'a number, such as 14e9',
  )
  .refine(
    (value) => typeof value === 'string' || Number(value.toPrecision(15)) === value,
    'a number of at most 15 digits; a longer one in quotes',
  )
  .transform(String)
  .refine(isDecimal, 'a number, such as 14e9, 12.5 or "12345678901234567890"')
  .transform(decimal);

export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  z.enum(words, `one of ${words.join(', ')}`);

export const listOf = <Item extends z.ZodType>(item: Item) => z.array(item, 'a list');

/** Left out, or `null`, where there is nothing to say. */
export const optional = <Item extends z.ZodType>(item: Item) => item.nullable().default(null);

/** A mapping of these keys and no others. */
export const mapping = <Shape extends z.ZodRawShape>(
  shape: Shape,
  orElse = (expected: string) => expected,
) => {
  const keys = `the keys ${Object.keys(shape).join(', ')}`;
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? `one of ${keys}` : orElse(`a mapping with ${keys}`),
  });
};

/** The names that a message of `oneOf`, or of `mapping` about an unknown key, offers. */
export function namesOffered(message: string): string[] {
  const [, names] = /^one of (?:the keys )?(.+)$/.exec(message) ?? [];
  return names?.split(', ') ?? [];
}

// What every source has to say, if only that it is not known: `null` and a key that was forgotten are told apart.
export const orNull = (expected: string): string => `${expected}, or null where the document has none`;
export const textOrNull = textAs(orNull('text')).nullable();
export const publisherOrNull = textAs(orNull("a publisher's slug"))
  .regex(slugForm, orNull("a publisher's slug"))
  .nullable();
/** Of one whom a document credits. */
export const credited = "a publisher's slug, or { name: … }";
export const creditedSlug = textAs(credited).regex(slugForm, credited);
export const urlOrNull = webAddress(textAs(orNull(urlExpected)), orNull(urlExpected)).nullable();

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}

function isDecimal(number: string): boolean {
  try {
    decimal(number);
    return true;
  } catch {
    return false;
  }
}
