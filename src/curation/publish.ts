import type { Prisma, Release } from '../database/generated/client.ts';
import type { Database } from '../database/open.ts';
import { invalid } from './check.ts';
import { contentHash } from './content-hash.ts';
import { counted } from './counted.ts';
import { type Detail, detailsOf } from './details.ts';
import { type Changes, diff } from './diff.ts';
import type { Dataset } from './read.ts';
import { countsOf, nextVersion } from './release.ts';
import { compareProjection, isProjected, reproject } from './reproject.ts';
import { rowsOf } from './rows.ts';
import { readState } from './state.ts';
import { upsert } from './write.ts';
import { writeClaims } from './write-claims.ts';

export interface PublishOptions {
  /** What the release says about itself. */
  notes?: string | undefined;
  now?: Date | undefined;
  /** Says what it would do, and does nothing. */
  dryRun?: boolean | undefined;
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
  /** What all that is, one by one. */
  details: Detail[];
}

/** What a command says that would have published, where the dataset has mistakes. */
export const nothingWritten = 'nothing was written';

// Any number will do, as long as nothing else in the database takes it.
const publishingLock = 8_302_026;
const tenMinutes = 600_000;

/**
 * Makes a database hold a checked dataset: one new release, or none when it holds it already. All or nothing happens, and
 * of two that publish at once the second waits for the first. Where a newer version of this program reads other facts or
 * typed columns from the same claims, that is a release too: nothing that is served changes between releases.
 * @throws SourcebookError `DATASET_INVALID` when it cannot follow upon what is published; nothing was written
 */
export async function publish(
  database: Database,
  dataset: Dataset,
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
      { maxWait: tenMinutes, timeout: tenMinutes },
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
  dataset: Dataset,
  { notes, now = new Date() }: PublishOptions,
): Promise<Published> {
  const rows = rowsOf(dataset);
  const hash = contentHash(rows);
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${publishingLock})`;
  const last = await transaction.release.findFirst({ orderBy: { number: 'desc' } });
  if (last?.contentHash === hash && isProjected(await compareProjection(transaction))) {
    return { release: last, isNew: false, ...nothing };
  }
  const state = await readState(transaction);
  const { changes, problems } = diff(dataset, rows, state);
  if (problems.length > 0) throw invalid(problems, nothingWritten);
  const release = await transaction.release.create({
    data: {
      number: (last?.number ?? 0) + 1,
      version: nextVersion(last, changes),
      contentHash: hash,
      publishedAt: now,
      notes: notes ?? null,
      counts: countsOf(rows),
    },
  });
  await describe(transaction, changes);
  await writeClaims(transaction, release.number, changes.claims);
  const reaccepted = await reproject(transaction);
  // PGlite's adapter does not tell when a COMMIT fails; so whatever is checked at its end is checked now.
  await transaction.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
  const details = detailsOf(changes, reaccepted, rows, state);
  return { release, isNew: true, ...numbersOf(changes), reaccepted: reaccepted.length, details };
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

async function describe(transaction: Prisma.TransactionClient, changes: Changes): Promise<void> {
  const { publishers, properties, entities, sources, defects } = changes;
  await upsert(transaction, 'Publisher', [...publishers.added, ...publishers.changed]);
  await upsert(transaction, 'Property', [...properties.added, ...properties.changed]);
  await upsert(transaction, 'Entity', [...entities.added, ...entities.changed]);
  await upsert(transaction, 'Source', [...sources.added, ...sources.changed]);
  await upsert(transaction, 'SourceDefect', [...defects.added, ...defects.changed], ['sourceId', 'position']);
}

function numbersOf({
  claims,
  ...described
}: Changes): Omit<Published, 'release' | 'isNew' | 'reaccepted' | 'details'> {
  const corrected = claims.retired.filter(({ supersededById }) => supersededById !== null).length;
  const sum = (total: number, { added, changed }: { added: unknown[]; changed: unknown[] }) =>
    total + added.length + changed.length;
  return {
    added: claims.added.length - corrected,
    corrected,
    retired: claims.retired.length - corrected,
    described: Object.values(described).reduce(sum, 0),
  };
}
