import { readOptions, runCommand } from '../src/command.ts';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/database/open.ts';
import { writeRelease } from '../src/exports/write.ts';

// npm run export: writes a release as files; --release 1.0.0, --to <folder>
await runCommand(async () => {
  const { release, to } = readOptions({ release: { type: 'string' }, to: { type: 'string' } });
  const database = await openDatabase({ ...readConfig(), access: 'reader' });
  // On a terminal each line replaces the one before; in a log there is no progress to look at.
  const onProgress = (file: string, bytes: number) => {
    if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${file}: ${bytes} bytes\r`);
  };
  try {
    console.log(await writeRelease(database, { release, to, onProgress }));
  } finally {
    await database.close();
  }
});
