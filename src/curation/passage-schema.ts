import { parse } from 'node:path';
import { z } from 'zod';
import { countingNumber, mapping, optional, sha256, text, wholeNumber } from './words.ts';
import type { Mending } from './yaml-file.ts';

const paragraph = countingNumber.describe('Which paragraph, from 1; lines that are blank do not count');
const start = wholeNumber.describe('Where the excerpt begins, in Unicode code points from 0; computed');
const end = countingNumber.describe('Where it ends, the end not included; computed');
const hash = sha256.describe('The SHA-256 of the excerpt; computed');

export const locatedPassage = mapping({
  excerpt: text.describe('At most 12 words, as they stand there. To change them, write phrase in its place'),
  paragraph,
  start,
  end,
  sha256: hash,
});

const stale = 'Computed for an earlier phrase, and computed anew';

/** A passage as a curator writes it. What was computed for an earlier phrase may stand beside it, and is computed anew. */
export const phrasedPassage = mapping({
  paragraph,
  phrase: text.describe('At most 12 words, as they stand there; source:locate finds them and adds the rest'),
  start: optional(start).describe(stale),
  end: optional(end).describe(stale),
  sha256: optional(hash).describe(stale),
});

/** Whether it is a passage, of whatever else, that `source:locate` has still to complete. */
export function isPhrased(passage: unknown): boolean {
  return typeof passage === 'object' && passage !== null && Object.hasOwn(passage, 'phrase');
}

/** The keys that are computed, of an excerpt that was written by hand, and so lacks some of them. */
function uncomputed(passage: unknown): string[] {
  if (typeof passage !== 'object' || passage === null || !Object.hasOwn(passage, 'excerpt')) return [];
  return ['start', 'end', 'sha256'].filter((key) => !Object.hasOwn(passage, key));
}

const locate = (file: string) => `npm run source:locate -- ${parse(file).name} --texts <folder>`;

/** What is to be done about a passage that `source:locate` has not completed, whichever way it was written. */
function unlocated(value: unknown): (Mending & { expected: string }) | undefined {
  if (isPhrased(value)) {
    return {
      found: 'a passage that is not located yet',
      expected: 'excerpt, start, end and sha256 in place of phrase',
      mend: locate,
    };
  }
  const missing = uncomputed(value);
  if (missing.length === 0) return undefined;
  return {
    found: `an excerpt without ${listed(missing)}`,
    expected: 'paragraph and phrase, from which all else is computed',
    mend: (file) => `write { paragraph: …, phrase: … }, the excerpt as phrase, and run ${locate(file)}`,
  };
}

const listed = (names: readonly string[]): string =>
  names.length === 1 ? `${names[0]}` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** A passage that is located. One that is not yet is one problem, not one for each key that it lacks. */
export const passage = z.preprocess((value, context) => {
  const problem = unlocated(value);
  if (problem) {
    const { expected: message, ...params } = problem;
    context.addIssue({ code: 'custom', message, params });
  }
  return value;
}, locatedPassage);
