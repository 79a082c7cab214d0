import { readFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { type Running, start } from '../start/process.ts';
import { type Cluster, newCluster } from './cluster.ts';
import { seedHere } from './seed.ts';

const most = 150;

let cluster: Cluster;
let running: Running;
let address: string;
beforeAll(async () => {
  cluster = await newCluster();
  await seedHere(cluster.url, await checkedDataset('dataset'));
  running = start([], {
    DATABASE_URL: cluster.url,
    MAX_REQUESTS_PER_MINUTE: '0',
    NODE_OPTIONS: '--max-old-space-size=512',
  });
  address = await running.address;
});
afterAll(async () => {
  running?.process.kill('SIGKILL');
  await cluster?.remove();
});

const agent = new Agent({ keepAlive: true, maxSockets: 16 });

/** The status of the answer to one document. */
function ask(query: string): Promise<number | undefined> {
  return new Promise((done, fail) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${address}/graphql`, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => done(response.statusCode));
    });
    sent.on('error', fail).end(JSON.stringify({ query }));
  });
}

async function askAll(times: number, document: (index: number) => string): Promise<void> {
  const indexes = Array.from({ length: times }, (_, index) => index).values();
  const client = async () => {
    for (const index of indexes) expect(await ask(document(index))).toBe(200);
  };
  await Promise.all(Array.from({ length: 16 }, client));
}

/** Memory of the server that is in use, in MB. */
async function memory(): Promise<number> {
  await wait(500);
  const status = await readFile(`/proc/${running.process.pid}/status`, 'utf8');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024);
}

it.each([
  [
    '20,000 documents that all differ',
    20_000,
    (n: number) => `{ __typename a${n}: __typename b: __typename }`,
  ],
  [
    '1,000 documents of 90 KB that all differ',
    1_000,
    (n: number) => `{ a${n}: __typename ${'__typename '.repeat(900)}}`.padEnd(90_000, `#${n}`),
  ],
])('a server with a heap of 512 MB survives %s', async (what, times, document) => {
  // What it takes to serve at all, and to parse as many as are kept.
  await askAll(400, (n) => document(-n - 1).replace('a-', 'c'));
  const before = await memory();
  await askAll(times, document);
  const after = await memory();
  console.log(`${what}: ${before} MB before, ${after} MB after`);
  expect(after - before).toBeLessThan(most);
  expect(running.process.exitCode).toBeNull();
});
