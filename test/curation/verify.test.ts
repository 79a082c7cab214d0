import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { locate } from '../../src/claims/passage.ts';
import { sha256 } from '../../src/claims/text.ts';
import { checkedDataset } from '../../src/curation/check.ts';
import { proveTexts, verifyTexts } from '../../src/curation/verify.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { article, edit, editedDataset } from './edited-dataset.ts';

const text = 'Nvidia é dos EUA.\n\nEm 2025, o H200 🚀 tem arquitetura Hopper.\n';

/** A dataset with one source, whose text we have, and a folder with that text, written as some programs do. */
async function ourSource(): Promise<{ folder: string; texts: string }> {
  const folder = await editedDataset();
  const claim = (
    key: string,
    subject: string,
    property: string,
    value: string,
    excerpt: string,
    rest: object = {},
  ) => ({
    key,
    subject,
    property,
    text: value,
    ...rest,
    modality: 'FACT',
    confidence: 'HIGH',
    passage: { ...locate(text, excerpt) },
    statement: 'It says so.',
  });
  const source = {
    slug: 'ours',
    kind: 'ARTICLE',
    title: null,
    publisher: null,
    byline: null,
    url: null,
    language: 'pt',
    published: null,
    sha256: sha256(text),
    length: [...text].length,
    defects: [{ kind: 'NO_TITLE', note: 'None.', passage: locate(text, 'Nvidia é') }],
    claims: [
      claim('country', 'nvidia', 'country', 'US', 'dos EUA'),
      claim('architecture', 'nvidia-h200', 'architecture', 'Hopper', 'arquitetura Hopper', {
        period: { edtf: '2025', phrase: 'Em 2025', basis: 'STATED' },
      }),
    ],
  };
  await writeFile(join(folder, 'sources', 'ours.yaml'), stringify(source));
  const texts = await temporaryFolder();
  await mkdir(join(texts, 'deeper'));
  await writeFile(
    join(texts, 'deeper', 'whatever.html'),
    `\uFEFF${text.normalize('NFD').replaceAll('\n', '\r\n')}`,
  );
  return { folder, texts };
}

/** What is wrong with our source; the article's text is elsewhere. */
async function problems(folder: string, texts: string): Promise<string[]> {
  const { problems } = await verifyTexts(await checkedDataset(folder), texts);
  return problems
    .filter(({ file }) => file.endsWith('ours.yaml'))
    .map(({ line, found }) => `${line} ${found}`);
}

test('a text is found by what it says, whatever its name, line ends and composition', async () => {
  const { folder, texts } = await ourSource();
  const { counts } = await verifyTexts(await checkedDataset(folder), texts);
  expect(await problems(folder, texts)).toEqual([]);
  expect(counts).toEqual({ texts: 1, passages: 3, phrases: 1 });
});

test('a text that is missing is a problem, with a way out for who has only their own', async () => {
  const { folder, texts } = await ourSource();
  await expect(proveTexts(await checkedDataset(folder), texts)).rejects.toMatchObject({
    code: 'PASSAGE_MISMATCH',
    message: expect.stringMatching(
      `^1 problem\n${join(folder, article)}:\\d+:9  found no text with the sha256 3e0bb7[0-9a-f]+ in ${texts}, expected the text of bytedance-nvidia-h200 \\(mend: put it there, or name the sources to verify: npm run verify -- --texts <folder> <slug>\\)$`,
    ),
  });
});

test('only the sources that are named are verified', async () => {
  const { folder, texts } = await ourSource();
  expect(await proveTexts(await checkedDataset(folder), texts, ['ours'])).toBe(
    '1 text, 3 passages, 1 phrase: all stand where the dataset says',
  );
});

test('a source that there is not is refused, with the one that may be meant', async () => {
  const { folder, texts } = await ourSource();
  await expect(
    proveTexts(await checkedDataset(folder), texts, ['ours', 'bytedance-nvidia-h20']),
  ).rejects.toMatchObject({
    code: 'BAD_CONFIGURATION',
    message: `There is no source "bytedance-nvidia-h20" in ${join(folder, 'sources')}; did you mean "bytedance-nvidia-h200"?`,
  });
});

test('a text with one changed character is another text, whose sha256 and length are told', async () => {
  const { folder, texts } = await ourSource();
  const changed = text.replace('Hopper', 'Hoppel!');
  await writeFile(join(texts, 'deeper', 'whatever.html'), changed);
  expect(await problems(folder, texts)).toEqual([
    expect.stringMatching(
      `^\\d+ no text with the sha256 [0-9a-f]{64} in ${texts}, where no source has the text of ${join('deeper', 'whatever.html')} \\(sha256: ${sha256(changed)}, length: ${[...changed].length}\\)$`,
    ),
  ]);
});

test('a passage that stands a character further on is not where the dataset says', async () => {
  const { folder, texts } = await ourSource();
  const { start, end } = locate(text, 'arquitetura Hopper');
  await edit(folder, [
    'sources/ours.yaml',
    `start: ${start}\n      end: ${end}`,
    `start: ${start - 1}\n      end: ${end - 1}`,
  ]);
  expect(await problems(folder, texts)).toEqual([
    expect.stringContaining('holds " arquitetura Hoppe", not "arquitetura Hopper"'),
  ]);
});

test('a paragraph, a length and a phrase that are wrong are found', async () => {
  const { folder, texts } = await ourSource();
  await edit(folder, ['sources/ours.yaml', 'phrase: Em 2025', 'phrase: Em 2024']);
  await edit(folder, ['sources/ours.yaml', `length: ${[...text].length}`, 'length: 100']);
  await edit(folder, ['sources/ours.yaml', 'paragraph: 1', 'paragraph: 2']);
  expect(await problems(folder, texts)).toEqual([
    expect.stringContaining('the length 100'),
    expect.stringContaining('lies in paragraph 1, not in paragraph 2'),
    expect.stringContaining('the phrase "Em 2024", which is not there'),
  ]);
});
