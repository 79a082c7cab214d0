import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/database/open.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
  await release(1);
  await rename('First');
  await rename('First, again');
  await release(2);
  await release(3);
  await rename('Third');
});
afterAll(() => database.close());

const release = (number: number) =>
  database.prisma.release.create({
    data: { number, version: `${number}.0.0`, contentHash: 'x', counts: {} },
  });
const rename = (name: string) =>
  database.prisma.$executeRaw`INSERT INTO "Publisher" (id, slug, name) VALUES ('p', 'p', ${name})
    ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name`;
const columns = (schema: string) =>
  database.prisma.$queryRaw<{ table: string; columns: string[] }[]>`
    SELECT table_name AS table, array_agg(concat_ws(' ', column_name, udt_name, collation_name) ORDER BY ordinal_position)::text[] AS columns
    FROM information_schema.columns
    WHERE table_schema = ${schema} AND column_name NOT IN ('sinceId', 'untilId')
      AND table_name NOT IN ('Attribution', 'Change', '_prisma_migrations')
    GROUP BY table_name ORDER BY table_name`;

test('each state that a release left is kept, what it wrote twice as it was last', async () => {
  expect(
    await database.prisma
      .$queryRaw`SELECT name, "sinceId", "untilId" FROM history."Publisher" ORDER BY "sinceId"`,
  ).toEqual([
    { name: 'First, again', sinceId: 1, untilId: 3 },
    { name: 'Third', sinceId: 3, untilId: null },
  ]);
});

test('every table can be shown as of any release, with all its columns, whatever migrations added', async () => {
  const now = await columns('public');
  expect(now.length).toBeGreaterThan(12);
  expect(await columns('past')).toEqual(now);
  const kept = (await columns('history')).map(({ table }) => table);
  expect(kept).toEqual(
    now.map(({ table }) => table).filter((table) => !['Claim', 'Release'].includes(table)),
  );
});

test('a migration that adds a column goes on keeping it', async () => {
  await database.prisma.$executeRaw`ALTER TABLE "Publisher" ADD COLUMN motto TEXT DEFAULT 'None'`;
  await database.prisma.$executeRaw`SELECT history.keep()`;
  await rename('Still the third');
  expect(
    await database.prisma.$queryRaw`SELECT name, motto FROM history."Publisher" ORDER BY "sinceId"`,
  ).toEqual([
    { name: 'First, again', motto: null },
    { name: 'Still the third', motto: 'None' },
  ]);
  expect(await columns('past')).toEqual(await columns('public'));
});

test('what history rests on cannot be deleted', async () => {
  await expect(database.prisma.$executeRaw`DELETE FROM "Publisher"`).rejects.toThrow(
    'Publisher is never deleted from, so that every release can be shown again',
  );
});
