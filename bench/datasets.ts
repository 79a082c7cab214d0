import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Cluster } from './cluster.ts';

const run = promisify(execFile);
const script = (...options: string[]) => [
  '--max-semi-space-size=64',
  '--import',
  './scripts/typescript.mjs',
  ...options,
];

/**
 * The address of a database that holds the dataset `name`: `small`, which is our own, or of so many made-up claims. One that is
 * there from an earlier run is used again.
 */
export async function seeded(cluster: Cluster, name: 'small' | number): Promise<string> {
  const database = `${name === 'small' ? name : `large_${name}`}_${await contents()}`;
  const admin = new pg.Client(cluster.url('postgres'));
  await admin.connect();
  try {
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount) return cluster.url(database);
    console.log(`seeding ${database}`);
    await admin.query('DROP DATABASE IF EXISTS unfinished');
    await admin.query('CREATE DATABASE unfinished');
    await seed(cluster.url('unfinished'), name);
    // Only what is whole goes by its name.
    await admin.query(`ALTER DATABASE unfinished RENAME TO ${database}`);
    return cluster.url(database);
  } finally {
    await admin.end();
  }
}

/** What the databases follow from, in a few characters. */
async function contents(): Promise<string> {
  const hash = createHash('sha256').update((await readdir('prisma/migrations')).sort().join());
  return hash
    .update(await readFile('bench/large-dataset.ts'))
    .digest('hex')
    .slice(0, 8);
}

async function seed(url: string, name: 'small' | number): Promise<void> {
  const folder = name === 'small' ? 'dataset' : await mkdtemp(join(tmpdir(), 'bench-dataset-'));
  try {
    if (name !== 'small')
      await run(process.execPath, script('bench/large-dataset.ts', '--claims', String(name), '--to', folder));
    const env = { ...process.env, DATABASE_URL: url };
    await run(process.execPath, script('scripts/seed.ts', '--dataset', folder), { env });
  } finally {
    if (name !== 'small') await rm(folder, { recursive: true });
  }
  const client = new pg.Client(url);
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.end();
}
