import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { type Running, start } from '../start/process.ts';
import { type Cluster, newCluster } from './cluster.ts';
import { ask, load, unguarded } from './load.ts';
import { type Network, newNetwork } from './network.ts';
import { outcome } from './outcome.ts';
import { seedHere } from './seed.ts';

let primary: Cluster;
let standby: Cluster;
let network: Network;
let running: Running;

beforeAll(async () => {
  primary = await newCluster();
  await seedHere(primary.url, await checkedDataset('dataset'));
  standby = await newCluster({}, primary);
  network = await newNetwork(primary.port);
  const DATABASE_URL = primary.url.replace(String(primary.port), String(network.port));
  running = start([], { DATABASE_URL, ...unguarded });
  await running.address;
});

afterAll(async () => {
  running?.process.kill('SIGKILL');
  await network?.close();
  await standby?.remove();
  await primary?.remove();
});

const isStandby = async () => {
  const client = new pg.Client(standby.url);
  await client.connect();
  const { rows } = await client.query('SELECT pg_is_in_recovery() AS "isStandby"');
  await client.end();
  return rows[0].isStandby;
};

it('a database whose primary crashes is served from its standby, which is then promoted', async () => {
  const address = await running.address;
  const asked = load(address, 24);
  await asked.firstSuccess(performance.now());
  expect(await isStandby()).toBe(true);
  await primary.stop('immediate');
  await wait(1_000);
  network.to(standby.port);
  const since = performance.now();
  await asked.firstSuccess(since);
  await standby.promote();
  expect(await isStandby()).toBe(false);
  const counts = await outcome('failed over to a standby', { asked, running, since });
  expect(counts).toEqual(expect.objectContaining({ '200 SERVICE_UNAVAILABLE': expect.any(Number) }));
  expect((await ask(address)).code).toBeUndefined();
  expect((await fetch(`${address}/ready`)).status).toBe(200);
});
