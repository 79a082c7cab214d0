import { existsSync } from 'node:fs';
import type { Config } from './config.ts';
import { type CheckedDataset, checkedDataset } from './curation/check.ts';
import { missingSources } from './curation/missing-sources.ts';
import type { Problem } from './curation/problem.ts';
import { publish } from './curation/publish.ts';
import { isProjected } from './curation/reproject.ts';
import type { Release } from './database/generated/client.ts';
import { migrate, pendingMigrations } from './database/migrate.ts';
import { type Database, embeddedIn, openDatabase } from './database/open.ts';
import { read } from './database/replicas.ts';
import { SourcebookError } from './errors.ts';

/** The dataset that is ours: what a database is brought up to date with, or compared with. */
export const ourDataset = () => checkedDataset('dataset');

/**
 * The database, for reading, after bringing it up to date with the migrations and with the dataset.
 * @param ours to be read while the database starts, and once where it is waited for
 * @throws SourcebookError of `openDatabase`, `MIGRATION_FAILED` or `DATASET_INVALID`
 */
export async function setUp(config: Config, ours = ourDataset()): Promise<Database> {
  const database = await openDatabase({ ...config, access: 'owner' });
  try {
    // The embedded database is still starting; reading the dataset meanwhile costs nothing.
    const dataset = await ours;
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
export async function openCurrent(
  config: Config,
  say: (message: string) => void,
  ours = ourDataset(),
): Promise<Database> {
  const database = await openDatabase({ ...config, access: 'reader', say });
  try {
    const dataset = await ours;
    await read(database, (prisma) => assertCurrent({ ...database, prisma }, dataset, config, say));
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assertCurrent(
  database: Database,
  { contentHash }: CheckedDataset,
  config: Config,
  say: (message: string) => void,
): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length > 0) throw behind(`it lacks ${pending.join(', ')}`);
  const { release } = database.prisma;
  const newest = await release.findFirst({ orderBy: { number: 'desc' } });
  const same = await release.findFirst({ where: { contentHash }, orderBy: { number: 'desc' } });
  if (!newest || !same) throw behind('it does not hold the dataset as it is now');
  if (!(await isReadAnew(database, newest, config)))
    throw behind('its typed columns do not say what its claims do, since a migration');
  if (newest.contentHash !== contentHash) {
    say(
      `The database is ahead: it holds release ${newest.version}, and our dataset is that of ${same.version}. It is served as it is.`,
    );
  }
}

/**
 * Whether facts and typed columns say what the claims do, as far as a migration can have changed that: a column that it added
 * is empty until the next release. Only then is it worth reading all claims, which takes longer than everything else here.
 */
async function isReadAnew(reader: Database, { publishedAt }: Release, config: Config): Promise<boolean> {
  const [{ migratedSince }] = await reader.prisma.$queryRaw<[{ migratedSince: boolean }]>`
    SELECT coalesce(max(finished_at) > ${publishedAt}, false) AS "migratedSince" FROM _prisma_migrations`;
  if (!migratedSince) return true;
  // A reader may not take so long; the embedded database is one connection, and has no such limit.
  const isShared = reader.kind === 'pglite';
  const patient = isShared ? reader : await openDatabase({ ...config, access: 'owner' });
  try {
    return await patient.prisma.$transaction(isProjected, {
      isolationLevel: 'RepeatableRead',
      timeout: 600_000,
    });
  } finally {
    if (!isShared) await patient.close();
  }
}

/**
 * The sources that the database holds and the dataset in `folder` has no file for any longer, with what rests on each.
 * @param present ids of the sources that have a file
 */
export async function missingFiles(
  config: Config,
  folder: string,
  present: ReadonlySet<string>,
): Promise<Problem[]> {
  // To open the embedded database where there is none would make one.
  if (config.databaseUrl === undefined && !existsSync(embeddedIn(config.dataFolder ?? ''))) return [];
  let database: Database | undefined;
  try {
    database = await openDatabase({ ...config, access: 'owner' });
    return await missingSources(database.prisma, folder, present);
  } catch {
    // Whoever asks has problems to tell of already; what is wrong with the database comes after them.
    return [];
  } finally {
    await database?.close();
  }
}

function behind(reason: string): SourcebookError {
  return new SourcebookError('DATABASE_BEHIND', `The database is behind: ${reason}. Run: npm run seed`);
}
