import { spawnSync } from 'node:child_process';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a command in a clone where nothing is installed says what to run', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'scripts'));
  await copyFile('scripts/typescript.mjs', join(folder, 'scripts/typescript.mjs'));
  const run = () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/typescript.mjs'], { cwd: folder });
    return { status, said: String(stderr) };
  };
  const missing = (command: string) => ({
    status: 1,
    said: `What this needs is not here yet. Run: ${command}\n`,
  });
  expect(run()).toEqual(missing('npm ci && npm run generate'));
  await mkdir(join(folder, 'node_modules'));
  expect(run()).toEqual(missing('npm run generate'));
});
