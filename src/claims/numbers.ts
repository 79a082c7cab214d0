import { decimal } from './decimal.ts';
import { lately } from './lately.ts';
import { isRange, sumsIn } from './sums.ts';
import { escaped, longest, readable, type Words, wordCharacter } from './wording.ts';

/** A number in a text that `readableIn` has been through; a half-open span in UTF-16 code units. */
export interface Amount {
  start: number;
  end: number;
  /** A decimal in plain notation, with its scale words counted in. */
  value: string;
  /** The same without its scale words. */
  number: string;
  /** The powers of ten of its scale words, and what they come to. */
  scales: readonly number[];
  scale: number;
  /** Whether it consists of digits only. */
  bare: boolean;
}

/**
 * The numbers of a phrase, as decimals in plain notation, each once: digits with the separators of the language, or words,
 * and the scale words after them. "Twenty-five million" and 1兆5000億 are there whole and in parts; in "14 to 16 billion" both
 * numbers have the scale of the second.
 */
export function numbersIn(phrase: string, words: Words): string[] {
  const text = readableIn(phrase, words);
  const amounts = amountsIn(text, words);
  const values = amounts.flatMap((amount, index) => {
    const shared = sharedScale(text, amounts.slice(index), words);
    if (shared === null) return [amount.value];
    const scaled = decimal(`${amount.value}e${shared.scale}`);
    return shared.surely ? [scaled] : [amount.value, scaled];
  });
  return [...new Set([...values, ...sumsIn(text, amounts, words).map(({ value }) => value)])];
}

/** As `readable`, with hyphens in numbers that the language writes as one word: fünf-und-zwanzig-tausend. */
export const readableIn = lately((phrase: string, words: Words): string => {
  const { compound, part } = patternsOf(words);
  const text = readable(phrase);
  if (!words.compounds) return text;
  return text.replace(compound, (whole) => (whole.match(part) ?? []).join('-'));
});

/** Where numbers stand in a text that `readableIn` has been through, in order. */
export const amountsIn = lately((text: string, words: Words): readonly Amount[] => {
  const { amount, scale: scaleWord } = patternsOf(words);
  return [...text.matchAll(amount)].flatMap((match) => {
    const { digits, word = '', scales: scaleWords = '' } = match.groups ?? {};
    const number = digits === undefined ? (words.numbers.get(word) ?? '1') : plainDigits(digits, words);
    // A number that no decimal can hold is none that a claim could state.
    if (number.length > 40 || /\.\d{21}/.test(number)) return [];
    const scales = (scaleWords.match(scaleWord) ?? []).map((each) => words.scales.get(each) ?? 0);
    const scale = scales.reduce((sum, power) => sum + power, 0);
    const value = decimal(`${number}e${scale}`);
    const bare = digits !== undefined && scaleWords === '';
    return [{ start: match.index, end: match.index + match[0].length, value, number, scales, scale, bare }];
  });
});

/** The scale that digits share with the number they are joined to, if any, and whether there is no doubt about it. */
function sharedScale(text: string, [amount, next, ...rest]: readonly Amount[], words: Words) {
  if (!amount?.bare || !next || !/^\d{1,3}(?!\d)/.test(amount.value)) return null;
  const gap = text
    .slice(amount.end, next.start)
    .replace(/\p{Sc}/gu, '')
    .trim();
  if (!/^(?:\p{L}{1,4}|[,/、–—~〜-])$/u.test(gap)) return null;
  const scale: number = next.bare ? (sharedScale(text, [next, ...rest], words)?.scale ?? 0) : next.scale;
  if (scale === 0) return null;
  // "14, 16 billion" may be two numbers that share nothing; "14 to 16 billion" can only be a range.
  return { scale, surely: isRange(text, amount.start, gap, words) };
}

function plainDigits(digits: string, { decimal: point, grouping }: Words): string {
  const [whole = '', fraction] = digits.split(point);
  const ungrouped = grouping.reduce((text, separator) => text.replaceAll(separator, ''), whole);
  return fraction === undefined ? ungrouped : `${ungrouped}.${fraction}`;
}

interface Patterns {
  amount: RegExp;
  scale: RegExp;
  /** Of a number written as one word: the whole, and each of its parts. */
  compound: RegExp;
  part: RegExp;
}

const patterns = new WeakMap<Words, Patterns>();

function patternsOf(words: Words): Patterns {
  const known = patterns.get(words);
  if (known) return known;
  const part = longest([...words.numbers.keys(), ...words.scales.keys(), ...words.joining]);
  const compiled = {
    amount: amountPattern(words),
    scale: new RegExp(longest(words.scales.keys()), 'gu'),
    compound: new RegExp(`(?<!${wordCharacter})${part}{2,}(?!${wordCharacter})`, 'gu'),
    // What is left has to be parts as well: in "hunderteins", Hunderte is none.
    part: new RegExp(`${part}(?=${part}*$)`, 'gu'),
  };
  patterns.set(words, compiled);
  return compiled;
}

function amountPattern({ spaced, decimal: point, grouping, scales, numbers }: Words): RegExp {
  const [before, after] = spaced ? [`(?<!${wordCharacter})`, `(?!${wordCharacter})`] : ['', ''];
  const group = longest(grouping);
  const grouped = `[0-9]{1,3}(?:${group}[0-9]{2,3})*${group}[0-9]{3}(?![0-9])`;
  const digits = `(?<![0-9])(?<digits>(?:${grouped}|[0-9]+)(?:${escaped(point)}[0-9]+)?)`;
  const scale = `${longest(scales.keys())}${after}`;
  // "Billions" is a number, but not the b of "plan b"; where no spaces are written, a scale would be found within words.
  const lonely = longest(spaced ? [...scales.keys()].filter((each) => each.length > 2) : []);
  const word = `${before}(?:(?<word>${longest(numbers.keys())})${after}|(?=${lonely}${after}))`;
  return new RegExp(`(?:${digits}|${word})(?<scales>(?:[ -]?${scale}){0,3})`, 'gu');
}
