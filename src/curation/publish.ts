import type { Prisma, Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { announceRelease } from '../database/release-channel.ts';
import { type CheckedDataset, checkedSources, type Inspection, invalid } from './check.ts';
import { counted } from './counted.ts';
import { type Detail, Details } from './details.ts';
import { diffLists } from './diff.ts';
import { missingSources } from './missing-sources.ts';
import { inOrder, type Problem, type Report } from './problem.ts';
import type { OnProgress } from './progress.ts';
import { publishSources } from './publish-sources.ts';
import { nothingWritten, type Publishable, readAgain, whileChecked } from './publishable.ts';
import { countsOf, Tally } from './release.ts';
import { isProjected, type Reprojected, reproject } from './reproject.ts';
import { setAside } from './set-aside.ts';
import { readLists } from './state.ts';
import { upsert } from './write.ts';

export interface PublishOptions {
  /** What the release says about itself. */
  notes?: string | undefined;
  now?: Date | undefined;
  /** Says what it would do, and does nothing. */
  dryRun?: boolean | undefined;
  onProgress?: OnProgress | undefined;
}

/** What publishing did, as numbers; all 0 when the dataset was published already. */
export interface Published {
  release: Pick<Release, 'number' | 'version'>;
  /** Whether it made that release. */
  isNew: boolean;
  added: number;
  corrected: number;
  retired: number;
  /** Facts that present another claim than in the release before. */
  reaccepted: number;
  /** Publishers, properties, entities, sources and defects that are new or described otherwise. */
  described: number;
  /** What all that is, one by one; of very many, the first, and how many more. */
  details: Detail[];
}

// Any number will do, as long as nothing else in the database takes it.
const publishingLock = 8_302_026;
const hour = 3_600_000;

/**
 * Makes a database hold a checked dataset: one new release, or none when it holds it already. All or nothing happens, and
 * of two that publish at once the second waits for the first. Where a newer version of this program reads other facts or
 * typed columns from the same claims, that is a release too: nothing that is served changes between releases. Sources are read,
 * compared and written a few at a time, and so are facts, so that a dataset can be larger than memory.
 * @param dataset of one that is not checked yet: it is, first, or, if it is large and the first release, meanwhile
 * @throws SourcebookError `DATASET_INVALID` when it has mistakes or cannot follow upon what is published; nothing was written
 */
export async function publish(
  database: Database,
  dataset: CheckedDataset | Inspection,
  options: PublishOptions = {},
): Promise<Published> {
  if ('contentHash' in dataset) return (await publishAll(database, readAgain(dataset), options)) as Published;
  const first = (await database.prisma.release.count()) === 0 ? whileChecked(dataset) : undefined;
  // Nothing, where another process made the first release in between.
  const published = first && (await publishAll(database, first, options));
  if (published) return published;
  const { folder } = dataset.dataset;
  const checked = await checkedSources(dataset, {
    otherwise: nothingWritten,
    onProgress: options.onProgress,
    missing: (present) => missingSources(database.prisma, folder, present),
  });
  return publish(database, checked, options);
}

async function publishAll(
  database: Database,
  all: Publishable,
  { dryRun = false, ...options }: PublishOptions,
): Promise<Published | undefined> {
  let published: Published | undefined;
  try {
    return await database.prisma.$transaction(
      async (transaction) => {
        published = await publishIn(transaction, all, options);
        if (dryRun) throw new RolledBack();
        return published;
      },
      { maxWait: hour, timeout: hour },
    );
  } catch (error) {
    if (error instanceof RolledBack) return published;
    throw error;
  }
}

/** Ends a dry run: what was done to find out what would be done is undone. */
class RolledBack extends Error {}

async function publishIn(
  transaction: Prisma.TransactionClient,
  all: Publishable,
  { notes, now = new Date(), onProgress }: PublishOptions,
): Promise<Published | undefined> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${publishingLock})`;
  const last = await transaction.release.findFirst({ orderBy: { number: 'desc' } });
  const { dataset, rows, contentHash, isLarge } = all;
  if (last && contentHash === undefined) return undefined;
  if (last && last.contentHash === contentHash && (await isProjected(transaction))) {
    return { release: last, isNew: false, ...nothing };
  }
  const aside = last === null && isLarge ? await setAside(transaction) : undefined;
  // A claim is written before its fact is, and an entity before the one that its face names.
  if (!aside) {
    await transaction.$executeRaw`
      SET CONSTRAINTS "Claim_factId_fkey", "Company_parentId_fkey", "Investment_partOfId_fkey" DEFERRED`;
  }
  const number = (last?.number ?? 0) + 1;
  // Whatever else is written belongs to a release; what it comes to is only known at the end.
  await transaction.release.create({
    data: {
      number,
      version: '',
      contentHash: contentHash ?? '',
      publishedAt: now,
      notes: notes ?? null,
      counts: {},
    },
  });
  const problems: Problem[] = [];
  const report: Report = (place, problem) => problems.push({ ...place, ...problem });
  const { tally, details } = { tally: new Tally(), details: new Details(rows) };

  const changes = diffLists(dataset, rows, await readLists(transaction), report);
  const isSound = () => problems.length === 0;
  tally.countLists(changes);
  details.addDescriptions({ ...changes });
  for (const [table, { added, changed }] of [
    ['Publisher', changes.publishers],
    ['Property', changes.properties],
    ['Entity', changes.entities],
  ] as const) {
    if (isSound()) await upsert(transaction, table, [...added, ...changed]);
  }

  const publishing = { number, tally, details, report, isSound, onProgress };
  await publishSources(transaction, all, publishing);
  const hash = all.finish();
  if (!isSound()) throw invalid(inOrder(problems), nothingWritten);

  if (aside) {
    await transaction.$executeRaw`SET CONSTRAINTS "claim_is_attributed" IMMEDIATE`;
    await aside.putBackIndexes(['Entity', 'Source', 'Claim', 'Attribution']);
  }
  // The planner would take tables that this transaction filled for empty ones, and read them whole for every few entities.
  await transaction.$executeRaw`ANALYZE "Entity", "Source", "Claim", "Attribution", "Fact"`;
  let reaccepted = 0;
  const onChanged = async (changed: Reprojected) => {
    reaccepted += changed.reaccepted.length;
    await details.addFacts(changed.reaccepted, transaction);
    details.addUnlisted(changed.unlisted);
  };
  await reproject(transaction, onChanged, onProgress);
  const release = await transaction.release.update({
    where: { number },
    data: { contentHash: hash, version: tally.versionAfter(last), counts: await countsOf(transaction) },
  });
  await announceRelease(transaction, release.version);
  // PGlite's adapter does not tell when a COMMIT fails; so whatever is checked at its end is checked now.
  await transaction.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
  await aside?.putBackIndexes();
  await aside?.putBackForeignKeys();
  const { added, corrected, retired, described } = tally;
  return { release, isNew: true, added, corrected, retired, described, reaccepted, details: details.all() };
}

const nothing = { added: 0, corrected: 0, retired: 0, described: 0, reaccepted: 0, details: [] };

/** What was published, in one line, and the facts and entities that nothing supports any longer, in one each. */
export function summary({ release, isNew, details, ...numbers }: Published): string {
  const { added, corrected, retired, reaccepted, described } = numbers;
  if (!isNew) return `unchanged: release ${release.version}`;
  const unsupported = details
    .filter(({ change }) => change === 'unsupported')
    .map(({ what, old }) => `\nno claim supports any longer: ${what}, which was ${old}`);
  const unlisted = details
    .filter(({ change }) => change === 'unlisted')
    .map(({ what, why }) => `\nno longer listed: ${what}, because ${why}`);
  return [
    `release ${release.version}: ${counted(added, 'claim')} added`,
    `${corrected} corrected`,
    `${retired} retired`,
    `${counted(reaccepted, 'fact')} re-accepted`,
    `${counted(described, 'description')} written${[...unsupported, ...unlisted].join('')}`,
  ].join(', ');
}
