import type { Config } from './config.ts';
import { checkedDataset } from './curation/check.ts';
import { datasetContentHash } from './curation/content-hash.ts';
import { publish } from './curation/publish.ts';
import type { Dataset } from './curation/read.ts';
import { migrate, pendingMigrations } from './database/migrate.ts';
import { type Database, openDatabase } from './database/open.ts';
import { SourcebookError } from './errors.ts';

const datasetFolder = 'dataset';

/**
 * The database, for reading, after bringing it up to date with the migrations and with the dataset.
 * @throws SourcebookError of `openDatabase`, `MIGRATION_FAILED` or `DATASET_INVALID`
 */
export async function setUp(config: Config): Promise<Database> {
  const database = await openDatabase({ ...config, access: 'owner' });
  try {
    // The embedded database is still starting; reading the dataset meanwhile costs nothing.
    const dataset = await checkedDataset(datasetFolder);
    await migrate(database);
    await publish(database, dataset);
    return await database.asReader();
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The database, for reading, as it is.
 * @throws SourcebookError of `openDatabase`, or `DATABASE_BEHIND` if it lacks a migration or the newest dataset
 */
export async function openCurrent(config: Config): Promise<Database> {
  const dataset = await checkedDataset(datasetFolder);
  const database = await openDatabase({ ...config, access: 'reader' });
  try {
    const pending = await pendingMigrations(database);
    if (pending.length > 0) throw behind(`it lacks ${pending.join(', ')}`, 'npm run migrate');
    if (!(await isPublished(database, dataset)))
      throw behind('it does not hold the dataset as it is now', 'npm run seed');
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Whether the newest release is this very dataset. */
async function isPublished(database: Database, dataset: Dataset): Promise<boolean> {
  const newest = await database.prisma.release.findFirst({ orderBy: { number: 'desc' } });
  return newest?.contentHash === datasetContentHash(dataset);
}

function behind(reason: string, command: string): SourcebookError {
  return new SourcebookError('DATABASE_BEHIND', `The database is behind: ${reason}. Run: ${command}`);
}
