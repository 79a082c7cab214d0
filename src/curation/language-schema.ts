import { z } from 'zod';
import { decimalNumber, flag, language, listOf, mapping, separator, text } from './words.ts';

// How documents write numbers, bounds and relative dates: dataset/languages.yaml.

const scales = z
  .record(
    z.string().regex(/^([1-9]|1[0-9]|2[0-4])$/),
    listOf(text),
    'words by power of ten, 1 to 24, such as 9: [billion, billions]',
  )
  .refine(
    (table) => new Set(Object.values(table).flat()).size === Object.values(table).flat().length,
    'each word under one power of ten',
  );
const numbers = z.record(text, decimalNumber, 'numbers by word, such as ten: 10');
const phrases = listOf(text.regex(/[^…\s]/, 'words, with … for a number')).default([]);

export const languageSchema = mapping({
  language: language.describe('A BCP 47 tag without a region: pt'),
  spaced: flag.default(true).describe('false: words are written without spaces between them'),
  decimal: separator.describe('What stands before the decimals'),
  grouping: listOf(separator).describe('What stands between groups of digits'),
  hedges: mapping({
    ABOUT: phrases.describe('Words for ABOUT'),
    UP_TO: phrases.describe('Words for UP_TO'),
    AT_LEAST: phrases.describe('Words for AT_LEAST'),
    MORE_THAN: phrases.describe('Words for MORE_THAN'),
    LESS_THAN: phrases.describe('Words for LESS_THAN'),
    BETWEEN: phrases.describe('Words for BETWEEN'),
  }).describe('Words by hedge; … stands for a number, so that "over …" is a hedge only before one'),
  scales: scales.describe('Words by power of ten; words that follow one another multiply'),
  numbers: numbers.default({}).describe('Numbers as words, as far as they are common'),
  joining: listOf(text)
    .default([])
    .describe('What can stand between the parts of one number: and, in two billion and 300 million'),
  compounds: flag
    .default(false)
    .describe('true: the parts of a number are written as one word, as in fünfundzwanzigtausend'),
  relativeDates: phrases.describe("What can only be dated by the document's own date"),
  locales: z
    .record(
      language,
      mapping({
        decimal: separator.optional().describe('As a whole'),
        grouping: listOf(separator).optional().describe('As a whole'),
        scales: scales.optional().describe('Word by word'),
        numbers: numbers.optional().describe('Word by word'),
      }),
      'what is otherwise in a region, by language tag, such as es-MX: { decimal: "." }',
    )
    .default({})
    .describe('What is otherwise in a region, by language tag: es-MX'),
});

export type LanguageEntry = z.output<typeof languageSchema>;
