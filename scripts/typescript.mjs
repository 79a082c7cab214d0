import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const missing = (path) => !existsSync(new URL(path, import.meta.url));

if (missing('../node_modules')) fail('npm ci && npm run generate');
if (missing('../src/database/generated/client.ts')) fail('npm run generate');

// What was compiled once is not compiled again, which is a third of a start. Among what was installed, where nobody else writes;
// where nobody can write, it goes without. NODE_COMPILE_CACHE names another folder, NODE_DISABLE_COMPILE_CACHE=1 does without.
module.enableCompileCache?.(fileURLToPath(new URL('../node_modules/.cache/node', import.meta.url)));

// Node 22.18 and later run TypeScript by themselves and start twice as fast; for earlier ones tsx translates it.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
}

function fail(command) {
  console.error(`What this needs is not here yet. Run: ${command}`);
  process.exit(1);
}
