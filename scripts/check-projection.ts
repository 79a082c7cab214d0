import { readOptions, runCommand } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { checkProjection } from '../src/curation/check-projection.ts';
import { assertMigrated } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';

// npm run check:projection: proves that the typed tables say what their claims say
await runCommand(async () => {
  readOptions({});
  const database = await openDatabase({ ...readConfig(), access: 'owner' });
  try {
    await assertMigrated(database);
    console.log(await checkProjection(database));
  } finally {
    await database.close();
  }
});
