import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { sha256 } from '../../src/claims/text.ts';
import { guessLanguage } from '../../src/curation/language.ts';
import { sourceSchema } from '../../src/curation/schema.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { article, edit, editedDataset } from './edited-dataset.ts';

const text = `A empresa 𝒳 disse que planeja gastar até US$ 14 bilhões em 2026.

Segundo pessoas a par do assunto, os aceleradores não são para uma empresa dos EUA, mas para o café da Ásia.
`;
const asSomeProgramsWriteIt = `\uFEFF${text.normalize('NFD').replaceAll('\n', '\r\n')}`;

async function written(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

test('source:new measures a text, explains every key, and passes the check as it is', async () => {
  const dataset = await editedDataset();
  const file = await written('Notícia nº 7.txt', asSomeProgramsWriteIt);
  const { code, stdout, stderr } = await command('source-new', [file, '--dataset', dataset]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });

  const path = join(dataset, 'sources', 'noticia-n-7.yaml');
  expect(stdout).toContain('paragraph 2: Segundo pessoas a par do assunto, os aceleradores não são pa…\n');
  expect(stdout).toContain(
    `Wrote ${path}: 2 paragraphs, ${[...text].length} characters, language pt (a guess).\n`,
  );
  expect(stdout).toMatch(/\n {2}npm run source:locate -- noticia-n-7 --texts \S+ --dataset \S+\n$/);

  const yaml = await readFile(path, 'utf8');
  expect(parse(yaml)).toEqual({
    slug: 'noticia-n-7',
    kind: 'ARTICLE',
    title: null,
    publisher: null,
    byline: null,
    url: null,
    language: 'pt',
    published: null,
    reliability: 'UNKNOWN',
    sha256: sha256(text),
    length: [...text].length,
    defects: [],
    claims: [],
  });
  expect(sourceSchema.safeParse(parse(yaml)).success).toBe(true);
  expect(yaml).toMatch(/^language: pt # a guess/m);
  expect(yaml).toMatch(/^length: \d+ # 2 paragraphs/m);
  expect((await command('check-dataset', ['--dataset', dataset])).stdout).toContain('2 sources');
});

test('the example in the skeleton is a claim that needs only to be located', async () => {
  const dataset = await editedDataset();
  await command('source-new', [await written('ours.txt', text), '--dataset', dataset]);
  await edit(dataset, ['sources/ours.yaml', 'claims: []', 'claims:']);
  const yaml = await readFile(join(dataset, 'sources', 'ours.yaml'), 'utf8');
  await writeFile(join(dataset, 'sources', 'ours.yaml'), yaml.replaceAll(/^# {2}(?=- | )/gm, '  '));
  const { stderr } = await command('check-dataset', ['--dataset', dataset]);
  expect(stderr.split('\n')).toEqual([
    'DATASET_INVALID: 1 problem',
    expect.stringContaining('ours.yaml:34:14  found a passage that is not located yet'),
    '',
  ]);
});

test('a text of one paragraph has 1 paragraph, and locating is told so', async () => {
  const dataset = await editedDataset();
  const file = await written('short.txt', 'Nvidia designs chips.');
  const { stdout } = await command('source-new', [file, '--dataset', dataset]);
  expect(stdout).toContain('short.yaml: 1 paragraph, 21 characters, in a language that you have to name.\n');
  const passage = '{ paragraph: 2, phrase: Nvidia }';
  await edit(dataset, [
    'sources/short.yaml',
    'defects: []',
    `defects: [{ kind: NO_DATE, note: None., passage: ${passage} }]`,
  ]);
  const { stderr } = await command('source-locate', [
    'short',
    '--texts',
    dirname(file),
    '--dataset',
    dataset,
  ]);
  expect(stderr).toContain('found paragraph 2, expected the only one, 1 (mend: it stands in paragraph 1');
});

test('a name that YAML would take for a number stays a name', async () => {
  const dataset = await editedDataset();
  expect(await command('source-new', [await written('2026.txt', text), '--dataset', dataset])).toMatchObject({
    code: 0,
  });
  expect(await command('check-dataset', ['--dataset', dataset])).toMatchObject({ code: 0 });
});

test('a source is never overwritten, nor described twice', async () => {
  const dataset = await editedDataset();
  const file = await written('ours.txt', text);
  await command('source-new', [file, '--dataset', dataset]);
  const ours = join(dataset, 'sources', 'ours.yaml');
  const before = await readFile(ours, 'utf8');
  expect(await command('source-new', [file, '--slug', 'another', '--dataset', dataset])).toEqual({
    code: 1,
    stdout: '',
    stderr: `SOURCE_EXISTS: ${ours} describes this very text; nothing was written\n`,
  });
  const other = await written('ours.txt', 'Another text.');
  expect((await command('source-new', [other, '--dataset', dataset])).stderr).toBe(
    `SOURCE_EXISTS: ${ours} is there already; nothing was written\n`,
  );
  expect(await readFile(ours, 'utf8')).toBe(before);
  expect(await readdir(join(dataset, 'sources'))).toEqual([article.replace('sources/', ''), 'ours.yaml']);
});

test.for<{ what: string; content: string | Uint8Array; says: string }>([
  { what: 'an empty file', content: '\uFEFF \n', says: 'is empty' },
  { what: 'Latin-1', content: Buffer.from('até', 'latin1'), says: 'is not in UTF-8' },
  { what: 'UTF-16', content: Buffer.from('plain', 'utf16le'), says: 'is not plain text: it holds NUL' },
])('$what is no text of a document', async ({ content, says }) => {
  const file = await written('ours.txt', content);
  expect(await command('source-new', [file, '--dataset', await editedDataset()])).toEqual({
    code: 1,
    stdout: '',
    stderr: `TEXT_UNUSABLE: ${file} ${says}\n`,
  });
});

test('what is not a file, a slug or a dataset is said in one line', async () => {
  const dataset = await editedDataset();
  const folder = await temporaryFolder();
  const file = await written('新闻.txt', text);
  await mkdir(join(folder, 'empty'));
  const cases: [options: string[], says: RegExp][] = [
    [[], /^BAD_CONFIGURATION: Name the text: npm run source:new -- <text file>\n$/],
    [[folder], /^TEXT_UNUSABLE: \S+ is a folder, not a text file\n$/],
    [[join(folder, 'none.txt')], /^TEXT_UNUSABLE: \S+ does not exist\n$/],
    [[file], /^BAD_CONFIGURATION: No slug can be made of \S+; name one with --slug\n$/],
    [[file, '--slug', '../Up'], /^BAD_CONFIGURATION: "\.\.\/Up" is no slug: expected lower-case letters/],
    [['two', 'words'], /^BAD_CONFIGURATION: words is one argument too many/],
    [[file, '--slug', 'ours', '--dataset', join(folder, 'none')], /^BAD_CONFIGURATION: \S+ is not a folder/],
    [
      [file, '--slug', 'ours', '--dataset', join(folder, 'empty')],
      /^BAD_CONFIGURATION: \S+ is not a dataset/,
    ],
  ];
  for (const [options, says] of cases) {
    const whole = options.includes('--dataset') ? options : [...options, '--dataset', dataset];
    expect(await command('source-new', whole)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(says),
    });
  }
});

test.for([
  [
    'en',
    'The company said that it plans to spend up to 14 billion dollars on chips in the next year, as it was told.',
  ],
  ['pt', text],
  [
    'es',
    'La empresa dijo que planea gastar hasta 14.000 millones de dólares en los chips del próximo año, según dice el diario de la ciudad.',
  ],
  [
    'fr',
    'La société prévoit de dépenser jusqu’à 14 milliards de dollars pour des puces en 2026, et ne dit pas avec qui elle le fait.',
  ],
  [
    'de',
    'Das Unternehmen will im nächsten Jahr bis zu 14 Milliarden Dollar für Chips ausgeben, die es mit der Zeit von den Herstellern kauft.',
  ],
  [
    'it',
    'La società prevede di spendere fino a 14 miliardi di dollari per i chip, non si sa con chi, e il denaro è della casa madre.',
  ],
  [
    'nl',
    'Het bedrijf wil volgend jaar tot 14 miljard dollar aan chips uitgeven, en dat is meer dan het in dit jaar met de hand op de knip deed.',
  ],
  ['zh', '该公司计划明年花费140亿美元购买Nvidia芯片。'],
  ['ja', '同社は来年、140億ドルを半導体に費やす計画だ。'],
  ['ko', '회사는 내년에 140억 달러를 칩에 쓸 계획이다.'],
  ['ru', 'Компания планирует потратить на чипы 14 миллиардов долларов, объявили вчера.'],
  ['uk', 'Компанія планує витратити 14 мільярдів.'],
  ['und', 'Компанията планира да похарчи 14 милиарда.'],
  [
    'und',
    'Företaget planerar att spendera 14 miljarder dollar på chips nästa år, enligt personer med kännedom om saken, som inte ville kommentera.',
  ],
  ['und', 'Nvidia H200.'],
  ['und', '14 000 000'],
] as const)('the language guessed is %s', ([language, words]) => {
  expect(guessLanguage(words)).toBe(language);
});
