import { addDecimals, compareDecimals, decimal } from './decimal.ts';
import { escaped, longest, readable, type Words, wordCharacter } from './wording.ts';

/** A number in a text that `readable` has been through; a half-open span in UTF-16 code units. */
export interface Amount {
  start: number;
  end: number;
  /** A decimal in plain notation, with its scale words counted in. */
  value: string;
  /** The power of ten that its scale words come to. */
  scale: number;
  /** Whether it consists of digits only. */
  bare: boolean;
}

/**
 * The numbers of a phrase, as decimals in plain notation, each once: digits with the separators of the language, or words,
 * and the scale words after them. "Twenty-five" and 1兆5000億 are there whole and in parts; in "14 to 16 billion" both numbers
 * have the scale of the second.
 */
export function numbersIn(phrase: string, words: Words): string[] {
  const text = readable(phrase);
  const amounts = amountsIn(text, words);
  const values = amounts.flatMap((amount, index) => {
    const shared = sharedScale(text, amounts.slice(index), words);
    if (shared === null) return [amount.value];
    const scaled = decimal(`${amount.value}e${shared.scale}`);
    return shared.surely ? [scaled] : [amount.value, scaled];
  });
  return [...new Set([...values, ...sumsOf(text, amounts).values()])];
}

/** Where numbers stand in a text that `readable` has been through, in order. */
export function amountsIn(text: string, words: Words): Amount[] {
  const { amount, scale: scaleWord } = patternsOf(words);
  return [...text.matchAll(amount)].flatMap((match) => {
    const { digits, word = '', scales = '' } = match.groups ?? {};
    const number = digits === undefined ? (words.numbers.get(word) ?? '1') : plainDigits(digits, words);
    // A number that no decimal can hold is none that a claim could state.
    if (number.length > 40 || /\.\d{21}/.test(number)) return [];
    const scale = (scales.match(scaleWord) ?? []).reduce(
      (power, each) => power + (words.scales.get(each) ?? 0),
      0,
    );
    const value = decimal(`${number}e${scale}`);
    const bare = digits !== undefined && scales === '';
    return [{ start: match.index, end: match.index + match[0].length, value, scale, bare }];
  });
}

/** The scale that digits share with the number they are joined to, if any, and whether there is no doubt about it. */
function sharedScale(text: string, [amount, next, ...rest]: Amount[], words: Words) {
  if (!amount?.bare || !next || !/^\d{1,3}(?!\d)/.test(amount.value)) return null;
  const gap = text
    .slice(amount.end, next.start)
    .replace(/\p{Sc}/gu, '')
    .trim();
  if (!/^(?:\p{L}{1,4}|[,/、–—~〜-])$/u.test(gap)) return null;
  const scale: number = next.bare ? (sharedScale(text, [next, ...rest], words)?.scale ?? 0) : next.scale;
  if (scale === 0) return null;
  // "14, 16 billion" may be two numbers that share nothing; "14 to 16 billion" can only be a range.
  const ranges = [...words.hedges].filter(([, hedges]) => hedges.includes('BETWEEN'));
  const surely = ranges.some(([phrase]) => {
    const [opening = '', middle = ''] = phrase.split('…').map((piece) => piece.trim());
    return middle === gap && text.slice(0, amount.start).includes(opening);
  });
  return { scale, surely };
}

/**
 * What numbers that follow one another directly come to, "twenty-five million" or 1兆5000億, by the index of the one that ends it.
 * @param amounts those of `amountsIn(text, …)`
 */
export function sumsOf(text: string, amounts: readonly Amount[]): Map<number, string> {
  const sums = new Map<number, string>();
  for (const [index, amount] of amounts.entries()) {
    const previous = amounts[index - 1];
    if (!previous || !/^[ -]?$/.test(text.slice(previous.end, amount.start))) continue;
    if (previous.bare && amount.bare) continue;
    const scale = previous.bare ? 0 : amount.scale;
    const wholes = [sums.get(index - 1) ?? previous.value, decimal(`${previous.value}e${scale}`)];
    const whole = wholes.find((each) => compareDecimals(amount.value, unitOf(each)) < 0);
    if (whole !== undefined) sums.set(index, addDecimals(whole, amount.value));
  }
  return sums;
}

/** The power of ten in whose multiples a number is given: 1000 for 25000. */
function unitOf(value: string): string {
  return value.includes('.') ? '0' : `1${value.match(/0*$/)?.[0]}`;
}

function plainDigits(digits: string, { decimal: point, grouping }: Words): string {
  const [whole = '', fraction] = digits.split(point);
  const ungrouped = grouping.reduce((text, separator) => text.replaceAll(separator, ''), whole);
  return fraction === undefined ? ungrouped : `${ungrouped}.${fraction}`;
}

interface Patterns {
  amount: RegExp;
  scale: RegExp;
}

const patterns = new WeakMap<Words, Patterns>();

function patternsOf(words: Words): Patterns {
  const known = patterns.get(words);
  if (known) return known;
  const compiled = {
    amount: amountPattern(words),
    scale: new RegExp(longest(words.scales.keys()), 'gu'),
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
