import { hash } from 'node:crypto';

/** One non-blank line, with its place in the text: a half-open span in Unicode code points. */
export interface Paragraph {
  /** 1-based, over non-blank lines. */
  number: number;
  start: number;
  end: number;
  text: string;
}

/** At most this many words of a document stand in an excerpt; documents are not republished. */
export const excerptWordLimit = 12;

/** A document's text as everything here counts it: Unicode NFC, lines ended by LF, no byte order mark. */
export function normalise(text: string): string {
  return text
    .replace(/^\uFEFF+/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
}

/** The SHA-256 of the text as UTF-8, in lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text);
}

export function codePointLength(text: string): number {
  return [...text].length;
}

/** As `String.slice`, but counting Unicode code points, so that no character is cut in half. */
export function sliceCodePoints(text: string, start: number, end?: number): string {
  return [...text].slice(start, end).join('');
}

/** The paragraphs of a text that `normalise` has been through. */
export function paragraphs(text: string): Paragraph[] {
  const found: Paragraph[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + codePointLength(line);
    if (line.trim() !== '') found.push({ number: found.length + 1, start, end, text: line });
    start = end + 1;
  }
  return found;
}

const words = new Intl.Segmenter('en', { granularity: 'word' });

/** How many words it has by Unicode's word boundaries (UAX 29), which know the words of Chinese and Japanese too. */
export function wordCount(text: string): number {
  return [...words.segment(text)].filter((segment) => segment.isWordLike).length;
}

const ascii = /^[\0-\x7f]*$/;

/** Whether it has more words than `most`. */
export function hasMoreWords(text: string, most: number): boolean {
  // In ASCII no letters and digits beside each other are parted, so these can be counted, in a tenth of the time.
  if (ascii.test(text) && (text.match(/\w+/g)?.length ?? 0) <= most) return false;
  return wordCount(text) > most;
}
