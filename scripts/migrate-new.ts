import { runCommand } from '../src/command.ts';
import { writeMigration } from '../src/database/migrate.ts';
import { SourcebookError } from '../src/errors.ts';

// npm run migrate:new -- <name>: writes the migration that prisma/schema.prisma needs next
await runCommand(async () => {
  const [name] = process.argv.slice(2);
  if (name === undefined) {
    throw new SourcebookError('BAD_CONFIGURATION', 'Name the migration: npm run migrate:new -- add_country');
  }
  const path = await writeMigration(name);
  console.log(
    path === null
      ? 'Nothing to write: the migrations already lead to prisma/schema.prisma.'
      : `Wrote ${path}. Read it, then run: npm run migrate`,
  );
});
