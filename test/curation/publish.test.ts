import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish, summary } from '../../src/curation/publish.ts';
import type { Database } from '../../src/database/open.ts';
import { testDatabase } from '../support/database.ts';
import { article, corrected, type Edit, editedDataset, statement } from './edited-dataset.ts';
import { rowCounts } from './row-counts.ts';

let database: Database;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const seed = async (folder: string, options = {}) => publish(database, await checkedDataset(folder), options);
const claims = (key: string) =>
  database.prisma.claim.findMany({
    where: { key },
    orderBy: { introducedInId: 'asc' },
    include: { fact: true },
  });

describe('releases', () => {
  test('the first is 1.0.0 and says how much of everything there is', async () => {
    const now = new Date('2026-01-02T03:04:05Z');
    const published = await seed('dataset', { notes: 'The first article', now });
    const dataset = await checkedDataset('dataset');
    expect(summary(published)).toMatch(
      /^release 1\.0\.0: 70 claims added, 0 corrected, 0 retired, 0 facts re-accepted/,
    );
    expect(await database.prisma.release.findMany()).toEqual([
      {
        number: 1,
        version: '1.0.0',
        contentHash: dataset.contentHash,
        publishedAt: now,
        notes: 'The first article',
        counts: {
          companies: 8,
          chips: 3,
          products: 3,
          investments: 3,
          events: 3,
          sources: 1,
          publishers: 1,
          claims: 70,
          facts: 70,
          properties: dataset.properties.length,
        },
      },
    ]);
  });

  test('an unchanged dataset makes none and writes nothing', async () => {
    await seed('dataset');
    const before = await rowCounts(database);
    expect(summary(await seed('dataset'))).toBe('unchanged: release 1.0.0');
    expect(await rowCounts(database)).toEqual(before);
  });

  test('entries in another order are the same dataset', async () => {
    const line = '- { slug: huawei, name: Huawei }\n';
    const folder = await editedDataset(
      ['entities/companies.yaml', line, ''],
      ['entities/companies.yaml', '- { slug: bytedance,', `${line}- { slug: bytedance,`],
    );
    const source = join(folder, article);
    const [before = '', ...entries] = (await readFile(source, 'utf8')).split(/^(?= {2}- key: )/m);
    await writeFile(source, [before, ...entries.map((entry) => `${entry.trimEnd()}\n`).reverse()].join(''));
    const { contentHash } = await checkedDataset('dataset');
    expect((await checkedDataset(folder)).contentHash).toBe(contentHash);
  });

  test('of two at once the second finds the work of the first', async () => {
    const [a, b] = await Promise.all([seed('dataset'), seed('dataset')]);
    expect([summary(a), summary(b)].sort()).toEqual([
      expect.stringMatching(/^release 1\.0\.0/),
      'unchanged: release 1.0.0',
    ]);
    expect(await database.prisma.claim.count()).toBe(70);
  });

  test('one that breaks off midway leaves the state before', async () => {
    await database.prisma.$executeRaw`CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'the power is gone'; END $$`;
    await database.prisma.$executeRaw`CREATE TRIGGER break_off BEFORE INSERT ON "Event"
      FOR EACH STATEMENT EXECUTE FUNCTION break_off()`;
    const before = await rowCounts(database);
    await expect(seed('dataset')).rejects.toThrow('the power is gone');
    expect(await rowCounts(database)).toEqual(before);
    await database.prisma.$executeRaw`DROP TRIGGER break_off ON "Event"`;
    expect((await seed('dataset')).release.version).toBe('1.0.0');
  });
});

