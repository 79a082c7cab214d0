import { readOptions, runCommand, showProgress } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { checkedSources, inspectLists } from '../src/curation/check.ts';
import { counted } from '../src/curation/counted.ts';
import { publish, summary } from '../src/curation/publish.ts';
import { nothingWritten, whileChecked } from '../src/curation/publishable.ts';
import { table } from '../src/curation/table.ts';
import { migrate, pendingMigrations } from '../src/database/migrate.ts';
import { type Database, openDatabase } from '../src/database/open.ts';
import { SourcebookError } from '../src/errors.ts';
import { missingFiles } from '../src/prepare.ts';

// npm run seed: publishes the dataset; --notes "…" says in the release what it is about, --dry-run only what would change
await runCommand(async () => {
  const {
    dataset: folder,
    notes,
    'dry-run': dryRun,
  } = readOptions({
    dataset: { type: 'string', default: 'dataset' },
    notes: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
  });
  const onProgress = showProgress();
  const config = readConfig();
  const missing = (present: ReadonlySet<string>) => missingFiles(config, folder, present);
  const inspection = await inspectLists(folder);
  // A large one may be checked as it is written.
  const dataset = whileChecked(inspection)
    ? inspection
    : await checkedSources(inspection, { otherwise: nothingWritten, onProgress, missing });
  const database = await openDatabase({ ...config, access: 'owner' });
  try {
    await (dryRun ? assertComparable(database) : migrate(database));
    const published = await publish(database, dataset, { notes, dryRun, onProgress });
    if (dryRun && published.isNew)
      console.log(`${table(published.details)}\n\nnothing was written; it would be`);
    console.log(summary(published));
  } finally {
    await database.close();
  }
});

/** A dry run migrates nothing; whoever asked for one is not sent to the command that would publish as well. */
async function assertComparable(database: Database): Promise<void> {
  const pending = await pendingMigrations(database);
  if (pending.length === 0) return;
  const lacking = `${counted(pending.length, 'migration')}, the first of them ${pending[0]}`;
  throw new SourcebookError('DATABASE_BEHIND', `It lacks ${lacking}. Run: npm run migrate`);
}
