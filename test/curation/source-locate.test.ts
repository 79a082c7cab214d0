import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { locate } from '../../src/claims/passage.ts';
import { newSource } from '../../src/curation/new-source.ts';
import { command } from '../support/command.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { edit, editedDataset } from './edited-dataset.ts';

const text = `A Nvidia 𝒳 é dos EUA, disse o "Café du x\u0302y".

Em 2025, o H200 🚀 tem arquitetura Hopper, e o H20 tem arquitetura Hopper.
A Huawei é da China.
`;
// As a program on another system may have written it; it is the same text.
const asStored = `\uFEFF${text.normalize('NFD').replaceAll('\n', '\r\n')}`;

interface Ours {
  dataset: string;
  texts: string;
  path: string;
}

/** Our dataset with a new source, of which we have the text, and with these claims in it. */
async function ourSource(...passages: string[]): Promise<Ours> {
  const dataset = await editedDataset();
  const texts = await temporaryFolder();
  await writeFile(join(texts, 'ours.txt'), asStored);
  await newSource(join(texts, 'ours.txt'), { dataset });
  if (passages.length > 0) {
    await edit(dataset, ['sources/ours.yaml', 'claims: []', `claims:\n${passages.map(claim).join('')}`]);
  }
  return { dataset, texts, path: join(dataset, 'sources', 'ours.yaml') };
}

function claim(passage: string, index: number): string {
  const [subject, property, value] = [
    ['nvidia', 'country', 'US'],
    ['nvidia-h200', 'architecture', 'Hopper'],
    ['nvidia-h20', 'architecture', 'Hopper'],
    ['huawei', 'country', 'CN'],
  ][index % 4] as [string, string, string];
  return `  - key: claim-${index}
    subject: ${subject}
    property: ${property}
    text: ${value}
    modality: FACT
    confidence: HIGH # as it says
    passage: ${passage}
    statement: It says so.
`;
}

const locateOurs = ({ dataset, texts }: Ours, ...options: string[]) =>
  command('source-locate', [...options, '--texts', texts, '--dataset', dataset]);

test('from a text to a source that is proven, without counting', async () => {
  const ours = await ourSource(
    '{ paragraph: 1, phrase: dos EUA }',
    '\n      # A comment stays\n      phrase: "o H200 🚀 tem"   # and so does this\n      paragraph: 2\n',
  );
  await edit(ours.dataset, [
    'sources/ours.yaml',
    'defects: []',
    'defects:\n  - { kind: NO_DATE, note: None., passage: { paragraph: 1, phrase: "Cafe\u0301 du x\u0302y" } }',
  ]);
  const before = await readFile(ours.path, 'utf8');
  const unlocated = await command('check-dataset', ['--dataset', ours.dataset]);
  expect(unlocated.stderr.split('\n')).toEqual([
    'DATASET_INVALID: 3 problems',
    `${ours.path}:22:44  found a passage that is not located yet, expected excerpt, start, end and sha256 in place of phrase (mend: npm run source:locate -- ours --texts <folder>); likewise at 33:14, 43:7`,
    '',
  ]);

  expect(await locateOurs(ours, 'ours')).toEqual({
    code: 0,
    stdout: `${ours.path}: 3 passages located\nNext, run: npm run check:dataset, and npm run verify -- ours --texts ${ours.texts}\n`,
    stderr: '',
  });
  const [cafe, country, chip] = ['Café du x\u0302y', 'dos EUA', 'o H200 🚀 tem'].map((each) =>
    locate(text, each),
  );
  const rest = (passage = cafe) => [
    `start: ${passage?.start}`,
    `end: ${passage?.end}`,
    `sha256: ${passage?.sha256}`,
  ];
  const after = await readFile(ours.path, 'utf8');
  expect(after).toBe(
    before
      .replace('phrase: "Cafe\u0301 du x\u0302y"', ['excerpt: "Café du x\u0302y"', ...rest(cafe)].join(', '))
      .replace('phrase: dos EUA', ['excerpt: dos EUA', ...rest(country)].join(', '))
      .replace('phrase: "o H200', 'excerpt: "o H200')
      .replace('\n      paragraph: 2\n', `\n      ${['paragraph: 2', ...rest(chip)].join('\n      ')}\n`),
  );
  expect(chip?.start).toBe([...text].indexOf('🚀') - 'o H200 '.length);

  expect(await locateOurs(ours, 'ours')).toMatchObject({ code: 0, stdout: '0 passages to locate\n' });
  expect(await readFile(ours.path, 'utf8')).toBe(after);
  expect(await command('check-dataset', ['--dataset', ours.dataset])).toMatchObject({ code: 0 });
});

