import { beforeAll, expect, test } from 'vitest';
import { type Config, readConfig } from '../../src/config.ts';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { type Database, openDatabase } from '../../src/database/open.ts';
import { openCurrent, setUp } from '../../src/prepare.ts';
import { editedDataset } from '../curation/edited-dataset.ts';
import { emptyDatabase } from '../support/database.ts';

let config: Config;
beforeAll(async () => {
  config = readConfig(await emptyDatabase());
  await (await setUp(config)).close();
}, 60_000);

async function asOwner(work: (database: Database) => Promise<unknown>): Promise<void> {
  const owner = await openDatabase({ ...config, access: 'owner' });
  await work(owner);
  await owner.close();
}

/** What is said when the database is opened for serving. */
async function opened(): Promise<string[]> {
  const said: string[] = [];
  await (await openCurrent(config, (message) => said.push(message))).close();
  return said;
}

test('a database whose typed columns were never filled after a migration is refused until it is seeded', async () => {
  expect(await opened()).toEqual([]);
  const migrated = (database: Database) => database.prisma.$executeRaw`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
    VALUES ('x', 'x', '20990101000000_later', now(), 1)`;
  await asOwner(migrated);
  expect(await opened()).toEqual([]);
  await asOwner(({ prisma }) => prisma.$executeRaw`UPDATE "Company" SET country = NULL`);
  await expect(opened()).rejects.toMatchObject({
    code: 'DATABASE_BEHIND',
    message: expect.stringMatching(/typed columns .*Run: npm run seed$/),
  });
  await asOwner(async (database) => publish(database, await checkedDataset('dataset')));
  expect(await opened()).toEqual([]);
}, 60_000);

test('a database that is ahead is served, and said to be', async () => {
  const folder = await editedDataset(['entities/companies.yaml', 'name: Picoheart', 'name: Pico Heart']);
  await asOwner(async (database) => publish(database, await checkedDataset(folder)));
  expect(await opened()).toEqual([
    'The database is ahead: it holds release 1.0.2, and our dataset is that of 1.0.1. It is served as it is.',
  ]);
}, 60_000);
