import { existsSync } from 'node:fs';

const missing = (path) => !existsSync(new URL(path, import.meta.url));

if (missing('../node_modules')) fail('npm ci && npm run generate');
if (missing('../src/database/generated/client.ts')) fail('npm run generate');

// Node 22.18 and later run TypeScript by themselves and start twice as fast; for earlier ones tsx translates it.
if (!process.features.typescript) {
  const { register } = await import('tsx/esm/api');
  register();
}

function fail(command) {
  console.error(`What this needs is not here yet. Run: ${command}`);
  process.exit(1);
}