test('verify proves what was located, of one source where the others have their texts elsewhere', async () => {
  const ours = await ourSource(
    '{ paragraph: 1, phrase: dos EUA }',
    '{ paragraph: 2, phrase: o H200 🚀 tem }',
  );
  await locateOurs(ours);
  const options = ['--texts', ours.texts, '--dataset', ours.dataset];
  expect(await command('verify', ['ours', ...options])).toEqual({
    code: 0,
    stdout: '1 text, 2 passages, 0 phrases: all stand where the dataset says\n',
    stderr: '',
  });
  expect((await command('verify', options)).stderr).toMatch(/^PASSAGE_MISMATCH: 1 problem\n\S+h200\.yaml:/);
  expect((await command('verify', ['theirs', ...options])).stderr).toMatch(
    /^BAD_CONFIGURATION: There is no source "theirs"/,
  );
});

test('to move a passage, its excerpt becomes a phrase again', async () => {
  const ours = await ourSource(
    '{ paragraph: 1, phrase: dos EUA }',
    '\n      paragraph: 3\n      phrase: Huawei',
  );
  await locateOurs(ours, 'ours');
  await edit(ours.dataset, ['sources/ours.yaml', 'excerpt: dos EUA', 'phrase: Nvidia']);
  await edit(ours.dataset, ['sources/ours.yaml', 'excerpt: Huawei', 'phrase: da China']);
  await locateOurs(ours, 'ours');
  const { claims } = parse(await readFile(ours.path, 'utf8'));
  expect(claims.map(({ passage }: { passage: object }) => passage)).toEqual([
    locate(text, 'Nvidia'),
    locate(text, 'da China'),
  ]);
});

test('whatever cannot be located is reported at once, with its place, and nothing is written', async () => {
  const ours = await ourSource(
    '{ paragraph: 1, phrase: dos EUA }',
    '{ paragraph: 1, phrase: Hopper }',
    '{ paragraph: 2, phrase: tem arquitetura }',
    '{ paragraph: 3, phrase: a  huawei e }',
    "{ paragraph: 1, phrase: '“Cafe du' }",
    '{ paragraph: 3, phrase: Huawei é do Brasil }',
    '{ paragraph: 3, phrase: Samsung }',
    '{ paragraph: 4, phrase: dos EUA }',
    '{ paragraph: 9, phrase: Samsung }',
    '{ paragraph: 2, phrase: a b c d e f g h i j k l m }',
    '{ paragraph: zwei, phrase: Hopper }',
    '{ paragraph: 1, phrase: dos EUA, excerpt: EUA }',
    '{ paragraph: 3, phrase: dos eua }',
    '{ paragraph: 1, phrase: dos EUA, disse o }',
    '{ paragraph: 1, phrase: "dos EUA " }',
  );
  const before = await readFile(ours.path, 'utf8');
  const { code, stdout, stderr } = await locateOurs(ours, 'ours');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(await readFile(ours.path, 'utf8')).toBe(before);
  const [first, ...problems] = stderr.trimEnd().split('\n');
  const line = (index: number) =>
    before.slice(0, before.indexOf(`key: claim-${index}\n`)).split('\n').length + 6;
  expect(first).toBe('DATASET_INVALID: 14 problems; nothing was written');
  expect(problems).toEqual(
    [
      [
        1,
        38,
        'found "Hopper", which does not stand in paragraph 1, expected words of that paragraph, letter by letter (mend: it stands in paragraph 2: write paragraph: 2)',
      ],
      [
        2,
        38,
        'found "tem arquitetura" 2 times in paragraph 2, expected a phrase that stands there once (mend: make it longer, by the words around the one that you mean)',
      ],
      [
        3,
        38,
        'found "a  huawei e", which does not stand in paragraph 3, expected words of that paragraph, letter by letter (mend: copy it from paragraph 3: "A Huawei é", which differs in case and accents and spaces)',
      ],
      [
        4,
        38,
        String.raw`found "“Cafe du", which does not stand in paragraph 1, expected words of that paragraph, letter by letter (mend: copy it from paragraph 1: "\"Café du", which differs in accents and quotes or dashes)`,
      ],
      [
        5,
        38,
        'found "Huawei é do Brasil", which does not stand in paragraph 3, expected words of that paragraph, letter by letter (mend: copy it from the text; of it, that paragraph has only "Huawei é")',
      ],
      [
        6,
        38,
        'found "Samsung", which does not stand in paragraph 3, expected words of that paragraph, letter by letter (mend: copy it from the text; that paragraph begins "A Huawei é da China.")',
      ],
      [
        7,
        27,
        'found paragraph 4, expected one of the 3 that the text has (mend: it stands in paragraph 1: write paragraph: 1)',
      ],
      [
        8,
        27,
        'found paragraph 9, expected one of the 3 that the text has (mend: count the lines that are not blank, from 1)',
      ],
      [
        9,
        38,
        'found a phrase of 13 words, expected at most 12, because documents are not republished (mend: shorten it to the words that matter)',
      ],
      [10, 27, 'found "zwei", expected a whole number (mend: write what is expected in its place)'],
      [
        11,
        47,
        'found the key excerpt, expected one of the keys paragraph, phrase, start, end, sha256 (mend: correct its spelling, or remove it)',
      ],
      [
        12,
        38,
        'found "dos eua", which does not stand in paragraph 3, expected words of that paragraph, letter by letter (mend: copy it from paragraph 1: "dos EUA", which differs in case)',
      ],
      [
        13,
        47,
        'found the key disse o, expected one of the keys paragraph, phrase, start, end, sha256 (mend: a text with a comma in it needs quotes: phrase: "dos EUA, disse o")',
      ],
      [
        14,
        38,
        'found "dos EUA ", which does not stand in paragraph 1, expected words of that paragraph, letter by letter (mend: copy it from paragraph 1: "dos EUA", which differs in spaces)',
      ],
    ].map(([index, column, says]) => `${ours.path}:${line(index as number)}:${column}  ${says}`),
  );
});

