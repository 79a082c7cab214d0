import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkedDataset, problemsIn } from '../../src/curation/check.ts';
import { claimLints, nameLints } from '../../src/curation/lints/catalogue.ts';
import { namesOf } from '../../src/curation/names.ts';
import { describe as describeProblem } from '../../src/curation/problem.ts';
import { listRows } from '../../src/curation/rows.ts';
import { addDocument, type WrittenClaim } from './document.ts';
import { article, edit, editedDataset } from './edited-dataset.ts';
import { amount, customers, stated, suspicions } from './suspicions.ts';

async function saidOf(folder: string): Promise<string[]> {
  return (await problemsIn(folder)).map((problem) =>
    // Lines are those of a generated file.
    describeProblem({ ...problem, file: basename(problem.file), line: 0, column: 0 }).replace(':0:0', ''),
  );
}

const unneeded = (lint: string) =>
  `found an answer to ${lint} that is no longer needed, expected answers only to lints that are raised (mend: remove it)`;

describe('a curator is told what is suspicious', () => {
  test.for(suspicions)('$lint: $of', async ({ lint, claims, header, says }) => {
    const folder = await editedDataset();
    const answered = (lint: string) => [
      ...claims.slice(0, -1),
      { ...(claims.at(-1) as WrittenClaim), answers: { [lint]: 'We looked.' } },
    ];
    await addDocument(folder, 'report', claims, header);
    expect(await saidOf(folder)).toEqual([`report.yaml  ${says}`]);

    await addDocument(folder, 'report', answered(lint), header);
    expect(await saidOf(folder)).toEqual([]);

    const other = lint === 'MAGNITUDE' ? 'NUMBER_MISSING' : 'MAGNITUDE';
    await addDocument(folder, 'report', answered(other), header);
    expect((await saidOf(folder)).toSorted()).toEqual(
      [`report.yaml  ${says}`, `report.yaml  ${unneeded(other)}`].toSorted(),
    );
  });

  const lookalikes = [
    ['companies', 'company', '{ slug: n, name: Nvidia Corp. }', '"Nvidia Corp."', '"Nvidia" of nvidia'],
    ['companies', 'company', '{ slug: n, name: N, aliases: [Nvida] }', '"Nvida"', '"Nvidia" of nvidia'],
    ['companies', 'company', '{ slug: n, name: Byte-Dancé }', '"Byte-Dancé"', '"ByteDance" of bytedance'],
    [
      'companies',
      'company',
      '{ slug: n, name: "Hauwei Co., Ltd" }',
      '"Hauwei Co., Ltd"',
      '"Huawei" of huawei',
    ],
    ['chips', 'chip', '{ slug: n, name: "h 20" }', '"h 20"', '"H20" of nvidia-h20'],
  ] as const;

  test.for(lookalikes)('LOOKALIKE_NAME: of the %s, %s %s', async ([file, kind, entry, name, other]) => {
    const path = `entities/${file}.yaml`;
    const first = file === 'chips' ? '- { slug: bytedance-ai-chip' : '- { slug: picoheart';
    const folder = await editedDataset([path, first, `- ${entry}\n${first}`]);
    expect(await saidOf(folder)).toEqual([
      `${file}.yaml  found ${name}, which looks like ${other}, expected each ${kind} to stand here once (LOOKALIKE_NAME; mend: make the two one, with both names, or answer it: answers: { LOOKALIKE_NAME: why })`,
    ]);
    const answered = entry.replace(' }', ', answers: { LOOKALIKE_NAME: Another one. } }');
    await edit(folder, [path, entry, answered]);
    expect(await saidOf(folder)).toEqual([]);
  });

  test('LOOKALIKE_NAME: of publishers, and an answer that is not needed', async () => {
    const slug = '- slug: scmp\n  name: South China Morning Post';
    const folder = await editedDataset([
      'publishers.yaml',
      slug,
      `${slug}\n- slug: post\n  name: south china morning-post`,
    ]);
    expect(await saidOf(folder)).toEqual([
      'publishers.yaml  found "south china morning-post", which looks like "South China Morning Post" of scmp, expected each publisher to stand here once (LOOKALIKE_NAME; mend: make the two one, with both names, or answer it: answers: { LOOKALIKE_NAME: why })',
    ]);
    await edit(folder, [
      'publishers.yaml',
      'south china morning-post',
      'The Post\n  answers: { LOOKALIKE_NAME: Another. }',
    ]);
    expect(await saidOf(folder)).toEqual([`publishers.yaml  ${unneeded('LOOKALIKE_NAME')}`]);
  });
});

