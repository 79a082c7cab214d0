import { readOptions, runCommand } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { checkedDataset } from '../src/curation/check.ts';
import { publish, summary } from '../src/curation/publish.ts';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';

// npm run seed: publishes the dataset; --notes "…" says in the release what it is about
await runCommand(async () => {
  const { dataset: folder, notes } = readOptions({
    dataset: { type: 'string', default: 'dataset' },
    notes: { type: 'string' },
  });
  const dataset = await checkedDataset(folder);
  const database = await openDatabase({ ...readConfig(), access: 'owner' });
  try {
    await migrate(database);
    console.log(summary(await publish(database, dataset, { notes })));
  } finally {
    await database.close();
  }
});
