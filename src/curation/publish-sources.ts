import { setImmediate } from 'node:timers/promises';
import type { Prisma } from '../database/generated/client.ts';
import type { Details } from './details.ts';
import { diffSources } from './diff.ts';
import { missingSources } from './missing-sources.ts';
import type { Report } from './problem.ts';
import type { OnProgress } from './progress.ts';
import type { Publishable } from './publishable.ts';
import type { Tally } from './release.ts';
import type { SourceRows } from './rows.ts';
import { readSources } from './state.ts';
import { upsert } from './write.ts';
import { writeClaims } from './write-claims.ts';

export interface Publishing {
  /** Of the release. */
  number: number;
  tally: Tally;
  details: Details;
  report: Report;
  /** Whether nothing was reported yet. What follows is then still compared, but no longer written. */
  isSound: () => boolean;
  onProgress: OnProgress | undefined;
}

/** How many claims are compared and written at once, unless one source has more. */
const batchSize = 2_000;

/** Compares the sources of a dataset with what is published, and writes what differs, some at a time. */
export async function publishSources(
  transaction: Prisma.TransactionClient,
  { dataset, sources }: Publishable,
  { number, tally, details, report, isSound, onProgress }: Publishing,
): Promise<void> {
  const published = await transaction.source.findMany({ select: { id: true } });
  const known = new Set(published.map(({ id }) => id));
  const seen = new Set<string>();
  let claims = 0;
  for await (const batch of ahead(batches(sources()))) {
    const ids = batch.map(({ source }) => source.id);
    const state = await readSources(
      transaction,
      ids.filter((id) => known.has(id)),
    );
    const changes = diffSources(batch, state, report);
    const { sources, defects } = changes;
    for (const id of ids) seen.add(id);
    claims += batch.reduce((sum, each) => sum + each.claims.length, 0);
    onProgress?.({ step: 'publishing', done: seen.size, of: dataset.sourceNames.length, claims });
    if (!isSound()) continue;
    await upsert(transaction, 'Source', [...sources.added, ...sources.changed]);
    await upsert(
      transaction,
      'SourceDefect',
      [...defects.added, ...defects.changed],
      ['sourceId', 'position'],
    );
    await writeClaims(transaction, number, changes.claims);
    tally.countSources(changes);
    details.addClaims(changes, batch, state);
    details.addDescriptions({ sources, defects });
  }
  for (const { file, line, column, ...problem } of await missingSources(transaction, dataset.folder, seen)) {
    report({ file, line, column }, problem);
  }
}

async function* batches(sources: AsyncIterable<SourceRows>): AsyncGenerator<SourceRows[]> {
  let batch: SourceRows[] = [];
  let size = 0;
  for await (const source of sources) {
    batch.push(source);
    // The database may have answered, and waits for the next statement.
    await setImmediate();
    size += source.claims.length;
    if (size < batchSize) continue;
    yield batch;
    batch = [];
    size = 0;
  }
  if (batch.length > 0) yield batch;
}

/** Works out each item while the one before is dealt with: the database writes in the time that reading takes. */
async function* ahead<Item>(items: AsyncGenerator<Item>): AsyncGenerator<Item> {
  let next = items.next();
  for (;;) {
    const { done, value } = await next;
    if (done) return;
    next = items.next();
    // If the item before cannot be dealt with, nobody asks what became of this one.
    next.catch(() => {});
    yield value;
  }
}