describe('nothing is suspicious about', () => {
  test.for<{ of: string; claims: WrittenClaim[]; header?: object }>([
    {
      of: 'a word that can mean either hedge',
      claims: [
        customers(300, {
          ...stated('2024'),
          excerpt: 'nearly 300',
          quantity: { value: 300, hedge: 'LESS_THAN' },
        }),
      ],
    },
    {
      of: 'a range with one scale word',
      claims: [amount('$14 to $16 billion', { value: 14e9, hedge: 'BETWEEN', upper: 16e9 }, stated('2024'))],
    },
    { of: 'a fact of the year of publication', claims: [customers(300, stated('2025'))] },
    { of: 'a plan for the years to come', claims: [customers(300, { ...stated('2027'), modality: 'PLAN' })] },
    {
      of: 'values of different years',
      claims: [customers(300, stated('2023')), customers(400, stated('2024'))],
    },
    {
      of: 'values that can both be true',
      claims: [
        customers(300, stated('2024')),
        customers(200, {
          ...stated('2024'),
          excerpt: 'more than 200',
          quantity: { value: 200, hedge: 'MORE_THAN' },
        }),
      ],
    },
    {
      of: 'a rejected claim beside another',
      claims: [
        customers(300, stated('2024')),
        customers(400, { ...stated('2024'), rank: 'REJECTED', note: 'A slip.' }),
      ],
    },
    {
      of: 'a retired claim and its answers',
      claims: [
        customers(300, {
          ...stated('2024'),
          excerpt: 'nearly 300',
          answers: { MAGNITUDE: 'We looked.' },
          retired: { reason: 'CURATION_ERROR', note: 'Hedge.' },
        }),
      ],
    },
    {
      of: 'an excerpt in a language without words',
      claims: [customers(300, { ...stated('2024'), excerpt: '최대 삼백' })],
      header: { language: 'ko' },
    },
  ])('$of', async ({ claims, header }) => {
    const folder = await editedDataset();
    await addDocument(folder, 'report', claims, header);
    expect(await saidOf(folder)).toEqual([]);
  });

  test('names that differ in their digits, short ones, and those of another kind', async () => {
    const chips = '- { slug: nvidia-h20,';
    const products = '- { slug: tiktok';
    const folder = await editedDataset(
      [
        'entities/chips.yaml',
        chips,
        `- { slug: h100, name: Nvidia H100 }\n- { slug: chip, name: Nvidia }\n${chips}`,
      ],
      [
        'entities/products.yaml',
        products,
        `- { slug: emu, name: Emu }\n- { slug: emus, name: Emus }\n${products}`,
      ],
    );
    expect(await saidOf(folder)).toEqual([]);
  });
});

test('answers are no part of what is published', async () => {
  const before = await checkedDataset('dataset');
  const folder = await editedDataset([
    article,
    '    answers: { RELATIVE_DATE: When it moved is a claim of its own. }\n',
    '    answers: { RELATIVE_DATE: Whatever. }\n',
  ]);
  const after = await checkedDataset(folder);
  expect(after.contentHash).toBe(before.contentHash);
  expect(JSON.stringify(listRows(after, namesOf(after)))).not.toContain('answers');
});

test('suspicions are reported together with mistakes', async () => {
  const folder = await editedDataset(
    [article, 'value: 14e9', 'value: 15e9'],
    [article, 'modality: OPINION', 'modality: GUESS'],
  );
  expect(await saidOf(folder)).toEqual([
    expect.stringContaining('found "GUESS"'),
    expect.stringContaining('(NUMBER_DIFFERS; mend: '),
  ]);
});

test("the dataset's README explains every lint, and none that there is not", async () => {
  const readme = await readFile('dataset/README.md', 'utf8');
  const rows = [...readme.matchAll(/^\| `([A-Z_]+)` \| (.*) \|$/gm)].map(([, lint, explained]) => [
    lint,
    explained,
  ]);
  expect(rows).toEqual(Object.entries({ ...claimLints, ...nameLints }));
});
