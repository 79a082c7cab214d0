import { type Paragraph, sliceCodePoints } from './text.ts';

/** Words of a paragraph that are a phrase but for what `differsIn` names. */
export interface NearPhrase {
  paragraph: number;
  words: string;
  differsIn: string[];
}

/** What two spellings of the same words may differ in, and how a code point looks without it. */
const folds: Readonly<Record<string, (codePoint: string) => string>> = {
  case: (codePoint) => codePoint.toLowerCase(),
  accents: (codePoint) => codePoint.normalize('NFD').replace(/\p{M}/gu, ''),
  'quotes or dashes': (codePoint) =>
    codePoint
      .replace(/[‘’‚‛′´`]/u, "'")
      .replace(/[“”„‟«»″]/u, '"')
      .replace(/[\p{Pd}−]/u, '-'),
  spaces: (codePoint) => codePoint.replace(/\p{Cf}/u, '').replace(/\s/u, ' '),
};
const differences = Object.keys(folds);

/** The first words that are `phrase` but for case, accents, quotes, dashes and spaces. */
export function nearPhrase(paragraphs: readonly Paragraph[], phrase: string): NearPhrase | undefined {
  for (const { number, text } of paragraphs) {
    const words = find(text, phrase, differences);
    if (words === undefined) continue;
    const differsIn = differences.filter(
      (one) =>
        find(
          text,
          phrase,
          differences.filter((other) => other !== one),
        ) === undefined,
    );
    // Spaces at either end are never sought.
    return { paragraph: number, words, differsIn: differsIn.length > 0 ? differsIn : ['spaces'] };
  }
  return undefined;
}

/** The longest run of the phrase's words that a text has, however spelled, as the text has it. */
export function sharedWords(text: string, phrase: string): string | undefined {
  const words = phrase.trim().split(/\s+/);
  for (let length = words.length - 1; length > 0; length -= 1) {
    for (let first = 0; first + length <= words.length; first += 1) {
      const found = find(text, words.slice(first, first + length).join(' '), differences);
      if (found !== undefined && /[\p{L}\p{N}]/u.test(found)) return found;
    }
  }
  return undefined;
}

function find(text: string, phrase: string, ignored: readonly string[]): string | undefined {
  const sought = folded(phrase.normalize('NFC'), ignored).text.trim();
  const { text: searched, at } = folded(text, ignored);
  const found = sought === '' ? -1 : searched.indexOf(sought);
  const first = at[found];
  const last = at[found + sought.length - 1];
  if (first === undefined || last === undefined) return undefined;
  const marks = /^\p{M}*/u.exec(sliceCodePoints(text, last + 1))?.[0] ?? '';
  return sliceCodePoints(text, first, last + 1) + marks;
}

/** A text without what is ignored, and for each of its UTF-16 units the code point it comes from. */
function folded(text: string, ignored: readonly string[]): { text: string; at: number[] } {
  const at: number[] = [];
  let result = '';
  for (const [index, codePoint] of [...text].entries()) {
    const rest = ignored.reduce((each, difference) => folds[difference]?.(each) ?? each, codePoint);
    if (rest === ' ' && result.endsWith(' ') && ignored.includes('spaces')) continue;
    result += rest;
    at.push(...Array.from(rest, (unit) => Array<number>(unit.length).fill(index)).flat());
  }
  return { text: result, at };
}
