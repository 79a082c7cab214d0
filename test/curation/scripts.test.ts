import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { table } from '../../src/curation/table.ts';
import { command } from '../support/command.ts';
import { emptyDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { addDocument } from './document.ts';
import { article, corrected, editedDataset } from './edited-dataset.ts';
import { customers } from './suspicions.ts';

test('check:dataset counts what is there', async () => {
  expect(await command('check-dataset', [])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^dataset: 1 source, 70 claims, .*, 1 publisher; no problems\n$/),
    stderr: '',
  });
});

test('check:dataset says which languages it cannot read, in a line for each', async () => {
  const folder = await editedDataset();
  const claims = [customers(300, { excerpt: '최대 삼백' })];
  const hears = async (options: string[]) => {
    const { code, stdout } = await command('check-dataset', [...options, '--dataset', folder]);
    return { code, lines: stdout.split('\n').slice(1, -1) };
  };
  await addDocument(folder, 'seoul', claims, { language: 'ko-KR' });
  await addDocument(folder, 'unknown', claims, { language: 'und' });
  await addDocument(folder, 'busan', claims, { language: 'ko' });
  // Nothing of this one would be read, whatever its language.
  await addDocument(folder, 'milano', [], { language: 'it' });
  const notRead = 'are not read by lints;';
  expect(await hears([])).toEqual({
    code: 0,
    lines: [
      `language ko: the excerpts of busan, seoul ${notRead} describe it in ${folder}/languages.yaml and they are`,
      `language und: the excerpts of unknown ${notRead} name their language there and they are`,
    ],
  });
  expect(await hears(['--json'])).toEqual({ code: 0, lines: [] });
});

test('check:dataset lists what is wrong, and fails', async () => {
  const folder = await editedDataset([article, 'end: 18', 'end: 19']);
  const { code, stdout, stderr } = await command('check-dataset', ['--dataset', folder]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^DATASET_INVALID: 1 problem\n.*h200\.yaml:\d+:12 {2}found a span of 19.*\n$/);
});

test.for([
  { what: 'mistakes', edit: [article, 'end: 18', 'end: 19'], lints: [undefined] },
  { what: 'what is not YAML', edit: [article, 'kind: ARTICLE', 'kind: [ARTICLE'], lints: [undefined] },
  { what: 'suspicions', edit: [article, 'value: 14e9', 'value: 15e9'], lints: ['NUMBER_DIFFERS'] },
  { what: 'nothing', edit: [article, 'value: 14e9', 'value: "14e9"'], lints: [] },
] as const)('check:dataset --json lists $what for programs', async ({ edit, lints }) => {
  const folder = await editedDataset(edit);
  const { code, stdout, stderr } = await command('check-dataset', ['--json', '--dataset', folder]);
  expect({ code, stderr }).toEqual({ code: lints.length === 0 ? 0 : 1, stderr: '' });
  expect(JSON.parse(stdout)).toEqual(
    lints.map((lint) => ({
      file: join(folder, article),
      line: expect.any(Number),
      column: expect.any(Number),
      ...(lint && { lint }),
      found: expect.any(String),
      expected: expect.any(String),
      mend: expect.any(String),
    })),
  );
});

test('seed publishes once, and check:projection proves it', async () => {
  const data = await emptyDatabase();
  expect(await command('seed', ['--notes', 'The first'], data)).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^release 1\.0\.0: 70 claims added/),
    stderr: '',
  });
  expect(await command('seed', [], data)).toEqual({
    code: 0,
    stdout: 'unchanged: release 1.0.0\n',
    stderr: '',
  });
  expect((await command('check-projection', [], data)).stdout).toMatch(
    /^\d+ faces, \d+ columns, \d+ facts: all say/,
  );
});

test('seed --dry-run shows what would change, with old and new values, and changes nothing', async () => {
  const data = await emptyDatabase();
  expect((await command('seed', ['--dry-run'], data)).stderr).toMatch(
    /^DATABASE_BEHIND: It lacks \d+ migrations, the first of them \d+_[a-z_]+\. Run: npm run migrate\n$/,
  );
  await command('seed', [], data);
  const customers = '  - key: volcano-customers\n';
  const folder = await editedDataset(
    corrected,
    ['entities/products.yaml', 'name: Doubao', 'name: Doubao app'],
    [
      article,
      customers,
      `${customers}    retired: { reason: SOURCE_RETRACTED, note: The paper took it back. }\n`,
    ],
  );
  const { code, stdout } = await command('seed', ['--dry-run', '--dataset', folder], data);
  expect(code).toBe(0);
  const lines = stdout.split('\n').map((line) => line.split(/ {2,}/));
  expect(lines).toEqual([
    ['change', 'what', 'old', 'new', 'why'],
    [
      'corrected',
      'bytedance-nvidia-h200/doubao-category: category of doubao',
      'statement: Doubao is a chatbot.',
      'statement: Doubao is a chatbot of its own kind.',
      'CURATION_ERROR: The statement said too little.',
    ],
    [
      'retired',
      'bytedance-nvidia-h200/volcano-customers: customers of volcano-engine',
      'more than 100 customers',
      'SOURCE_RETRACTED: The paper took it back.',
    ],
    ['unsupported', 'customers of volcano-engine', 'more than 100 customers'],
    ['', '(bytedance-nvidia-h200/volcano-customers)'],
    ['described', 'entities doubao: name', '"Doubao"', '"Doubao app"'],
    [''],
    ['nothing was written; it would be'],
    [expect.stringMatching(/^release 1\.0\.1: 0 claims added, 1 corrected, 1 retired/)],
    [expect.stringMatching(/^no claim supports any longer: customers of volcano-engine, which was/)],
    [''],
  ]);
  expect((await command('seed', [], data)).stdout).toBe('unchanged: release 1.0.0\n');
}, 240_000);

