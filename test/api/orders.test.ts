import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../src/database/open.ts';
import { lists } from '../../src/graphql/lists.ts';
import '../../src/graphql/schema.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

it('every text that a list is ordered by sorts alike on every server, now and as of any release', async () => {
  const ordered = lists.flatMap(({ table, orders, usual }) =>
    [...Object.values(orders).flat(), ...usual.map(({ column }) => column)].map(
      (column) => `${table}.${column}`,
    ),
  );
  expect(new Set(ordered).size).toBeGreaterThan(30);
  const texts = await database.prisma.$queryRaw<{ name: string; collation: string | null }[]>`
    SELECT table_name || '.' || column_name AS name, collation_name AS collation FROM information_schema.columns
    WHERE table_schema IN ('public', 'past', 'history') AND data_type = 'text'`;
  const sorted = texts.filter(({ name }) => ordered.includes(name));
  expect(sorted.length).toBeGreaterThan(30);
  expect(sorted.filter(({ collation }) => collation !== 'C')).toEqual([]);
});

it('what is said to have a value always, the database gives one', async () => {
  const said = lists.flatMap(({ table, usual }) =>
    usual.filter(({ always }) => always).map(({ column }) => ({ table, column })),
  );
  expect(said.length).toBeGreaterThan(8);
  const required = await database.prisma.$queryRaw<{ table: string; column: string }[]>`
    SELECT table_name AS table, column_name AS column FROM information_schema.columns
    WHERE table_schema = 'public' AND is_nullable = 'NO'`;
  // A view; each of its rows comes from a release.
  for (const each of said.filter(({ table }) => table !== 'Change')) expect(required).toContainEqual(each);
});
