import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkedDataset, problemsIn as problemsOf } from '../../src/curation/check.ts';
import { describe as describeProblem } from '../../src/curation/problem.ts';
import { article, editedDataset } from './edited-dataset.ts';
import { mistakes } from './mistakes.ts';

async function problemsIn(folder: string): Promise<string[]> {
  return (await problemsOf(folder)).map((problem) => describeProblem(problem).replaceAll(`${folder}/`, ''));
}

/** The line of the dataset's `file` on which `text` first stands. */
async function lineOf(file: string, text: string): Promise<number> {
  const content = await readFile(join('dataset', file), 'utf8');
  return content.slice(0, content.indexOf(text)).split('\n').length;
}

test('our dataset has no problems', async () => {
  expect(await problemsIn('dataset')).toEqual([]);
});

describe('a curator is told the place, what was found and expected, and how to mend it, for', () => {
  test.for(mistakes)('$mistake', async ({ edits, says }) => {
    const [[file, from]] = edits;
    const line = await lineOf(file, from);
    const expected = says.map((each) =>
      each.replaceAll(/@([+-]\d+)/g, (_, offset) => `${file}:${line + Number(offset)}`),
    );
    expect(await problemsIn(await editedDataset(...edits))).toEqual(expected);
  });
});

test('all mistakes are reported at once, by file and line', async () => {
  const folder = await editedDataset(
    [article, 'modality: OPINION', 'modality: GUESS'],
    [article, 'end: 18', 'end: 19'],
    ['entities/chips.yaml', 'name: Nvidia H200', 'nom: Nvidia H200'],
  );
  const places = (await problemsIn(folder)).map((problem) => problem.split(':').slice(0, 2).join(':'));
  expect(places).toEqual([
    'entities/chips.yaml:2',
    'entities/chips.yaml:2',
    `${article}:${await lineOf(article, 'end: 18')}`,
    `${article}:${await lineOf(article, 'modality: OPINION')}`,
  ]);
});

test('while a list of names cannot be read whole, nobody is told that a name is unknown', async () => {
  const folder = await editedDataset(['entities/companies.yaml', 'name: ByteDance }', 'nom: ByteDance }']);
  expect((await problemsIn(folder)).every((problem) => problem.startsWith('entities/companies.yaml:3'))).toBe(
    true,
  );
});

test('a file that is missing and a file that nothing reads are problems', async () => {
  const folder = await editedDataset();
  await rm(join(folder, 'units.yaml'));
  await mkdir(join(folder, 'source'));
  await writeFile(join(folder, 'source', 'stray.yaml'), '[]');
  const [stray, missing] = await problemsIn(folder);
  expect(stray).toMatch(
    /^source\/stray\.yaml:1:1 {2}found the file source\/stray\.yaml, expected units\.yaml/,
  );
  expect(missing).toBe(
    'units.yaml:1:1  found no such file, expected a list, which may be empty (mend: create it, or write [] in it)',
  );
});

test('a date that is counted from its publication needs one', async () => {
  const folder = await editedDataset();
  const text = await readFile(join(folder, article), 'utf8');
  await writeFile(join(folder, article), text.replace(/^published:\n( .*\n)+/m, 'published: null\n'));
  const problems = await problemsIn(folder);
  expect(problems.length).toBeGreaterThan(1);
  for (const problem of problems) {
    expect(problem).toContain(
      'found anchor: published in a source without a published date, expected a date to count from',
    );
  }
});

test('a dataset with mistakes is not handed on', async () => {
  const folder = await editedDataset([article, 'end: 18', 'end: 19']);
  await expect(checkedDataset(folder)).rejects.toMatchObject({
    code: 'DATASET_INVALID',
    message: expect.stringMatching(/^1 problem\n.*:\d+:12 {2}found a span of 19/),
  });
});
