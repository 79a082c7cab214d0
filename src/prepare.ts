import type { Config } from './config.ts';
import { checkedDataset } from './curation/check.ts';
import { publish } from './curation/publish.ts';
import { isProjected } from './curation/reproject.ts';
import type { Release } from './database/generated/client.ts';
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
 * The database, for reading, as it is. One that is ahead, holding a later release than that of our own dataset, is served too:
 * during a deployment, or after going back to an earlier version of this program.
 * @param say told what whoever runs this should know
 * @throws SourcebookError of `openDatabase`, or `DATABASE_BEHIND` if it lacks a migration, the dataset, or typed columns that
 *   say what the claims do
 */
export async function openCurrent(config: Config, say: (message: string) => void): Promise<Database> {
  const dataset = await checkedDataset(datasetFolder);
  const database = await openDatabase({ ...config, access: 'reader' });
  try {
    const pending = await pendingMigrations(database);
    if (pending.length > 0) throw behind(`it lacks ${pending.join(', ')}`);
    const { release } = database.prisma;
    const newest = await release.findFirst({ orderBy: { number: 'desc' } });
    const { contentHash } = dataset;
    const ours = await release.findFirst({ where: { contentHash }, orderBy: { number: 'desc' } });
    if (!newest || !ours) throw behind('it does not hold the dataset as it is now');
    if (!(await isReadAnew(database, newest)))
      throw behind('its typed columns do not say what its claims do, since a migration');
    if (newest.contentHash !== contentHash) {
      say(
        `The database is ahead: it holds release ${newest.version}, and our dataset is that of ${ours.version}. It is served as it is.`,
      );
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * Whether facts and typed columns say what the claims do, as far as a migration can have changed that: a column that it added
 * is empty until the next release. Only then is it worth reading all claims, which takes longer than everything else here.
 */
async function isReadAnew({ prisma }: Database, { publishedAt }: Release): Promise<boolean> {
  const [{ migratedSince }] = await prisma.$queryRaw<[{ migratedSince: boolean }]>`
    SELECT coalesce(max(finished_at) > ${publishedAt}, false) AS "migratedSince" FROM _prisma_migrations`;
  if (!migratedSince) return true;
  return prisma.$transaction(
    async (transaction) => {
      await transaction.$executeRaw`SET LOCAL statement_timeout = 0`;
      return isProjected(transaction);
    },
    { isolationLevel: 'RepeatableRead', timeout: 600_000 },
  );
}

function behind(reason: string): SourcebookError {
  return new SourcebookError('DATABASE_BEHIND', `The database is behind: ${reason}. Run: npm run seed`);
}
