import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { type Running, start } from '../start/process.ts';
import { type Cluster, newCluster } from './cluster.ts';
import { ask, type Load, load, unguarded } from './load.ts';
import { type Network, newNetwork } from './network.ts';
import { longest, outcome, soon } from './outcome.ts';
import { seedHere } from './seed.ts';

const clients = 24;

let cluster: Cluster;
let network: Network;
let running: Running;
let address: string;
let asked: Load;

beforeAll(async () => {
  cluster = await newCluster({ max_connections: '40' });
  network = await newNetwork(cluster.port);
  await seedHere(cluster.url, await checkedDataset('dataset'));
  running = serving();
  address = await running.address;
});

afterAll(async () => {
  running?.process.kill('SIGKILL');
  await network?.close();
  await cluster?.remove();
});

/** A server whose database is behind the network; nobody is told to slow down, or answered without it. */
function serving(): Running {
  const DATABASE_URL = cluster.url.replace(String(cluster.port), String(network.port));
  return start([], { DATABASE_URL, ...unguarded });
}

beforeEach(async () => {
  asked = load(address, clients);
  await asked.firstSuccess(performance.now());
});

afterEach(() => asked.stop());

const recovered = (what: string, since: number) => outcome(what, { asked, running, since });

const refused = expect.objectContaining({ '200 SERVICE_UNAVAILABLE': expect.any(Number) });

/** How the server itself says that it is. */
const status = async (path: string) => (await fetch(address + path)).status;

describe('a database that', { timeout: 40_000 }, () => {
  it('is restarted is used again', async () => {
    await cluster.stop('fast');
    await wait(500);
    expect(await status('/health')).toBe(200);
    expect(await status('/ready')).toBe(503);
    await cluster.start();
    expect(await recovered('restarted', performance.now())).toEqual(refused);
    expect(await status('/ready')).toBe(200);
  });

  it('crashes is used again', async () => {
    await cluster.stop('immediate');
    await wait(500);
    await cluster.start();
    expect(await recovered('crashed', performance.now())).toEqual(refused);
  });

  it('ends all connections is connected to again', async () => {
    const administrator = new pg.Client(cluster.url);
    await administrator.connect();
    const end = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';
    for (let time = 0; time < 10; time++) {
      await administrator.query(end, ['ai-sourcebook']);
      await wait(50);
    }
    await administrator.end();
    await recovered('connections ended', performance.now());
  });

  it('freezes is not waited for longer than 5 s', async () => {
    await cluster.signal('SIGSTOP');
    await wait(6_000);
    expect(await status('/health')).toBe(200);
    expect(await status('/ready')).toBe(503);
    await cluster.signal('SIGCONT');
    expect(await recovered('frozen', performance.now())).toEqual(refused);
  });

  it('is behind a network that loses everything is not waited for longer than 5 s', async () => {
    network.swallow();
    await wait(6_000);
    expect(await status('/ready')).toBe(503);
    network.passOn();
    expect(await recovered('black-holed', performance.now())).toEqual(refused);
  });

  it('has no connection left is used again once it has', async () => {
    const others: pg.Client[] = [];
    const end = 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1';
    for (;;) {
      const other = new pg.Client(cluster.url);
      other.on('error', () => {});
      // The server gives up its connections to us, one after another.
      const isIn = await other.connect().then(
        () => true,
        () => false,
      );
      if (!isIn) break;
      others.push(other);
      await other.query(end, ['ai-sourcebook']);
    }
    await wait(1_000);
    await Promise.all(others.map((other) => other.end()));
    await recovered(`${others.length} connections taken by others`, performance.now());
  });

  it('can only be read serves', async () => {
    const administrator = new pg.Client(cluster.url);
    await administrator.connect();
    await administrator.query('ALTER SYSTEM SET default_transaction_read_only = on');
    await administrator.query('SELECT pg_reload_conf()');
    const counts = await recovered('read-only', performance.now());
    const another = serving();
    expect((await ask(await another.address)).code).toBeUndefined();
    another.process.kill('SIGTERM');
    expect(await another.ended).toBe(0);
    await administrator.query('SET default_transaction_read_only = off');
    await administrator.query('ALTER SYSTEM RESET default_transaction_read_only');
    await administrator.query('SELECT pg_reload_conf()');
    await administrator.end();
    expect(Object.keys(counts)).toEqual(['200 answered']);
  });

  // Starting takes a core, and the machine may be busy with other things.
  it('is not there at the start is waited for', { retry: 2 }, async () => {
    await cluster.stop('fast');
    const early = serving();
    const other = await early.address;
    const paths = ['/health', '/ready', '/graphql?query={__typename}'];
    const statuses = await Promise.all(paths.map(async (path) => (await fetch(other + path)).status));
    expect(statuses).toEqual([200, 503, 503]);
    await cluster.start();
    const since = performance.now();
    while ((await ask(other)).code !== undefined) await wait(20);
    const first = performance.now() - since;
    console.log(`absent at the start: first success after ${Math.round(first)} ms`);
    expect(first).toBeLessThan(soon);
    expect((await fetch(`${other}/ready`)).status).toBe(200);
    early.process.kill('SIGTERM');
    expect(await early.ended).toBe(0);
  });
});

describe('200 clients', () => {
  it('share the connections of one server', async () => {
    const many = load(address, 200);
    await wait(2_000);
    await many.stop();
    const slowest = Math.max(...many.told.map(({ ms }) => ms));
    const failed = many.told.filter(({ code }) => code !== undefined);
    console.log(
      `200 clients: ${many.told.length} answers, ${failed.length} failed, longest ${Math.round(slowest)} ms`,
    );
    expect(failed.filter(({ code }) => code !== 'SERVICE_UNAVAILABLE')).toEqual([]);
    expect(slowest).toBeLessThan(longest);
  });
});

describe('SIGTERM', () => {
  it('drops none of 100 requests in flight', async () => {
    await asked.stop();
    const administrator = new pg.Client(cluster.url);
    await administrator.connect();
    await administrator.query('BEGIN; LOCK TABLE "Company" IN ACCESS EXCLUSIVE MODE');
    const inFlight = Array.from({ length: 100 }, () => ask(address));
    await wait(500);
    const begun = performance.now();
    running.process.kill('SIGTERM');
    await wait(300);
    await administrator.query('COMMIT');
    await administrator.end();
    const told = await Promise.allSettled(inFlight);
    const dropped = told.filter(({ status }) => status === 'rejected');
    const answered = told.filter((one) => one.status === 'fulfilled' && one.value.code === undefined);
    expect(await running.ended).toBe(0);
    const ms = Math.round(performance.now() - begun);
    console.log(
      `SIGTERM: 100 in flight, ${answered.length} answered, ${dropped.length} dropped, ended after ${ms} ms`,
    );
    expect([answered.length, dropped.length]).toEqual([100, 0]);
    expect(ms).toBeLessThan(10_000);
  });
});
