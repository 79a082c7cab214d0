import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { provePassage } from '../claims/passage.ts';
import { codePointLength, normalise, paragraphs, sha256 } from '../claims/text.ts';
import { SourcebookError } from '../errors.ts';
import { describe, inOrder, type Problem, type Report } from './problem.ts';
import type { Dataset, Source } from './read.ts';
import type { Passage } from './schema.ts';
import type { Locate } from './yaml-file.ts';

export interface Verification {
  problems: Problem[];
  counts: { texts: number; passages: number; phrases: number };
}

/**
 * Proves that every passage stands in the text of its source, and every phrase of a date in the paragraph of its passage.
 * @param folder holds the texts, under any name and at any depth; each is known by the SHA-256 of its normalised text
 */
export async function verifyTexts(dataset: Dataset, folder: string): Promise<Verification> {
  const texts = await textsIn(folder);
  const verification: Verification = { problems: [], counts: { texts: 0, passages: 0, phrases: 0 } };
  const report: Report = (place, problem) => verification.problems.push({ ...place, ...problem });
  for (const source of dataset.sources) {
    const text = texts.get(source.sha256);
    if (text !== undefined) verifySource(source, text, report, verification.counts);
    else {
      report(source.at('sha256'), {
        found: `no text with the sha256 ${source.sha256} in ${folder}`,
        expected: 'the text of every source',
        mend: 'put it there, unchanged; line ends and Unicode composition do not matter',
      });
    }
  }
  verification.problems = inOrder(verification.problems);
  return verification;
}

/**
 * As `verifyTexts`, for whom only yes will do.
 * @param slug of the one source to prove; left out: all
 * @returns what was proven, in one line
 * @throws SourcebookError `PASSAGE_MISMATCH`, with every problem on a line of its own, or `BAD_CONFIGURATION` for a slug
 * or folder that is none
 */
export async function proveTexts(dataset: Dataset, folder: string, slug?: string): Promise<string> {
  const sources = dataset.sources.filter((source) => slug === undefined || source.slug === slug);
  if (slug !== undefined && sources.length === 0) {
    throw new SourcebookError('BAD_CONFIGURATION', `There is no source ${slug} in ${dataset.folder}`);
  }
  const { problems, counts } = await verifyTexts({ ...dataset, sources }, folder);
  if (problems.length > 0) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    throw new SourcebookError('PASSAGE_MISMATCH', [count, ...problems.map(describe)].join('\n'));
  }
  return `${counts.texts} texts, ${counts.passages} passages, ${counts.phrases} phrases: all stand where the dataset says`;
}

function verifySource(source: Source, text: string, report: Report, counts: Verification['counts']): void {
  counts.texts += 1;
  const length = codePointLength(text);
  if (source.length !== length) {
    const mend = 'correct the length';
    report(source.at('length'), {
      found: `the length ${source.length}`,
      expected: `${length}, that of the text`,
      mend,
    });
  }
  const verifyPassage = (passage: Passage, at: Locate) => {
    counts.passages += 1;
    for (const found of provePassage(text, passage)) {
      report(at('start'), {
        found: `a passage that is not there (${found})`,
        expected: 'the excerpt at its place',
        mend: 'compare it with the text',
      });
    }
  };
  const verifyPhrase = (phrase: string | null | undefined, within: string | undefined, at: Locate) => {
    if (phrase === null || phrase === undefined) return;
    counts.phrases += 1;
    if (within?.includes(phrase)) return;
    report(at('phrase'), {
      found: `the phrase ${JSON.stringify(phrase)}, which is not there`,
      expected: 'a phrase of the paragraph that the passage is in',
      mend: 'copy it from there',
    });
  };

  const lines = paragraphs(text);
  verifyPhrase(source.published?.phrase, text, (...path) => source.at('published', ...path));
  for (const [index, { passage }] of source.defects.entries()) {
    if (passage) verifyPassage(passage, (...path) => source.at('defects', index, 'passage', ...path));
  }
  for (const claim of source.claims) {
    verifyPassage(claim.passage, (...path) => claim.at('passage', ...path));
    const paragraph = lines[claim.passage.paragraph - 1]?.text;
    verifyPhrase(claim.date?.phrase, paragraph, (...path) => claim.at('date', ...path));
    verifyPhrase(claim.period?.phrase, paragraph, (...path) => claim.at('period', ...path));
  }
}

/**
 * The texts in a folder, normalised, by their SHA-256.
 * @throws SourcebookError `BAD_CONFIGURATION` when it is none
 */
export async function textsIn(folder: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new SourcebookError('BAD_CONFIGURATION', `${folder} is not a folder that can be read`, { cause });
  });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const text = normalise(await readFile(join(entry.parentPath, entry.name), 'utf8'));
    texts.set(sha256(text), text);
  }
  return texts;
}
