// npm test: each client has to print what stands in its output.txt, asking a server that is started for it.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const update = process.argv.includes('--update');
const clients = ['fetch', 'apollo', 'urql', 'relay'];

const folder = mkdtempSync(join(tmpdir(), 'examples-'));
const server = spawn(process.execPath, ['--import', './scripts/typescript.mjs', 'src/main.ts', '--setup'], {
  cwd: new URL('..', import.meta.url),
  env: {
    ...process.env,
    PORT: '0',
    DATA_FOLDER: folder,
    LOG_LEVEL: 'error',
    PERSISTED_DOCUMENTS: 'examples/urql/generated/persisted-documents.json',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = new Promise((resolve) => server.once('close', resolve));
let isDone = false;
const address = await Promise.race([
  new Promise((resolve) => {
    let said = '';
    server.stdout.on('data', (text) => {
      said += text;
      const [found] = /http:\/\/[^/\s]+/.exec(said) ?? [];
      if (found) resolve(found);
    });
  }),
  // It could not start, and has said why; later it is we who end it.
  ended.then(() => isDone || process.exit(1)),
]);

for (const client of clients) {
  const printed = execFileSync('npm', ['run', '--silent', client], {
    encoding: 'utf8',
    env: { ...process.env, SOURCEBOOK: address },
    timeout: 60_000,
  });
  const file = new URL(`${client}/output.txt`, import.meta.url);
  if (update) writeFileSync(file, printed);
  const isAsExpected = printed === readFileSync(file, 'utf8');
  console.log(
    isAsExpected
      ? `${client}: as expected`
      : `${client} does not print what its output.txt says, but:\n${printed}`,
  );
  if (!isAsExpected) process.exitCode = 1;
}

isDone = true;
server.kill();
await ended;
rmSync(folder, { recursive: true });
