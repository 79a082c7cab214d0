import { codePointLength, type Paragraph, paragraphs, sha256, sliceCodePoints } from './text.ts';

/** Where a claim stands in its source: the half-open span of its excerpt, in Unicode code points of the normalised text. */
export interface Passage {
  start: number;
  end: number;
  /** 1-based, over non-blank lines. */
  paragraph: number;
  /** Of the excerpt as UTF-8, in lower-case hex. */
  sha256: string;
  excerpt: string;
}

export type PassageErrorCode = 'PASSAGE_NOT_FOUND' | 'PASSAGE_AMBIGUOUS';

export class PassageError extends Error {
  override readonly name = 'PassageError';
  readonly code: PassageErrorCode;

  constructor(code: PassageErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The passage that `excerpt` occupies in `text`, which `normalise` has been through.
 * Offsets count Unicode code points, as in the W3C Web Annotation TextPositionSelector. An excerpt lies within one paragraph.
 * @param paragraph look in this paragraph only
 * @param occurrence which of several, from 1, in the paragraph or, without one, in the text
 * @throws PassageError `PASSAGE_NOT_FOUND` | `PASSAGE_AMBIGUOUS`, with the paragraph searched and the occurrences
 */
export function locate(
  text: string,
  excerpt: string,
  { paragraph, occurrence }: { paragraph?: number | undefined; occurrence?: number | undefined } = {},
): Passage {
  const everywhere = everyPassage(text, excerpt);
  const found = everywhere.filter((each) => paragraph === undefined || each.paragraph === paragraph);
  const searched = paragraph === undefined ? 'the text' : `paragraph ${paragraph}`;
  const hit = found[(occurrence ?? 1) - 1];
  if (!hit) {
    const lacking = found.length > 0 ? `has no occurrence ${occurrence}` : 'does not stand';
    const there = everywhere.length > 0 ? ` It stands in ${places(everywhere)}.` : '';
    const message = `${JSON.stringify(excerpt)} ${lacking} in ${searched}.${there}`;
    throw new PassageError('PASSAGE_NOT_FOUND', message);
  }
  if (found.length > 1 && occurrence === undefined) {
    const message = `${JSON.stringify(excerpt)} stands ${found.length} times in ${searched}: ${places(found)}. Say which occurrence.`;
    throw new PassageError('PASSAGE_AMBIGUOUS', message);
  }
  return hit;
}

/** Every passage that `excerpt` occupies in `text`, from the top; they may overlap. */
export function everyPassage(text: string, excerpt: string): Passage[] {
  const sought = excerpt.normalize('NFC');
  return paragraphs(text).flatMap((each) => occurrences(each, sought));
}

/** What is wrong with a passage of `text`, which `normalise` has been through; nothing when it is proven. */
export function provePassage(text: string, passage: Passage): string[] {
  const { start, end, excerpt } = passage;
  const length = codePointLength(text);
  const span = `${start}–${end}`;
  if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || start >= end || end > length) {
    return [`The span ${span} is not one within a text of ${length} code points.`];
  }
  const found = sliceCodePoints(text, start, end);
  const paragraph = paragraphs(text).find((each) => each.start <= start && end <= each.end);
  const wrong: string[] = [];
  if (found !== excerpt) {
    const shown = JSON.stringify(sliceCodePoints(found, 0, 80));
    wrong.push(`The span ${span} holds ${shown}, not ${JSON.stringify(excerpt)}.`);
  } else if (sha256(found) !== passage.sha256) {
    wrong.push(`The sha256 of the span ${span} is ${sha256(found)}, not ${passage.sha256}.`);
  }
  if (paragraph?.number !== passage.paragraph) {
    const actual = paragraph ? `in paragraph ${paragraph.number}` : 'within no paragraph';
    wrong.push(`The span ${span} lies ${actual}, not in paragraph ${passage.paragraph}.`);
  }
  return wrong;
}

function occurrences(paragraph: Paragraph, excerpt: string): Passage[] {
  const found: Passage[] = [];
  if (excerpt === '') return found;
  for (let at = paragraph.text.indexOf(excerpt); at >= 0; at = paragraph.text.indexOf(excerpt, at + 1)) {
    const start = paragraph.start + codePointLength(paragraph.text.slice(0, at));
    const end = start + codePointLength(excerpt);
    found.push({ start, end, paragraph: paragraph.number, sha256: sha256(excerpt), excerpt });
  }
  return found;
}

function places(passages: Passage[]): string {
  return passages.map(({ paragraph, start }) => `paragraph ${paragraph} at ${start}`).join(', ');
}
