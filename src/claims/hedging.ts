import { lately } from './lately.ts';
import { amountsIn, readableIn } from './numbers.ts';
import { sumsIn } from './sums.ts';
import type { Hedge } from './vocabulary.ts';
import { escaped, fold, type Words, wordCharacter } from './wording.ts';

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
  const text = masked(excerpt, words);
  const { [kind]: patterns } = patternsOf(words);
  const found = patterns
    .filter(({ pieces }) => pieces.every((piece) => text.includes(piece)))
    .flatMap(({ phrase, pattern }) =>
      [...text.matchAll(pattern)].map(({ index, 0: match }) => ({
        phrase,
        start: index,
        end: index + match.length,
      })),
    )
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.flatMap((match) => {
    if (match.start < end) return [];
    end = match.end;
    return [match.phrase];
  });
}

/** The excerpt with one character for each number and the currency sign beside it. */
const masked = lately((excerpt: string, words: Words): string => {
  const text = readableIn(excerpt, words).replaceAll(number, ' ');
  const amounts = amountsIn(text, words);
  const sums = sumsIn(text, amounts, words);
  let result = '';
  let end = 0;
  for (const [index, amount] of amounts.entries()) {
    // "Twenty-five" is one number.
    const goesOn = sums.some(({ first, last }) => first < index && index <= last);
    if (!goesOn) result += withoutCurrency(text.slice(end, amount.start)) + number;
    end = amount.end;
  }
  return (result + withoutCurrency(text.slice(end))).replace(/\s+/g, ' ');
});

function withoutCurrency(between: string): string {
  return between.replace(/^ ?\p{Sc}|\p{Sc} ?$/gu, '');
}

interface Pattern {
  phrase: string;
  /** What stands around its numbers. Looking for that first saves most of the work. */
  pieces: readonly string[];
  pattern: RegExp;
}
type Patterns = Record<'hedges' | 'relativeDates', readonly Pattern[]>;

const compiledPatterns = new WeakMap<Words, Patterns>();

function patternsOf(words: Words): Patterns {
  const known = compiledPatterns.get(words);
  if (known) return known;
  const { hedges, relativeDates, spaced } = words;
  const compiled = {
    hedges: [...hedges.keys()].map((phrase) => patternOf(phrase, spaced)),
    relativeDates: relativeDates.map((phrase) => patternOf(phrase, spaced)),
  };
  compiledPatterns.set(words, compiled);
  return compiled;
}

function patternOf(phrase: string, spaced: boolean): Pattern {
  const pieces = phrase.split('…').map((piece) => fold(piece).replace(/\s+/g, ' ').trim());
  const [opens, closes] = [pieces[0] === '', pieces.length > 1 && pieces.at(-1) === ''];
  const gap = gapPattern(spaced, pieces.length === 3 && opens && closes);
  const inner = pieces
    .filter((piece) => piece !== '')
    .map((piece) => piecePattern(piece, spaced))
    .join(`${gap}${number}${gap}`);
  // Numbers at the edge are looked at, and left for the next phrase.
  const pattern = `${opens ? `(?<=${number}${gap})` : ''}${inner}${closes ? `(?=${gap}${number})` : ''}`;
  return { phrase, pieces, pattern: new RegExp(pattern, 'gu') };
}

/** A number may have a word of its own beside it, "about RMB 5" or "5 people or more", but not within "5 to 6". */
function gapPattern(spaced: boolean, within: boolean): string {
  if (!spaced) return `[^${number}\\p{P}]{0,4}?`;
  return within ? ' ?' : ` ?(?:[\\p{L}\\p{M}.'-]+ )?`;
}

function piecePattern(piece: string, spaced: boolean): string {
  const begins = spaced && new RegExp(`^${wordCharacter}`, 'u').test(piece);
  const ends = spaced && new RegExp(`${wordCharacter}$`, 'u').test(piece);
  return `${begins ? `(?<!${wordCharacter})` : ''}${escaped(piece)}${ends ? `(?!${wordCharacter})` : ''}`;
}
