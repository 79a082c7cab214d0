import { type Document, isPair, isScalar, visit } from 'yaml';
import { claimLints, nameLints } from './lints/catalogue.ts';

/** A text without quotes that a comment has ended, and where it stands. */
export interface EndedText {
  text: string;
  start: number;
  end: number;
}

/** The keys whose values are prose, in which # can be meant; a comment behind any other value is one. */
const prose = new Set([
  ...['title', 'byline', 'name', 'aliases', 'label', 'description', 'text', 'note', 'statement'],
  ...['phrase', 'excerpt', 'reasoning', 'reliabilityReasoning'],
  ...['zero', 'one', 'two', 'few', 'many', 'other'],
  ...Object.keys(claimLints),
  ...Object.keys(nameLints),
]);

/** The prose of a file that ` #` has ended: `note: It is no. #1 here.` is read as "It is no.", and YAML sees nothing wrong. */
export function endedTexts(document: Document.Parsed, source: string): EndedText[] {
  const found: EndedText[] = [];
  if (!/\S[ \t]+#/.test(source)) return found;
  visit(document, {
    Scalar: (key, { type, value, range }, path) => {
      if (key === 'key' || type !== 'PLAIN' || typeof value !== 'string' || !range) return;
      const owner = path.findLast(isPair)?.key;
      const [start, end] = range;
      if (!isScalar(owner) || !prose.has(String(owner.value))) return;
      if (/^[ \t]+#/.test(source.slice(end, end + 100))) found.push({ text: value, start, end });
    },
  });
  return found;
}

/** Of these texts the one that ends on the line before `offset`, at which the parser lost its way: its comment took what is missed. */
export function endedBefore(
  offset: number,
  texts: readonly EndedText[],
  source: string,
): EndedText | undefined {
  return texts.findLast(({ end }) => end < offset && /^.*\s*$/.test(source.slice(end, offset)));
}
