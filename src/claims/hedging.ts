import { amountsIn, sumsOf } from './numbers.ts';
import type { Hedge } from './vocabulary.ts';
import { escaped, fold, readable, type Words, wordCharacter } from './wording.ts';

/** A phrase of a language that stands in a text, as dataset/languages.yaml has it, and which hedges it can mean. */
export interface Hedging {
  phrase: string;
  hedges: readonly Hedge[];
}

/** The phrases of an excerpt that bound a number, from the left. The longest counts: "no more than" is not "more than". */
export function hedgesIn(excerpt: string, words: Words): Hedging[] {
  return phrasesIn(excerpt, words, 'hedges').map((phrase) => ({
    phrase,
    hedges: words.hedges.get(phrase) ?? [],
  }));
}

/** The phrases of an excerpt that only the date of its document can turn into a date, from the left. */
export function relativeDatesIn(excerpt: string, words: Words): string[] {
  return phrasesIn(excerpt, words, 'relativeDates');
}

// A character that no text has, in the place of each number.
const number = '\uE000';

function phrasesIn(excerpt: string, words: Words, kind: keyof Patterns): string[] {
  const { phrases, pattern } = patternsOf(words)[kind];
  return [...masked(excerpt, words).matchAll(pattern)].flatMap(
    (match) => phrases[match.slice(1).findIndex((group) => group !== undefined)] ?? [],
  );
}

/** The excerpt with one character for each number and the currency sign beside it. */
function masked(excerpt: string, words: Words): string {
  const text = readable(excerpt).replaceAll(number, ' ');
  const amounts = amountsIn(text, words);
  const sums = sumsOf(text, amounts);
  let result = '';
  let end = 0;
  for (const [index, amount] of amounts.entries()) {
    // "Twenty-five" is one number.
    if (!sums.has(index)) result += withoutCurrency(text.slice(end, amount.start)) + number;
    end = amount.end;
  }
  return result + withoutCurrency(text.slice(end));
}

function withoutCurrency(between: string): string {
  return between.replace(/^ ?\p{Sc}|\p{Sc} ?$/gu, '');
}

interface Pattern {
  /** The longest first, each with a group of its own in `pattern`. */
  phrases: readonly string[];
  pattern: RegExp;
}
type Patterns = Record<'hedges' | 'relativeDates', Pattern>;

const patterns = new WeakMap<Words, Patterns>();

function patternsOf(words: Words): Patterns {
  const known = patterns.get(words);
  if (known) return known;
  const { hedges, relativeDates, spaced } = words;
  const compiled = {
    hedges: compile([...hedges.keys()], spaced),
    relativeDates: compile(relativeDates, spaced),
  };
  patterns.set(words, compiled);
  return compiled;
}

function compile(unordered: readonly string[], spaced: boolean): Pattern {
  const phrases = unordered.toSorted((a, b) => b.length - a.length);
  const groups = phrases.map((phrase) => `(${phrasePattern(phrase, spaced)})`);
  return { phrases, pattern: new RegExp(groups.join('|') || '(?!)', 'gu') };
}

function phrasePattern(phrase: string, spaced: boolean): string {
  const pieces = phrase.split('…').map((piece) => piecePattern(fold(piece).trim(), spaced));
  const [first, last] = [pieces[0], pieces.at(-1)];
  const gap = gapPattern(spaced, pieces.length === 3 && first === '' && last === '');
  // Numbers at the edge are looked at, and left for the next phrase.
  const [opening, closing] = [first === '' && `(?<=${number}${gap})`, last === '' && `(?=${gap}${number})`];
  const inner = pieces.filter((piece) => piece !== '').join(`${gap}${number}${gap}`);
  return `${opening || ''}${inner}${pieces.length > 1 && closing ? closing : ''}`;
}

/** A number may have a word of its own beside it, "about RMB 5" or "5 people or more", but not within "5 to 6". */
function gapPattern(spaced: boolean, within: boolean): string {
  if (!spaced) return `[^${number}\\p{P}]{0,4}?`;
  return within ? '\\s*' : `\\s*(?:[\\p{L}\\p{M}.'-]+\\s+)?`;
}

function piecePattern(piece: string, spaced: boolean): string {
  if (piece === '') return '';
  const begins = spaced && new RegExp(`^${wordCharacter}`, 'u').test(piece);
  const ends = spaced && new RegExp(`${wordCharacter}$`, 'u').test(piece);
  const words = piece.split(/\s+/).map(escaped).join('\\s+');
  return `${begins ? `(?<!${wordCharacter})` : ''}${words}${ends ? `(?!${wordCharacter})` : ''}`;
}
