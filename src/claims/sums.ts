import { decimal, scaled } from './decimal.ts';
import type { Amount } from './numbers.ts';
import { longest, type Words } from './wording.ts';

/** Numbers that are one, by their indices: "two billion and 300 million". */
export interface Sum {
  first: number;
  last: number;
  value: string;
}

/**
 * What numbers come to that follow one another directly or with a joining word between them, in a text that has been read
 * for them. As numerals do, each part is smaller than the unit of the one before it, and a scale word counts for all
 * smaller parts before it: 一百二十亿 is (100 + 20) × 10⁸.
 * @param amounts those of `amountsIn(text, words)`
 */
export function sumsIn(text: string, amounts: readonly Amount[], words: Words): Sum[] {
  const sums: Sum[] = [];
  let first = 0;
  let parts: bigint[] = [];
  for (const [index, amount] of amounts.entries()) {
    const previous = amounts[index - 1];
    const link = previous && linkOf(text, previous, amount, words);
    const longer = previous && link !== undefined && withPart(parts, previous, amount, link);
    if (longer) {
      parts = longer;
      if (sums.at(-1)?.first === first) sums.pop();
      sums.push({ first, last: index, value: decimal(`${parts.reduce((sum, part) => sum + part)}e-20`) });
    } else {
      parts = [scaled(amount.value)];
      first = index;
    }
  }
  return sums;
}

/**
 * Whether what stands before `end` and `middle` after it are words for a range, such as "between … and …".
 * @param end where the first of its numbers begins
 */
export function isRange(text: string, end: number, middle: string, { hedges }: Words): boolean {
  return [...hedges].some(([phrase, meant]) => {
    const [opening = '', between] = phrase.split('…').map((piece) => piece.trim());
    return meant.includes('BETWEEN') && between === middle && text.slice(0, end).includes(opening);
  });
}

/** What joins a number to the one before it, if it is joined. */
function linkOf(text: string, previous: Amount, amount: Amount, words: Words): string | undefined {
  const gap = text.slice(previous.end, amount.start);
  if (/^[ -]?$/.test(gap)) return gap;
  const side = words.spaced ? '[ -]' : '';
  if (!new RegExp(`^${side}${longest(words.joining)}${side}$`, 'u').test(gap)) return undefined;
  return isRange(text, previous.start, gap.trim(), words) ? undefined : gap;
}

/** The parts of a numeral with one more, largest first; `undefined` where it is a number of its own. */
function withPart(parts: readonly bigint[], previous: Amount, amount: Amount, link: string) {
  const number = scaled(amount.number);
  const last = parts.at(-1) ?? 0n;
  // 3亿零500万: it only fills a place.
  if (number === 0n && !amount.bare) return [...parts];
  // Digits stand by themselves, but for "2 and a half billion".
  if (previous.bare && number >= one) return undefined;
  const half = number < one && amount.scales.length === 0;
  const part = half ? number * 10n ** BigInt(previous.scale) : number;
  // "Five-and-twenty", as in German.
  const inverted = /^-.+-$/.test(link) && last < 10n * one && number % (10n * one) === 0n;
  if (!inverted && part >= unitOf(last)) return undefined;
  let all = inverted ? [...parts.slice(0, -1), last + part] : [...parts, part];
  for (const power of amount.scales) {
    const factor = 10n ** BigInt(power);
    const smaller = all.findIndex((each) => each < factor * one);
    const at = smaller < 0 ? all.length - 1 : smaller;
    all = [...all.slice(0, at), all.slice(at).reduce((sum, each) => sum + each, 0n) * factor];
  }
  const [before, after] = [all.at(-2), all.at(-1) ?? 0n];
  return before === undefined || after < unitOf(before) ? all : undefined;
}

const one = scaled('1');

/** The power of ten in whose multiples a number is given: 1000 for 25000. */
function unitOf(part: bigint): bigint {
  return part === 0n ? 0n : BigInt(`1${/0*$/.exec(`${part}`)?.[0]}`);
}
