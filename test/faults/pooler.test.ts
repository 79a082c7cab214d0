import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { type Running, start } from '../start/process.ts';
import { type Cluster, newCluster } from './cluster.ts';
import { type Load, load, unguarded } from './load.ts';
import { outcome } from './outcome.ts';
import { newPooler, type Pooler } from './pooler.ts';
import { seedHere } from './seed.ts';

let cluster: Cluster;
let pooler: Pooler;
let running: Running;
let address: string;
let asked: Load;

beforeAll(async () => {
  cluster = await newCluster();
  await seedHere(cluster.url, await checkedDataset('dataset'));
  pooler = await newPooler(cluster.url);
  running = start([], { DATABASE_URL: pooler.url, ...unguarded });
  address = await running.address;
});

afterAll(async () => {
  running?.process.kill('SIGKILL');
  await pooler?.remove();
  await cluster?.remove();
});

beforeEach(async () => {
  asked = load(address, 24);
  await asked.firstSuccess(performance.now());
});

afterEach(() => asked.stop());

const recovered = (what: string, since: number) => outcome(what, { asked, running, since });

describe('a pooler that', { timeout: 30_000 }, () => {
  it.each([
    ['ends all connections and makes none', 'KILL postgres', 'RESUME postgres'],
    ['is frozen', 'SUSPEND', 'RESUME'],
  ])('%s, and then resumes, leads to the database again', async (how, begin, end) => {
    await pooler.tell(begin);
    await wait(4_000);
    expect((await fetch(`${address}/ready`)).status).toBe(503);
    await pooler.tell(end);
    const counts = await recovered(`a pooler that ${how}`, performance.now());
    expect(counts).toHaveProperty('200 SERVICE_UNAVAILABLE');
    expect((await fetch(`${address}/ready`)).status).toBe(200);
  });

  it('stands before a database that is restarted leads to it again', async () => {
    await cluster.stop('fast');
    await wait(500);
    await cluster.start();
    const counts = await recovered('restarted behind a pooler', performance.now());
    expect(counts).toHaveProperty('200 SERVICE_UNAVAILABLE');
  });
});
