import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { Passage } from '../claims/passage.ts';
import { SourcebookError } from '../errors.ts';
import { invalid } from './check.ts';
import { counted } from './counted.ts';
import { didYouMean } from './did-you-mean.ts';
import { findPhrase } from './find-phrase.ts';
import { isPhrased, phrasedPassage } from './passage-schema.ts';
import { inOrder } from './problem.ts';
import { requireSlug, type SourceFile, sourceFiles, sourcePath } from './source-files.ts';
import { passageSplices, spliced } from './splice-passage.ts';
import { type TextFile, textsIn } from './verify.ts';
import type { Path } from './yaml-file.ts';

interface LocatedPassage {
  path: Path;
  passage: Passage;
}

/**
 * Completes, in the files of sources, every passage of which a curator has written `phrase` and `paragraph`: adds `start`,
 * `end` and `sha256`, and renames `phrase` to `excerpt`. Not a byte outside those passages changes.
 * @param texts a folder with the sources' texts, each known by its SHA-256
 * @param slug left out: all sources
 * @returns what was written, and what to do next
 * @throws SourcebookError `DATASET_INVALID` when any of them cannot be located, and then nothing is written;
 * `BAD_CONFIGURATION` for a slug or folder that is none
 */
export async function locatePassages({
  dataset,
  texts: folder,
  slug,
}: {
  dataset: string;
  texts: string;
  slug?: string | undefined;
}): Promise<string> {
  if (slug !== undefined) requireSlug(slug);
  const all = await sourceFiles(dataset);
  const files = all.filter((file) => slug === undefined || file.slug === slug);
  if (slug !== undefined && files.length === 0) {
    const known = all.map((file) => file.slug);
    const message = `There is no ${sourcePath(dataset, slug)}${didYouMean(slug, known)}`;
    throw new SourcebookError('BAD_CONFIGURATION', message);
  }
  const texts = await textsIn(folder);
  const results = files.map((file) => ({ file, ...locateInFile(file, texts, folder) }));
  const problems = files.flatMap(({ yaml }) => yaml.problems);
  if (problems.length > 0) throw invalid(inOrder(problems), 'nothing was written');
  const written = results.filter(({ count }) => count > 0);
  for (const { file, text } of written) await replaceFile(file.path, text);
  if (written.length === 0) return '0 passages to locate';
  return [
    ...written.map(({ file, count }) => `${file.path}: ${counted(count, 'passage')} located`),
    `Next, run: npm run check:dataset, and npm run verify -- ${slug === undefined ? '' : `${slug} `}--texts ${folder}`,
  ].join('\n');
}

/**
 * The file's text with its phrases located, and how many there were. What is wrong is among the problems of `yaml`.
 * @param texts by their SHA-256
 * @param folder where they come from, for messages
 */
export function locateInFile(
  file: SourceFile,
  texts: ReadonlyMap<string, TextFile>,
  folder: string,
): { text: string; count: number } {
  const { yaml } = file;
  const paths = phrasedPaths(yaml.content);
  if (paths.length === 0 || yaml.problems.length > 0) return { text: file.text, count: 0 };
  const sha256 = property(yaml.content, 'sha256');
  const text = typeof sha256 === 'string' ? texts.get(sha256)?.text : undefined;
  if (text === undefined) {
    yaml.report(yaml.at('sha256'), {
      found: `no text with the sha256 ${sha256} in ${folder}`,
      expected: 'the text in which phrases are to be located',
      mend: 'put it there, unchanged; line ends and Unicode composition do not matter',
    });
    return { text: file.text, count: 0 };
  }
  const located = paths.flatMap((path) => {
    const written = yaml.read(phrasedPassage, path);
    const passage = written && findPhrase(text, written, yaml.report);
    return passage ? [{ path, passage }] : [];
  });
  const rewritten = rewrite(file, located);
  if (rewritten !== undefined) return { text: rewritten, count: located.length };
  for (const { path } of located.filter((each) => rewrite(file, [each]) === undefined)) {
    yaml.report(yaml.at(...path), {
      found: 'a passage written in a way that cannot be completed in place',
      expected: 'a mapping of its own, without anchors and aliases',
      mend: 'write passage: { paragraph: …, phrase: … }',
    });
  }
  return { text: file.text, count: 0 };
}

function phrasedPaths(content: unknown): Path[] {
  return ['defects', 'claims'].flatMap((list) => {
    const entries = property(content, list);
    if (!Array.isArray(entries)) return [];
    const indices = [...entries.keys()].filter((index) => isPhrased(property(entries[index], 'passage')));
    return indices.map((index) => [list, index, 'passage']);
  });
}

/** The file's text with these passages completed; `undefined` unless it then says that and nothing else. */
function rewrite({ text, yaml }: SourceFile, located: readonly LocatedPassage[]): string | undefined {
  const splices = located.map(({ path, passage }) => passageSplices(text, yaml.nodeAt(path), passage));
  if (splices.includes(undefined)) return undefined;
  const result = spliced(
    text,
    splices.flatMap((each) => each ?? []),
  );
  const expected = structuredClone(yaml.content);
  for (const { path, passage } of located) {
    const holder = path.slice(0, -1).reduce(property, expected);
    Object.assign(holder as object, { passage: { ...passage } });
  }
  return isDeepStrictEqual(parsed(result), expected) ? result : undefined;
}

function parsed(text: string): unknown {
  try {
    return parse(text, { logLevel: 'error' });
  } catch {
    return undefined;
  }
}

function property(content: unknown, key: PropertyKey): unknown {
  return typeof content === 'object' && content !== null
    ? Object.getOwnPropertyDescriptor(content, key)?.value
    : undefined;
}

/** Whoever reads the file meanwhile finds the old text or the new, never half of it. */
async function replaceFile(link: string, text: string): Promise<void> {
  const path = await realpath(link);
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { mode: (await stat(path)).mode });
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
