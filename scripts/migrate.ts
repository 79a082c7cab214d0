import { runCommand } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { migrate } from '../src/database/migrate.ts';
import { openDatabase } from '../src/database/open.ts';

// npm run migrate: brings the database's tables up to date
await runCommand(async () => {
  const database = await openDatabase({ ...readConfig(), access: 'owner' });
  try {
    const applied = await migrate(database);
    console.log(applied.length === 0 ? 'Nothing to apply.' : `Applied ${applied.join(', ')}.`);
  } finally {
    await database.close();
  }
});
