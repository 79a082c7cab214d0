import { readOptions, runCommand } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { checkProjection } from '../src/curation/check-projection.ts';
import { pendingMigrations } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';
import { SourcebookError } from '../src/errors.ts';

// npm run check:projection: proves that the typed tables say what their claims say
await runCommand(async () => {
  readOptions({});
  const database = await openDatabase({ ...readConfig(), access: 'owner' });
  try {
    const pending = await pendingMigrations(database);
    if (pending.length > 0) {
      throw new SourcebookError('DATABASE_BEHIND', `It lacks ${pending.join(', ')}. Run: npm run seed`);
    }
    console.log(await checkProjection(database));
  } finally {
    await database.close();
  }
});
