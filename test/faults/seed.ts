import { spawn } from 'node:child_process';
import type { CheckedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** Starts `npm run seed -- --dataset <folder>` as a process of its own. */
export function startSeed(url: string, folder: string) {
  const child = spawn(
    process.execPath,
    ['--import', './scripts/typescript.mjs', 'scripts/seed.ts', '--dataset', folder],
    {
      env: { ...process.env, DATABASE_URL: url },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.on('data', (text) => {
    output.stderr += text;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  return { kill: () => child.kill('SIGKILL'), ended };
}

/** What the seed does, without the second that a process of its own takes to start. */
export async function seedHere(url: string, dataset: CheckedDataset): Promise<void> {
  const database = await openDatabase({ databaseUrl: url, access: 'owner' });
  try {
    await migrate(database);
    await publish(database, dataset);
  } finally {
    await database.close();
  }
}
