import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import type { Database } from '../../src/database/open.ts';
import { command } from '../support/command.ts';
import { emptyDatabase, testDatabase } from '../support/database.ts';
import { addDocument } from './document.ts';
import { article, corrected, type Edit, edit, editedDataset, statement } from './edited-dataset.ts';
import { rowCounts } from './row-counts.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await seed('dataset');
});
afterAll(() => database.close());

const seed = async (folder: string) => publish(database, await checkedDataset(folder));

test.for<{ mistake: string; edits: Edit[]; says: RegExp }>([
  {
    mistake: 'a changed claim without a correction',
    edits: [[article, statement, 'statement: Doubao chats.']],
    says: /h200\.yaml:\d+:5 {2}found doubao-category changed without a correction, expected the reason for every change of a published claim, and what it replaces \(mend: add `correction: \{ reason: …, note: …, expect: "3f0e81d90403" \}`, or undo the change\)/,
  },
  {
    mistake: 'a correction that does not say what it replaces',
    edits: [corrected, [article, ', expect: "3f0e81d90403"', '']],
    says: /h200\.yaml:\d+:17 {2}found doubao-category changed without what its correction expects to replace, .* \(mend: add expect: "3f0e81d90403", the claim that stands/,
  },
  {
    mistake: 'a correction of what is not there',
    edits: [corrected, [article, '"3f0e81d90403"', '"0123456789ab"']],
    says: /h200\.yaml:\d+:\d+ {2}found a correction of 0123456789ab, expected one of 3f0e81d90403, which stands now/,
  },
  {
    mistake: 'a claim that is changed and retired at once',
    edits: [
      [article, statement, 'statement: Doubao chats.\n    retired: { reason: NEWER_VALUE, note: Old. }'],
    ],
    says: /found doubao-category both changed and retired/,
  },
  {
    mistake: 'a claim with another key',
    edits: [[article, 'key: doubao-category', 'key: doubao-kind']],
    says: /found the key doubao-kind for what was published as doubao-category/,
  },
  {
    mistake: 'a company in another file',
    edits: [
      ['entities/companies.yaml', '- { slug: picoheart, name: Picoheart }\n', ''],
      [
        'entities/products.yaml',
        '- { slug: tiktok',
        '- { slug: picoheart, name: Picoheart }\n- { slug: tiktok',
      ],
      [
        'properties.yaml',
        'not said to be its parent.\n  valueKind: ENTITY\n  valueSubjects: [COMPANY]',
        'not said to be its parent.\n  valueKind: ENTITY\n  valueSubjects: [PRODUCT]',
      ],
    ],
    says: /products\.yaml:4:3 {2}found picoheart as PRODUCT, expected "COMPANY", as it was published \(mend: move it back/,
  },
  {
    mistake: 'a property that is gone',
    edits: [
      ['properties.yaml', '- id: manufacturesAcceleratorsIn', '- id: makesAcceleratorsIn'],
      ...Array.from(
        { length: 4 },
        (): Edit => [article, 'property: manufacturesAcceleratorsIn', 'property: makesAcceleratorsIn'],
      ),
    ],
    says: /properties\.yaml:1:1 {2}found no property manufacturesAcceleratorsIn, expected every property that was published/,
  },
  {
    mistake: 'a defect that is gone',
    edits: [
      [
        article,
        '  - kind: NO_DATE\n    note: The document states no date of publication; the one given here is inferred.\n',
        '',
      ],
    ],
    says: /found no defect number 11, expected every defect that was published/,
  },
])('$mistake is refused with its place, and nothing is written', async ({ edits, says }) => {
  const before = await rowCounts(database);
  await expect(seed(await editedDataset(...edits))).rejects.toMatchObject({
    code: 'DATASET_INVALID',
    message: expect.stringMatching(says),
  });
  expect(await rowCounts(database)).toEqual(before);
});

test('a claim that vanishes is refused', async () => {
  const folder = await editedDataset();
  const path = join(folder, article);
  const entries = (await readFile(path, 'utf8')).split(/^(?= {2}- key: )/m);
  await writeFile(path, entries.filter((entry) => !entry.includes('key: cambricon-made-in')).join(''));
  await expect(seed(folder)).rejects.toThrow(/found no claim cambricon-made-in with the content of/);
});

test('a source whose file is gone is refused with what rests on it, and what to do', async () => {
  const folder = await editedDataset();
  await rm(join(folder, article));
  const data = await emptyDatabase();
  const seedOf = (dataset: string) => command('seed', ['--dataset', dataset], data);
  const lost = await seedOf(folder);
  // Nothing is published yet: no more can be said than what is missing.
  expect(lost.stderr).toMatch(
    /^DATASET_INVALID: 3 problems.*\n.*found bytedance-nvidia-2026 without a claim for investor/s,
  );
  await seedOf('dataset');
  expect((await seedOf(folder)).stderr).toBe(
    `DATASET_INVALID: 1 problem; nothing was written\n${join(folder, article)}:1:1  found no file for the source bytedance-nvidia-h200, on which 70 claims rest (export-policy-date, export-policy-assessment, export-policy-kind, export-policy-country, export-policy-chip and 65 more) about bytedance, bytedance-ai-2026, bytedance-ai-chip, bytedance-nvidia-2025, bytedance-nvidia-2026 and 13 more, expected the file of every source that was published (mend: put it back, from git for instance; if the document no longer counts, add \`retracted: { note: Why. }\` to it; if the file has another name now, write id: bytedance-nvidia-h200 in it)\n`,
  );
}, 240_000);

test('so is a source that nothing has to rest on', async () => {
  const folder = await editedDataset();
  const own = await testDatabase();
  const excerpt = 'Doubao is made by ByteDance.';
  await addDocument(folder, 'report', [
    { excerpt, subject: 'doubao', property: 'developer', entity: 'bytedance' },
  ]);
  await publish(own, await checkedDataset(folder));
  await rm(join(folder, 'sources', 'report.yaml'));
  await expect(publish(own, await checkedDataset(folder))).rejects.toThrow(
    /report\.yaml:1:1 {2}found no file for the source report, on which 1 claim rests \(claim-1\) about doubao, expected/,
  );
  await own.close();
});

test('one correction is not enough for two changes', async () => {
  const folder = await editedDataset(corrected);
  await seed(folder);
  await edit(folder, [article, 'a chatbot of its own kind', 'a chatbot after all']);
  await expect(seed(folder)).rejects.toThrow(
    /found a correction of 3f0e81d90403, expected one of [0-9a-f]{12}, which stands now/,
  );
});

test('what was retired does not come back unsaid', async () => {
  await seed(await editedDataset(corrected));
  await expect(seed('dataset')).rejects.toThrow(
    'found the content that doubao-category had before it was retired',
  );
});
