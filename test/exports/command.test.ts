import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import { beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createApi } from '../../src/http/server.ts';
import { article, corrected, edit, editedDataset } from '../curation/edited-dataset.ts';
import { command } from '../support/command.ts';
import { emptyDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const names = [
  'claims.csv',
  'claims.jsonl',
  'datapackage.json',
  'dataset.jsonld',
  'entities.csv',
  'sources.csv',
];
type Files = Record<string, string>;

let environment: Record<string, string>;
/** Where commands write unless told otherwise. */
let cwd: string;

beforeAll(async () => {
  cwd = await temporaryFolder();
  environment = await emptyDatabase();
  expect((await command('seed', [], environment)).stdout).toMatch(/^release 1\.0\.0/);
});

const exported = (...options: string[]) => command('export', options, { ...environment, cwd });

async function filesIn(folder: string): Promise<Files> {
  const found = await readdir(folder);
  const entries = found.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const);
  return Object.fromEntries(await Promise.all(entries));
}

/** The database of the commands, opened here, with an API over it. */
async function opened() {
  const database = await openDatabase({ ...readConfig(environment), access: 'owner' });
  const api = createApi({ database, logger: pino({ level: 'silent' }) });
  const download = async (version: string): Promise<Files> => {
    const entries = names.map(async (name) => {
      const response = await api.fetch(`http://localhost/exports/${version}/${name}`);
      return [name, await response.text()] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  return { database, download };
}

describe('npm run export', () => {
  test('writes the newest release, and finds it unchanged the second time', async () => {
    const first = await exported();
    expect(first).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^release 1\.0\.0: 6 files, \d+ bytes, in .*exports.1\.0\.0\n$/),
      stderr: '',
    });
    const files = await filesIn(join(cwd, 'exports', '1.0.0'));
    expect(Object.keys(files)).toEqual(names);
    for (const { path, bytes, hash } of JSON.parse(files['datapackage.json'] as string).resources) {
      const text = files[path] as string;
      expect({ path, bytes, hash }).toEqual({
        path,
        bytes: Buffer.byteLength(text),
        hash: `sha256:${createHash('sha256').update(text).digest('hex')}`,
      });
    }
    expect((await exported()).stdout).toBe(`unchanged: ${first.stdout}`);
  });

  test('gives the same bytes as HTTP, and still does after two releases that renamed, corrected and retired', async () => {
    const before = await filesIn(join(cwd, 'exports', '1.0.0'));
    const { database, download } = await opened();
    try {
      expect(await download('1.0.0')).toEqual(before);
      const folder = await editedDataset(
        corrected,
        ['entities/products.yaml', 'name: Doubao', 'name: Doubao app'],
        ['publishers.yaml', 'name: South China Morning Post', 'name: The Post'],
        ['properties.yaml', 'label: Date', 'label: Day'],
        [article, 'reliability: LOW', 'reliability: UNKNOWN'],
      );
      await publish(database, await checkedDataset(folder));
      const retired = '    retired: { reason: SOURCE_RETRACTED, note: The paper took it back. }\n';
      const customers = '  - key: volcano-customers\n';
      await edit(folder, [article, customers, customers + retired]);
      await publish(database, await checkedDataset(folder));

      expect(await download('1.0.0')).toEqual(before);
      const now = await download('1.0.2');
      for (const name of names) expect(now[name]).not.toBe(before[name]);
      expect(now['claims.csv']).toContain('"Doubao app"');
      expect(now['claims.csv']).not.toContain('"volcano-customers"');
    } finally {
      await database.close();
    }
    const to = join(cwd, 'again', 'first');
    expect((await exported('--release', '1.0.0', '--to', to)).stdout).toMatch(/^release 1\.0\.0: 6 files/);
    expect(await filesIn(to)).toEqual(before);
  });

  test('leaves a folder alone that holds anything else', async () => {
    const other = join(cwd, 'other');
    await exported('--to', other);
    await writeFile(join(other, 'claims.csv'), 'mine');
    const before = await filesIn(other);
    expect(await exported('--to', other)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^BAD_CONFIGURATION: .*other holds another claims\.csv\. Name a folder/),
    });
    expect(await filesIn(other)).toEqual(before);
    await writeFile(join(other, 'notes.txt'), 'mine too');
    expect((await exported('--to', other)).stderr).toMatch(/other holds notes\.txt\. Name a folder/);
    expect((await readdir(cwd)).filter((name) => name.includes('partial'))).toEqual([]);
  });

  test.for([
    { options: ['--release', '9.9.9'], says: '--release: there is no release "9.9.9".' },
    { options: ['--form', 'x'], says: "Unknown option '--form'. Options: --release, --to" },
  ])('says what is wrong with $options', async ({ options, says }) => {
    expect(await exported(...options)).toEqual({
      code: 1,
      stdout: '',
      stderr: `BAD_CONFIGURATION: ${says}\n`,
    });
  });
});