test('what is to be done at many places of a file is said once', async () => {
  const ours = await ourSource(...Array.from({ length: 8 }, () => '{ paragraph: 1, phrase: dos EUA }'));
  const places = Array.from({ length: 8 }, (_, index) => `${32 + 8 * index}:14`);
  const { stderr } = await command('check-dataset', ['--dataset', ours.dataset]);
  expect(stderr).toMatch(/^DATASET_INVALID: 8 problems\n.*\n$/);
  expect(stderr).toContain(`${ours.path}:${places[0]}  found a passage that is not located yet, `);
  expect(stderr).toContain(`; likewise at ${places.slice(1, 6).join(', ')} and 2 more\n`);
  const { stdout } = await command('check-dataset', ['--dataset', ours.dataset, '--json']);
  expect(JSON.parse(stdout).map(({ line }: { line: number }) => `${line}:14`)).toEqual(places);
});

test('a passage that cannot be completed in place is not touched', async () => {
  const ours = await ourSource(
    '&country { paragraph: 1, phrase: dos EUA }',
    '*country',
    '{ paragraph: 2, phrase: Em 2025 }',
  );
  const before = await readFile(ours.path, 'utf8');
  const { code, stderr } = await locateOurs(ours);
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^DATASET_INVALID: 2 problems.*\n.*found a passage written in a way that cannot be completed/,
  );
  expect(await readFile(ours.path, 'utf8')).toBe(before);
});

test('a file that is not YAML and a text that is missing are problems', async () => {
  const ours = await ourSource('{ paragraph: 1, phrase: dos EUA }');
  await writeFile(join(ours.texts, 'ours.txt'), `${text}!`);
  expect((await locateOurs(ours, 'ours')).stderr).toMatch(
    /^DATASET_INVALID: 1 problem.*\n\S+ours\.yaml:\d+:9 {2}found no text with the sha256 [0-9a-f]{64} in .*, expected the text in which phrases are to be located/,
  );
  await edit(ours.dataset, ['sources/ours.yaml', 'phrase: dos EUA }', 'phrase: dos EUA']);
  expect((await locateOurs(ours, 'ours')).stderr).toContain('found what is not YAML');
});

test.for([
  { options: ['ours'], says: 'Say where the texts are: npm run source:locate -- <slug> --texts <folder>' },
  { options: ['nowhere', '--texts', '.'], says: /There is no \S+nowhere\.yaml$/m },
  {
    options: ['bytedance-nvidia-h20', '--texts', '.'],
    says: /There is no \S+h20\.yaml; did you mean "bytedance-nvidia-h200"\?$/m,
  },
  { options: ['../entities/chips', '--texts', '.'], says: '"../entities/chips" is no slug' },
  { options: ['--texts', 'nowhere'], says: 'nowhere is not a folder that can be read' },
])('source:locate $options is told in one line what is missing', async ({ options, says }) => {
  const dataset = await editedDataset();
  await mkdir(join(dataset, 'texts'));
  const { code, stderr } = await command('source-locate', [...options, '--dataset', dataset]);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^BAD_CONFIGURATION: .*\n$/);
  expect(stderr).toMatch(says);
});
