import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showProgress } from '../../src/command.ts';
import { type CheckedDataset, checkedDataset, inspectLists, problemsIn } from '../../src/curation/check.ts';
import { checkProjection } from '../../src/curation/check-projection.ts';
import { describe } from '../../src/curation/problem.ts';
import { publish } from '../../src/curation/publish.ts';
import type { Database } from '../../src/database/open.ts';
import { command } from '../support/command.ts';
import { testDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

// More claims than are written at once, in JSON files, and more entities than facts are worked out for at once.
const claims = 5_200;
const source = 'sources/document-7.json';

let folder: string;
let dataset: CheckedDataset;
let database: Database;
beforeAll(async () => {
  folder = await temporaryFolder();
  const made = await command('../bench/large-dataset', ['--claims', String(claims), '--to', folder], {});
  expect(made).toMatchObject({ code: 0, stdout: `${folder}: 105 sources\n` });
  dataset = await checkedDataset(folder);
  database = await testDatabase();
});
afterAll(() => database.close());

async function edited(from: string, to: string, work: () => Promise<void>): Promise<void> {
  const path = join(folder, source);
  const text = await readFile(path, 'utf8');
  expect(text).toContain(from);
  await writeFile(path, text.replace(from, to));
  await work().finally(() => writeFile(path, text));
}

test('a dataset that changes while it is published is refused', async () => {
  await edited('Document 7 says this', 'Document 7 says that', async () => {
    await expect(publish(database, dataset)).rejects.toMatchObject({
      code: 'DATASET_INVALID',
      message: expect.stringContaining('changed while it was being published; nothing was written'),
    });
  });
  expect(await database.prisma.claim.count()).toBe(0);
});

/** What the migrations made that publishing may take away for a while. */
const madeByMigrations = () => database.prisma.$queryRaw<{ definition: string }[]>`
  SELECT indexdef AS definition FROM pg_indexes WHERE schemaname IN ('public', 'history')
  UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid)) FROM pg_constraint
  UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgenabled, pg_get_triggerdef(oid)) FROM pg_trigger WHERE NOT tgisinternal
  ORDER BY definition`;

test('many sources are published a few at a time, in a number of statements that does not grow with each', async () => {
  const made = await madeByMigrations();
  expect(made.length).toBeGreaterThan(150);
  const before = database.statements();
  const published = await publish(database, dataset);
  expect(published).toMatchObject({ isNew: true, added: claims, reaccepted: 0 });
  expect(published.release.version).toBe('1.0.0');
  // Three batches of claims and three of entities.
  expect(database.statements() - before).toBeLessThan(70);
  const { counts } = await database.prisma.release.findFirstOrThrow();
  expect(counts).toMatchObject({ claims, companies: 104, investments: 520, sources: 105 });
  expect(await checkProjection(database)).toMatch(/^624 faces, .* all say what their accepted claims say$/);
  expect(await publish(database, dataset)).toMatchObject({ isNew: false });
  expect(await madeByMigrations()).toEqual(made);
});

test('checked while it is written, a dataset comes to the same', async () => {
  const other = await testDatabase();
  const held = ({ prisma }: Database) => prisma.$queryRaw`
    SELECT "contentHash", "version", "counts",
      (SELECT md5(string_agg(to_jsonb(claim)::text, ' ' ORDER BY "id")) FROM "Claim" claim) AS claims,
      (SELECT md5(string_agg(to_jsonb(link)::text, ' ' ORDER BY "claimId", "position")) FROM "Attribution" link) AS links,
      (SELECT md5(string_agg(to_jsonb(fact)::text, ' ' ORDER BY "id")) FROM "Fact" fact) AS facts,
      (SELECT md5(string_agg(to_jsonb(fact)::text, ' ' ORDER BY "id")) FROM history."Fact" fact) AS kept,
      (SELECT md5(string_agg(to_jsonb(face)::text, ' ' ORDER BY "id")) FROM "Investment" face) AS faces
    FROM "Release"`;
  try {
    const now = new Date();
    const published = await publish(other, await inspectLists(folder), { now, dryRun: true });
    expect(published).toMatchObject({ isNew: true, added: claims });
    expect(await other.prisma.release.count()).toBe(0);
    expect(await publish(other, await inspectLists(folder), { now })).toEqual(published);
    expect(await held(other)).toEqual(await held(database));
    expect(await publish(other, await inspectLists(folder))).toMatchObject({ isNew: false });
  } finally {
    await other.close();
  }
});

test.each([
  [
    'a mistake',
    '"confidence":"HIGH"',
    '"confidence":"LOW"',
    /^1 problem; nothing was written\n.*document-7\.json/,
  ],
  ['a suspicion', '"hedge":"STATED"', '"hedge":"ABOUT"', /^1 problem; nothing was written\n.*HEDGE_ADDED/],
])(
  '%s in one of many sources that are checked while they are written leaves nothing',
  async (_, from, to, told) => {
    const other = await testDatabase();
    try {
      await edited(from, to, async () => {
        const refused = await publish(other, await inspectLists(folder)).catch(({ message }) => message);
        expect(refused).toMatch(told);
      });
      const { prisma } = other;
      const counts = [
        prisma.release.count(),
        prisma.source.count(),
        prisma.claim.count(),
        prisma.entity.count(),
      ];
      expect(await Promise.all(counts)).toEqual([0, 0, 0, 0]);
    } finally {
      await other.close();
    }
  },
);

test('after the first release too nothing refers to what is not there', async () => {
  const statement = `UPDATE "Company" SET "parentId" = 'nobody' WHERE "id" = 'company-1'`;
  await expect(database.prisma.$executeRawUnsafe(statement)).rejects.toThrow(/Company_parentId_fkey/);
});

test('a claim that changes in one of many sources is the only one that is written', async () => {
  await edited('Document 7 says this', 'Document 7 says that', async () => {
    const problems = await publish(database, await checkedDataset(folder)).catch(({ message }) => message);
    expect(problems).toMatch(
      /^1 problem; nothing was written\n.*document-7\.json:1:\d+ {2}found claim-1 changed without a correction/,
    );
  });
});

test('a mistake in a JSON file is told with its place', async () => {
  await edited('"modality":"FACT"', '"modality":"FICTION"', async () => {
    const [problem, ...others] = await problemsIn(folder);
    expect(problem && describe(problem)).toMatch(
      /document-7\.json:1:\d+ {2}found "FICTION", expected one of FACT, /,
    );
    expect(others).toEqual([]);
  });
});

test('a key that a JSON file repeats is not overlooked', async () => {
  await edited('"modality":"FACT"', '"modality":"PLAN","modality":"FACT"', async () => {
    const [problem] = await problemsIn(folder);
    expect(problem && describe(problem)).toMatch(
      /document-7\.json:1:\d+ {2}found the key "modality.* for the second time/,
    );
  });
});

test('what is cut off in a JSON file is told with its place', async () => {
  await edited('"claims":[', '"claims":[{', async () => {
    const [problem] = await problemsIn(folder);
    expect(problem && describe(problem)).toMatch(/document-7\.json:1:\d+ {2}found what is not YAML/);
  });
});

test('progress is one line on a terminal, and nothing in a log', async () => {
  const written: string[] = [];
  const screen = { isTTY: true, write: (text: string) => written.push(text) };
  const progress = showProgress(screen);
  progress({ step: 'publishing', done: 0, of: 4, claims: 0 });
  await new Promise((done) => setTimeout(done, 600));
  progress({ step: 'publishing', done: 1, of: 4, claims: 12_345 });
  expect(written.join('').replace('\r\x1b[K', '')).toMatch(
    /^publishing █{6}░{18} 25 %, 12,345 claims, [\d,]+ a second$/,
  );
  const log: string[] = [];
  showProgress({ isTTY: false, write: (text: string) => log.push(text) })({
    step: 'x',
    done: 4,
    of: 4,
    claims: 1,
  });
  expect(log).toEqual([]);
});
