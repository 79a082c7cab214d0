import { readdir, readFile } from 'node:fs/promises';
import { join, parse, relative } from 'node:path';
import { provePassage } from '../claims/passage.ts';
import { codePointLength, normalise, paragraphs, sha256 } from '../claims/text.ts';
import { SourcebookError } from '../errors.ts';
import { counted } from './counted.ts';
import { didYouMean } from './did-you-mean.ts';
import { describeAll, inBrackets, inOrder, type Problem, type Report } from './problem.ts';
import { type Dataset, type Source, sourcesOf } from './read.ts';
import type { Passage } from './schema.ts';
import type { Locate } from './yaml-file.ts';

export interface Verification {
  problems: Problem[];
  counts: { texts: number; passages: number; phrases: number };
}

/** A text in the folder of texts, and the name of its file there. */
export interface TextFile {
  file: string;
  text: string;
}

/**
 * Proves that every passage stands in the text of its source, and every phrase of a date in the paragraph of its passage.
 * @param folder holds the texts, under any name and at any depth; each is known by the SHA-256 of its normalised text
 * @param slugs the sources to verify; all if none is named
 * @throws SourcebookError `BAD_CONFIGURATION` for a folder or a slug that there is not
 */
export async function verifyTexts(
  dataset: Dataset,
  folder: string,
  slugs: readonly string[] = [],
): Promise<Verification> {
  requireSources(dataset, slugs);
  const texts = await textsIn(folder);
  const verification: Verification = { problems: [], counts: { texts: 0, passages: 0, phrases: 0 } };
  const report: Report = (place, problem) => verification.problems.push({ ...place, ...problem });
  const unknown = await textsOfNoSource(texts, dataset);
  const mends = ['put it there'];
  if (unknown !== '') mends.push('correct sha256 and length');
  if (slugs.length === 0) {
    mends.push('name the sources to verify: npm run verify -- --texts <folder> <slug>');
  }
  for (const source of sourcesOf(dataset)) {
    if (slugs.length > 0 && !slugs.includes(source.slug)) continue;
    const found = texts.get(source.sha256);
    if (found !== undefined) verifySource(source, found.text, report, verification.counts);
    else {
      report(source.at('sha256'), {
        found: `no text with the sha256 ${source.sha256} in ${folder}${unknown}`,
        expected: `the text of ${source.slug}`,
        mend: mends.join(', or '),
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
 * @throws SourcebookError `PASSAGE_MISMATCH`, with every problem; and as `verifyTexts` does
 */
export async function proveTexts(
  dataset: Dataset,
  folder: string,
  slugs: readonly string[] = [],
): Promise<string> {
  const { problems, counts } = await verifyTexts(dataset, folder, slugs);
  if (problems.length > 0) {
    const count = counted(problems.length, 'problem');
    throw new SourcebookError('PASSAGE_MISMATCH', [count, ...describeAll(problems)].join('\n'));
  }
  const all = [
    counted(counts.texts, 'text'),
    counted(counts.passages, 'passage'),
    counted(counts.phrases, 'phrase'),
  ];
  return `${all.join(', ')}: all stand where the dataset says`;
}

function requireSources({ sourceNames, folder }: Dataset, slugs: readonly string[]): void {
  const known = sourceNames.map((name) => parse(name).name);
  const unknown = slugs.find((slug) => !known.includes(slug));
  if (unknown === undefined) return;
  const guess = didYouMean(unknown, known);
  throw new SourcebookError(
    'BAD_CONFIGURATION',
    `There is no source ${JSON.stringify(unknown)} in ${join(folder, 'sources')}${guess}`,
  );
}

const mostShown = 3;

/** What a curator who mistook a sha256 or a length compares; empty where every text has its source. */
async function textsOfNoSource(texts: ReadonlyMap<string, TextFile>, dataset: Dataset): Promise<string> {
  const known = new Set<string>();
  for (const { sha256 } of sourcesOf(dataset)) known.add(sha256);
  const others = [...texts].filter(([hash]) => !known.has(hash));
  if (others.length === 0) return '';
  const listed = others
    .slice(0, mostShown)
    .map(([hash, { file, text }]) => `${file} (sha256: ${hash}, length: ${codePointLength(text)})`);
  const more = others.length > mostShown ? ` and ${others.length - mostShown} more` : '';
  return `, where no source has the text of ${listed.join(', ')}${more}`;
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
        found: `a passage that is not there (${inBrackets(found)})`,
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
export async function textsIn(folder: string): Promise<Map<string, TextFile>> {
  const texts = new Map<string, TextFile>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new SourcebookError('BAD_CONFIGURATION', `${folder} is not a folder that can be read`, { cause });
  });
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const text = normalise(await readFile(path, 'utf8'));
    texts.set(sha256(text), { file: relative(folder, path), text });
  }
  return texts;
}
