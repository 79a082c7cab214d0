import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import {
  codePointLength,
  normalise,
  type Paragraph,
  paragraphs,
  sha256,
  sliceCodePoints,
} from '../claims/text.ts';
import { SourcebookError } from '../errors.ts';
import { counted } from './counted.ts';
import { guessLanguage } from './language.ts';
import { sourceSkeleton } from './skeleton.ts';
import { slugOf } from './slug-of.ts';
import { decodeUtf8, requireSlug, sourceFiles, sourcePath } from './source-files.ts';

/**
 * Writes `sources/<slug>.yaml` for a document's text: what can be computed is filled in, the rest is explained.
 * @param textFile plain text in UTF-8, in any composition and with any line ends
 * @param slug left out: made of the file's name
 * @returns what was written, where each paragraph begins, and what to do next
 * @throws SourcebookError `TEXT_UNUSABLE`, `SOURCE_EXISTS`, or `BAD_CONFIGURATION` for the slug or the dataset
 */
export async function newSource(
  textFile: string,
  { dataset, slug = slugOfFile(textFile) }: { dataset: string; slug?: string | undefined },
): Promise<string> {
  requireSlug(slug);
  const text = await readText(textFile);
  const source = {
    slug,
    sha256: sha256(text),
    length: codePointLength(text),
    paragraphs: paragraphs(text).length,
    language: guessLanguage(text),
  };
  const path = sourcePath(dataset, slug);
  for (const { yaml, ...other } of await sourceFiles(dataset)) {
    const known = yaml.content as { sha256?: unknown } | null | undefined;
    if (known?.sha256 === source.sha256) {
      throw new SourcebookError(
        'SOURCE_EXISTS',
        `${other.path} describes this very text; nothing was written`,
      );
    }
  }
  await mkdir(join(dataset, 'sources'), { recursive: true });
  await writeFile(path, sourceSkeleton(source), { flag: 'wx' }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EEXIST') throw cause;
    throw new SourcebookError('SOURCE_EXISTS', `${path} is there already; nothing was written`, { cause });
  });
  const where = dataset === 'dataset' ? '' : ` --dataset ${quoted(dataset)}`;
  return [
    ...paragraphs(text).map(opening),
    '',
    `Wrote ${path}: ${counted(source.paragraphs, 'paragraph')}, ${counted(source.length, 'character')}, ${languageSaid(source.language)}.`,
    'Next, describe the source and write its claims there, each with passage: { paragraph: 1, phrase: … }. Then run:',
    `  npm run source:locate -- ${slug} --texts ${quoted(dirname(textFile))}${where}`,
  ].join('\n');
}

function slugOfFile(textFile: string): string {
  const slug = slugOf(parse(textFile).name);
  if (slug !== '') return slug;
  throw new SourcebookError('BAD_CONFIGURATION', `No slug can be made of ${textFile}; name one with --slug`);
}

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new SourcebookError('TEXT_UNUSABLE', `${file} ${reasons[cause.code ?? ''] ?? 'cannot be read'}`, {
      cause,
    });
  });
  const text = normalise(decodeUtf8(bytes, file));
  // UTF-16 without a byte order mark is valid UTF-8 full of NULs, and so are many binary files.
  if (text.includes('\0'))
    throw new SourcebookError('TEXT_UNUSABLE', `${file} is not plain text: it holds NUL`);
  if (text.trim() === '') throw new SourcebookError('TEXT_UNUSABLE', `${file} is empty`);
  return text;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EISDIR: 'is a folder, not a text file',
};

const openingLength = 60;

function opening({ number, text }: Paragraph): string {
  const start = sliceCodePoints(text.trim(), 0, openingLength);
  return `paragraph ${number}: ${start}${start === text.trim() ? '' : '…'}`;
}

function languageSaid(language: string): string {
  return language === 'und' ? 'in a language that you have to name' : `language ${language} (a guess)`;
}

/** As a shell takes it for one word. */
function quoted(path: string): string {
  return /^[\w./~-]+$/.test(path) ? path : JSON.stringify(path);
}
