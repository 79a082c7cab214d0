// npm start: makes ready whatever is missing, then serves. Plain JavaScript without a dependency, because it runs
// before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});

/** Whether this Node is at least the one that package.json asks for. */
function isNodeNewEnough(wanted) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Whether node_modules holds what package-lock.json says; npm records there what it has installed. */
function isInstalled() {
  const { packages: wanted = {} } = readJson('package-lock.json');
  const { packages: installed = {} } = readJson('node_modules/.package-lock.json');
  return Object.entries(wanted).every(
    // Optional packages are for other platforms, development ones are not needed to serve.
    ([path, { version, optional, dev, devOptional }]) =>
      path === '' || optional || dev || devOptional || installed[path]?.version === version,
  );
}

function isGenerated() {
  const client = 'src/database/generated/client.ts';
  return existsSync(client) && statSync(client).mtimeMs >= statSync('prisma/schema.prisma').mtimeMs;
}

function run(reason, command, ...options) {
  console.log(`${reason} (${[command, ...options].join(' ')})`);
  // npm is a script that Windows starts only through a shell.
  const { status } = spawnSync(command, options, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

const wanted = readJson('package.json').engines.node.replace('>=', '');
if (!isNodeNewEnough(wanted)) {
  console.error(`AI Sourcebook needs Node ${wanted} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
const installed = isInstalled();
if (!installed) run('Installing what package-lock.json lists', 'npm', 'ci', '--no-audit', '--no-fund');
if (!installed || !isGenerated()) run('Generating the database client', 'npx', 'prisma', 'generate');

// npm passes a signal to the shell that it has started us in, and that shell ends without passing it on.
if (process.env.npm_lifecycle_event) {
  const shell = process.ppid;
  const watch = () => process.ppid !== shell && process.kill(process.pid, 'SIGTERM');
  setInterval(watch, 200).unref();
}

// In this process, so that signals and the exit code need no passing on from here.
await import('./typescript.mjs');
process.argv.push('--setup');
await import('../src/main.ts');
