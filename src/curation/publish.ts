import type { Prisma, Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { announceRelease } from '../database/release-channel.ts';
import { type CheckedDataset, invalid } from './check.ts';
import { counted } from './counted.ts';
import { type Detail, Details } from './details.ts';
import { diffLists } from './diff.ts';
import { namesOf } from './names.ts';
import { inOrder, type Problem, type Report } from './problem.ts';
import type { OnProgress } from './progress.ts';
import { publishSources } from './publish-sources.ts';
import { countsOf, Tally } from './release.ts';
import { isProjected, reproject } from './reproject.ts';
import { listRows } from './rows.ts';
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

/** What a command says that would have published, where the dataset has mistakes. */
export const nothingWritten = 'nothing was written';

// Any number will do, as long as nothing else in the database takes it.
const publishingLock = 8_302_026;
/** From how many claims on the first release is written without indexes and foreign keys, which are made again afterwards. */
const manyClaims = 5_000;
const hour = 3_600_000;

/**
 * Makes a database hold a checked dataset: one new release, or none when it holds it already. All or nothing happens, and
 * of two that publish at once the second waits for the first. Where a newer version of this program reads other facts or
 * typed columns from the same claims, that is a release too: nothing that is served changes between releases. Sources are read,
 * compared and written a few at a time, and so are facts, so that a dataset can be larger than memory.
 * @throws SourcebookError `DATASET_INVALID` when it cannot follow upon what is published; nothing was written
 */
export async function publish(
  database: Database,
  dataset: CheckedDataset,
  { dryRun = false, ...options }: PublishOptions = {},
): Promise<Published> {
  let published: Published | undefined;
  try {
    return await database.prisma.$transaction(
      async (transaction) => {
        published = await publishIn(transaction, dataset, options);
        if (dryRun) throw new RolledBack();
        return published;
      },
      { maxWait: hour, timeout: hour },
    );
  } catch (error) {
    if (error instanceof RolledBack && published) return published;
    throw error;
  }
}

/** Ends a dry run: what was done to find out what would be done is undone. */
class RolledBack extends Error {}

async function publishIn(
  transaction: Prisma.TransactionClient,
  dataset: CheckedDataset,
  { notes, now = new Date(), onProgress }: PublishOptions,
): Promise<Published> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${publishingLock})`;
  const last = await transaction.release.findFirst({ orderBy: { number: 'desc' } });
  const { contentHash } = dataset;
  if (last?.contentHash === contentHash && (await isProjected(transaction))) {
    return { release: last, isNew: false, ...nothing };
  }
  const aside = last === null && dataset.claimCount >= manyClaims ? await setAside(transaction) : undefined;
  // A claim is written before its fact is, and an entity before the one that its face names.
  if (!aside) {
    await transaction.$executeRaw`
      SET CONSTRAINTS "Claim_factId_fkey", "Company_parentId_fkey", "Investment_partOfId_fkey" DEFERRED`;
  }
  const number = (last?.number ?? 0) + 1;
  // Whatever else is written belongs to a release; what it comes to is only known at the end.
  await transaction.release.create({
    data: { number, version: '', contentHash, publishedAt: now, notes: notes ?? null, counts: {} },
  });
  const problems: Problem[] = [];
  const report: Report = (place, problem) => problems.push({ ...place, ...problem });
  const names = namesOf(dataset);
  const rows = listRows(dataset, names);
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

  const publishing = { names, rows, number, tally, details, report, isSound, onProgress };
  await publishSources(transaction, dataset, publishing);
  if (!isSound()) throw invalid(inOrder(problems), nothingWritten);

  if (aside) {
    await transaction.$executeRaw`SET CONSTRAINTS "claim_is_attributed" IMMEDIATE`;
    await aside.putBackIndexes(['Entity', 'Source', 'Claim', 'Attribution']);
  }
  // The planner would take tables that this transaction filled for empty ones, and read them whole for every few entities.
  await transaction.$executeRaw`ANALYZE "Entity", "Source", "Claim", "Attribution", "Fact"`;
  let reaccepted = 0;
  const onReaccepted = async (facts: Parameters<Details['addFacts']>[0]) => {
    reaccepted += facts.length;
    await details.addFacts(facts, transaction);
  };
  await reproject(transaction, onReaccepted, onProgress);
  const release = await transaction.release.update({
    where: { number },
    data: { version: tally.versionAfter(last), counts: await countsOf(transaction) },
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

/** What was published, in one line, and the facts that nothing supports any longer, in one each. */
export function summary({ release, isNew, details, ...numbers }: Published): string {
  const { added, corrected, retired, reaccepted, described } = numbers;
  if (!isNew) return `unchanged: release ${release.version}`;
  const unsupported = details
    .filter(({ change }) => change === 'unsupported')
    .map(({ what, old }) => `\nno claim supports any longer: ${what}, which was ${old}`);
  return [
    `release ${release.version}: ${counted(added, 'claim')} added`,
    `${corrected} corrected`,
    `${retired} retired`,
    `${counted(reaccepted, 'fact')} re-accepted`,
    `${counted(described, 'description')} written${unsupported.join('')}`,
  ].join(', ');
}
