import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type CheckedDataset, checkedDataset } from '../../src/curation/check.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { largerDataset } from '../support/larger-dataset.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { seedHere } from './seed.ts';
import type { Server, TestDatabase } from './server.ts';
import { type State, stateOf } from './state.ts';

/** A seed that is about to be disturbed. */
export interface Scenario {
  name: string;
  /** The database that it finds: a new one each time. */
  newDatabase: (tablespace?: string) => Promise<TestDatabase>;
  /** The dataset that it publishes, and its folder. */
  dataset: CheckedDataset;
  folder: string;
  /** What an undisturbed seed leads through, the first before and the last after; in between, one migration after the other. */
  states: State[];
}

/** A seed of an empty database with many sources, and one of a changed dataset upon release 1. */
export async function scenarios(server: Server): Promise<[Scenario, Scenario]> {
  const ours = await checkedDataset('dataset');
  const folder = await largerDataset({ investments: 150, sources: 5 });
  const larger = await checkedDataset(folder);
  const folderOfMany = await largerDataset({ investments: 150, sources: 100 });
  const many = await checkedDataset(folderOfMany);
  const empty = await server.newDatabase();
  const migrated = await statesOfMigrating(empty.url);
  // Not as the command does it, which checks them while it writes them: that comes to the same.
  await seedHere(empty.url, many);
  const filled = await stateOf(empty.url);
  await empty.drop();
  const first = await server.newDatabase();
  await seedHere(first.url, ours);
  const published = await stateOf(first.url);
  const second = await server.newDatabase(first.name);
  await seedHere(second.url, larger);
  const changed = await stateOf(second.url);
  return [
    {
      name: 'an empty database',
      newDatabase: (tablespace) => server.newDatabase(undefined, tablespace),
      dataset: many,
      folder: folderOfMany,
      states: [...migrated, filled],
    },
    {
      name: 'a changed dataset',
      newDatabase: (tablespace) => server.newDatabase(first.name, tablespace),
      dataset: larger,
      folder,
      states: [published, changed],
    },
  ];
}

/** The states of an empty database, first as it is, then after each migration. */
async function statesOfMigrating(url: string): Promise<State[]> {
  const states = [await stateOf(url)];
  const folder = await temporaryFolder();
  const database = await openDatabase({ databaseUrl: url, access: 'owner' });
  try {
    const names = (await readdir('prisma/migrations')).filter((name) => !name.endsWith('.toml')).sort();
    for (const name of ['migration_lock.toml', ...names]) {
      await cp(join('prisma/migrations', name), join(folder, name), { recursive: true });
      if ((await migrate(database, folder)).length > 0) states.push(await stateOf(url));
    }
  } finally {
    await database.close();
  }
  return states;
}