test('nothing of what changes is cut off in the table, however long it is', async () => {
  const data = await emptyDatabase();
  await command('seed', [], data);
  const words = Array.from({ length: 40 }, (_, index) => `word-${index}`).join(' ');
  const address = `https://example.org/${'long-'.repeat(40)}end`;
  const folder = await editedDataset(
    [corrected[0], corrected[1], corrected[2].replace('of its own kind.', `of its own kind ${words}.`)],
    [article, 'url: null', `url: ${address}`],
  );
  const { stdout } = await command('seed', ['--dry-run', '--dataset', folder], data);
  const [header = '', ...lines] = stdout.split('\n');
  const [from, to] = [header.indexOf('new'), header.indexOf('why')];
  const values = lines.map((line) => line.slice(from, to).trim()).filter((cell) => cell !== '');
  expect(values.join(' ')).toContain(`statement: Doubao is a chatbot of its own kind ${words}.`);
  expect(values.join('')).toContain(JSON.stringify(address));
  expect(stdout).not.toContain('…');
}, 240_000);

test('two seeds at once come to one release', async () => {
  const data = await emptyDatabase();
  const both = await Promise.all([command('seed', [], data), command('seed', [], data)]);
  expect(both.map(({ stdout }) => stdout).sort()).toEqual([
    expect.stringMatching(/^release 1\.0\.0/),
    'unchanged: release 1.0.0\n',
  ]);
});

test('seed does not open a database for a dataset that is wrong', async () => {
  const data = { DATA_FOLDER: join(await temporaryFolder(), 'not-there') };
  const folder = await editedDataset([article, 'modality: OPINION', 'modality: GUESS']);
  const { code, stderr } = await command('seed', ['--dataset', folder], data);
  expect(code).toBe(1);
  expect(stderr).toContain('DATASET_INVALID: 1 problem; nothing was written');
  await expect(access(data.DATA_FOLDER)).rejects.toThrow('ENOENT');
});

test('nor does it make one in a folder that has none, to look for what the files of sources are missed by', async () => {
  const data = { DATA_FOLDER: await temporaryFolder() };
  const folder = await editedDataset();
  await rm(join(folder, article));
  const { code, stderr } = await command('seed', ['--dataset', folder], data);
  expect(code).toBe(1);
  expect(stderr).toContain('nothing was written');
  expect(await readdir(data.DATA_FOLDER)).toEqual([]);
});

test('the table of a dry run has room for as many changes as are listed', () => {
  const change = { change: 'described', what: 'x', old: 'word '.repeat(28), new: 'x', why: '' } as const;
  // Nine words fit a line, so that each takes four.
  expect(table(Array(40_000).fill(change)).split('\n')).toHaveLength(1 + 4 * 40_000);
});

test('check:projection sends whoever has not seeded to do so', async () => {
  expect(await command('check-projection', [], await emptyDatabase())).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^DATABASE_BEHIND: It lacks .*\. Run: npm run seed\n$/),
  });
});

test.for([
  {
    options: [],
    says: 'BAD_CONFIGURATION: Say where the texts are: npm run verify -- --texts <folder> [<slug> …]\n',
  },
  {
    options: ['--text', 'x'],
    says: "BAD_CONFIGURATION: Unknown option '--text'. Options: --dataset, --texts\n",
  },
  { options: ['--texts', 'nowhere'], says: 'BAD_CONFIGURATION: nowhere is not a folder that can be read\n' },
  {
    options: ['--texts', '.', 'nobody'],
    says: 'BAD_CONFIGURATION: There is no source "nobody" in dataset/sources\n',
  },
])('verify $options is told in one line what is missing', async ({ options, says }) => {
  expect(await command('verify', options)).toEqual({ code: 1, stdout: '', stderr: says });
});