describe('after the first release', () => {
  beforeEach(async () => {
    await seed('dataset');
  });

  test('a correction is a patch that keeps the old claim, retired and superseded', async () => {
    const published = await seed(await editedDataset(corrected));
    expect(published).toMatchObject({
      release: { version: '1.0.1' },
      added: 0,
      corrected: 1,
      retired: 0,
      reaccepted: 1,
    });
    const [old, current] = await claims('doubao-category');
    expect(old).toMatchObject({
      statement: 'Doubao is a chatbot.',
      introducedInId: 1,
      retiredInId: 2,
      retirementReason: 'CURATION_ERROR',
      retirementNote: 'The statement said too little.',
      supersededById: current?.id,
    });
    expect(current).toMatchObject({
      statement: 'Doubao is a chatbot of its own kind.',
      introducedInId: 2,
      retiredInId: null,
      fact: { acceptedId: current?.id, independentSources: 1, standing: 'UNCONTESTED' },
    });
  });

  test('an added claim is a minor release', async () => {
    const folder = await editedDataset([
      article,
      '  - key: doubao-category',
      `  - key: doubao-assessment
    subject: doubao
    property: assessment
    text: Proprietary
    modality: OPINION
    confidence: HIGH
    passage:
      excerpt: chatbot proprietário Doubao
      paragraph: 4
      start: 1167
      end: 1194
      sha256: 2aa3bd521f22b11051cb44fa134b67708ea944689c3489c4a3d6955505ff2158
    statement: The author calls Doubao proprietary.
  - key: doubao-category`,
    ]);
    expect(await seed(folder)).toMatchObject({
      release: { version: '1.1.0' },
      added: 1,
      corrected: 0,
      retired: 0,
    });
    expect(await claims('doubao-assessment')).toMatchObject([
      { introducedInId: 2, fact: { acceptedBecause: 'ONLY_CLAIM' } },
    ]);
  });

  test('a retired claim stays, with its reason, and its fact and typed column say nothing any more', async () => {
    const retired = `${statement}\n    retired: { reason: SOURCE_RETRACTED, note: The article was taken back. }`;
    const folder = await editedDataset([article, statement, retired]);
    expect(await seed(folder)).toMatchObject({ release: { version: '1.0.1' }, corrected: 0, retired: 1 });
    expect(await claims('doubao-category')).toMatchObject([
      {
        retiredInId: 2,
        retirementReason: 'SOURCE_RETRACTED',
        supersededById: null,
        fact: { acceptedId: null, acceptedBecause: null, independentSources: 0 },
      },
    ]);
    expect((await database.prisma.product.findUniqueOrThrow({ where: { slug: 'doubao' } })).category).toBe(
      null,
    );
    expect(summary(await seed(folder))).toBe('unchanged: release 1.0.1');
  });

  test('a new name is written in place, and on the typed face too', async () => {
    const folder = await editedDataset([
      'entities/companies.yaml',
      'name: MetaX',
      'name: MetaX Integrated Circuits',
    ]);
    expect(await seed(folder)).toMatchObject({ release: { version: '1.0.1' }, added: 0, described: 1 });
    const where = { where: { slug: 'metax' } };
    expect(await database.prisma.entity.findUnique(where)).toMatchObject({
      name: 'MetaX Integrated Circuits',
    });
    expect(await database.prisma.company.findUnique(where)).toMatchObject({
      name: 'MetaX Integrated Circuits',
    });
  });

  test('a new slug keeps the id', async () => {
    const everywhere = Array.from(
      { length: 6 },
      (): Edit => [article, '[scmp]', '[south-china-morning-post]'],
    );
    const folder = await editedDataset(
      ['publishers.yaml', 'slug: scmp', 'id: scmp\n  slug: south-china-morning-post'],
      ...everywhere,
    );
    expect(await seed(folder)).toMatchObject({
      release: { version: '1.0.1' },
      added: 0,
      corrected: 0,
      described: 1,
    });
  });

  test('two slugs can be swapped, and one that was given up taken by another', async () => {
    const times = (count: number, ...change: Edit) => Array.from({ length: count }, () => change);
    const folder = await editedDataset(
      ['entities/products.yaml', 'slug: doubao,', 'slug: tiktok, id: doubao,'],
      ['entities/products.yaml', 'slug: tiktok, name: TikTok', 'slug: doubao, id: tiktok, name: TikTok'],
      [article, 'subject: tiktok\n', 'subject: aside\n'],
      ...times(4, article, 'subject: doubao\n', 'subject: tiktok\n'),
      [article, 'subject: aside\n', 'subject: doubao\n'],
      [
        'publishers.yaml',
        '- slug: scmp',
        '- { slug: scmp, id: new, name: New }\n- slug: morning-post\n  id: scmp',
      ],
      ...times(6, article, '[scmp]', '[morning-post]'),
    );
    expect(await seed(folder)).toMatchObject({ added: 0, corrected: 0, described: 4 });
    const slugs = async (table: 'Product' | 'Publisher') =>
      database.prisma.$queryRawUnsafe(
        `SELECT id, slug FROM "${table}" WHERE id <> slug OR id = 'new' ORDER BY id`,
      );
    expect(await slugs('Product')).toEqual([
      { id: 'doubao', slug: 'tiktok' },
      { id: 'tiktok', slug: 'doubao' },
    ]);
    expect(await slugs('Publisher')).toEqual([
      { id: 'new', slug: 'scmp' },
      { id: 'scmp', slug: 'morning-post' },
    ]);
  });

  test('values of another shape are a major release', async () => {
    const id = (await claims('ai-services-investment'))[0]?.id.slice(0, 12);
    const assessment = 'property: investsIn\n    text: Its AI services\n';
    const folder = await editedDataset(
      [
        'properties.yaml',
        'where no amount is given.\n  valueKind: TEXT\n  single: false',
        'where no amount is given.\n  valueKind: TEXT',
      ],
      [
        article,
        assessment,
        `${assessment}    correction: { reason: CURATION_ERROR, note: There is one such field., expect: "${id}" }\n`,
      ],
    );
    expect(await seed(folder)).toMatchObject({ release: { version: '2.0.0' }, corrected: 1 });
  });
});
