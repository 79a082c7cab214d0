import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { type Running, start } from '../start/process.ts';
import { freePort } from '../support/postgres.ts';
import { type Cluster, newCluster } from './cluster.ts';
import { type Deployed, newBalancer, newPooler } from './deployed.ts';
import { longest } from './outcome.ts';
import { seedHere, startSeed } from './seed.ts';
import { asked, hashOf, questions, type Witnesses, witnesses } from './witnesses.ts';

const clients = 8;

let primary: Cluster;
let replicas: [Cluster, Cluster];
let pooler: Deployed;
let balancer: Deployed;
let folder: string;
let asking: Witnesses;
const ports: number[] = [];
const servers: Running[] = [];
/** The versions of all releases, and what each of them answers to each question. */
const published: string[] = [];
const known = new Map<string, string>();
/** A server that reads from the primary alone: what it answers is right. */
let reference: Running;

const retrying = { wal_retrieve_retry_interval: '200ms', hot_standby_feedback: 'on' };

function serve(index: number): void {
  const of = (replica: number) => `postgres://sourcebook:secret@127.0.0.1:${pooler.port}/replica-${replica}`;
  // One keeps all that it can, one no answers, one no rows either: each shows what the others hide.
  const kept = [{}, { RESPONSE_CACHE_BYTES: '0' }, { RESPONSE_CACHE_BYTES: '0', ROW_CACHE_BYTES: '0' }][
    index
  ];
  servers[index] = start([], {
    PORT: String(ports[index]),
    DATABASE_URL: primary.url,
    DATABASE_REPLICA_URLS: `${of(1)},${of(2)}`,
    MAX_REQUESTS_PER_MINUTE: '0',
    LOG_LEVEL: 'warn',
    ...kept,
  });
}

beforeAll(async () => {
  folder = await editedDataset();
  primary = await newCluster({ wal_keep_size: '512MB' });
  await seedHere(primary.url, await checkedDataset(folder));
  replicas = [await newCluster(retrying, primary), await newCluster(retrying, primary)];
  pooler = await newPooler(replicas.map(({ port }) => port));
  for (const index of [0, 1, 2]) {
    ports.push(await freePort());
    serve(index);
  }
  balancer = await newBalancer(ports);
  reference = start([], {
    DATABASE_URL: primary.url,
    MAX_REQUESTS_PER_MINUTE: '0',
    RESPONSE_CACHE_BYTES: '0',
  });
  await Promise.all([reference, ...servers].map(({ address }) => address));
  await learn();
  await states('used', 'used');
  asking = witnesses(`http://127.0.0.1:${balancer.port}`, clients, published);
});

afterAll(async () => {
  await asking?.stop();
  for (const server of [reference, ...servers]) server?.process.kill('SIGKILL');
  await balancer?.remove();
  await pooler?.remove();
  for (const cluster of [...(replicas ?? []), primary]) await cluster?.remove();
});

/** Learns what the newest release is answered. */
async function learn(): Promise<string> {
  const address = await reference.address;
  const { data } = await asked(address, questions.now());
  const { version } = (data as { dataset: { release: { version: string } } }).dataset.release;
  if (published.includes(version)) return version;
  known.set(`now ${version}`, hashOf(data));
  known.set(`past ${version}`, hashOf((await asked(address, questions.past(version))).data));
  published.push(version);
  return version;
}

let name = 'Doubao';
/** Publishes a release in which a product has another name, by the command or, which is quicker, from here. */
async function publish(how: 'command' | 'here' = 'here'): Promise<string> {
  const before = published.at(-1);
  const next = `Doubao ${published.length}`;
  await edit(folder, ['entities/products.yaml', `name: ${name}`, `name: ${next}`]);
  name = next;
  if (how === 'command') expect(await startSeed(primary.url, folder).ended).toMatchObject({ code: 0 });
  else await seedHere(primary.url, await checkedDataset(folder));
  await until(async () => (await learn()) !== before);
  return published.at(-1) as string;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 20_000;
  while (!(await isSo())) {
    if (Date.now() > end) {
      const said = servers.map(({ output }) => output.stdout.slice(-2_000));
      throw new Error(`It has not come about within 20 s: ${said.join('\n')}`);
    }
    await wait(50);
  }
}

/** Waits until each server says that the replicas are so. */
const states = (...expected: string[]) =>
  until(async () => {
    const told = await Promise.all(
      ports.map(async (port) => {
        const response = await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined);
        return response?.json() as Promise<{ replicas: string[] } | undefined>;
      }),
    );
    return told.every((one) => String(one?.replicas) === String(expected));
  });

/** Waits until each server answers as of a release. */
const served = (release: string) =>
  until(() =>
    [1, 2, 3].every(
      (server) => asking.answers.findLast((one) => one.server === `api-${server}`)?.release === release,
    ),
  );

async function on(cluster: Cluster, statement: string): Promise<void> {
  const client = new pg.Client(cluster.url);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** What is done to whom, and how many were answered meanwhile, and how. */
const rows: string[] = [];
async function during(what: string, work: () => Promise<unknown>): Promise<void> {
  const begun = performance.now();
  const [before, failed] = [asking.answers.length, asking.failures.length];
  await work();
  const answers = asking.answers.slice(before);
  const slowest = Math.max(0, ...answers.map(({ ms }) => ms));
  rows.push(
    `${what.padEnd(62)} ${((performance.now() - begun) / 1000).toFixed(1).padStart(5)} s ${String(answers.length).padStart(6)} answered ${String(asking.failures.length - failed).padStart(3)} failed, longest ${Math.round(slowest)} ms`,
  );
}

it('no request fails and no answer is mixed, whatever becomes of a replica, while releases are published', async () => {
  const [one, two] = replicas;
  await during('nothing happens', () => wait(1_500));
  await during('a release is published, by the command', async () => served(await publish('command')));
  await during('replica 1 is stopped, a release published, and started', async () => {
    await one.stop('fast');
    await states('unreachable', 'used');
    await served(await publish());
    await one.start();
    await states('used', 'used');
  });
  await during('replica 2 crashes and is started', async () => {
    await two.stop('immediate');
    await wait(1_000);
    await two.start();
    await states('used', 'used');
  });
  await during('replica 1 lags behind a release, then replica 2 stops too', async () => {
    await on(one, 'SELECT pg_wal_replay_pause()');
    await served(await publish());
    await states('behind', 'used');
    await two.stop('fast');
    await wait(1_000);
    await two.start();
    await on(one, 'SELECT pg_wal_replay_resume()');
    await states('used', 'used');
  });
  await during('both lag behind a release, which nobody serves until they have it', async () => {
    for (const replica of replicas) await on(replica, 'SELECT pg_wal_replay_pause()');
    const release = await publish();
    await wait(1_500);
    expect(
      asking.answers.filter((answer) => answer.question === 'now' && answer.release === release),
    ).toEqual([]);
    for (const replica of replicas) await on(replica, 'SELECT pg_wal_replay_resume()');
    await served(release);
  });
  await during('replica 2 freezes for 4 s', async () => {
    await two.signal('SIGSTOP');
    await wait(4_000);
    await two.signal('SIGCONT');
    await states('used', 'used');
  });
  await during('the pooler is killed, and started', async () => {
    await pooler.kill();
    await wait(1_000);
    await pooler.start();
    await states('used', 'used');
  });
  await during('a server of the API is killed, and started', async () => {
    servers[2]?.process.kill('SIGKILL');
    await servers[2]?.ended;
    serve(2);
    await states('used', 'used');
  });
  await during('the primary is stopped, a server of the API restarted', async () => {
    await primary.stop('fast');
    servers[1]?.process.kill('SIGTERM');
    expect(await servers[1]?.ended).toBe(0);
    serve(1);
    await states('used', 'used');
  });
  await during('the primary is started, and a release published', async () => {
    await primary.start();
    await served(await publish());
  });
  await asking.stop();

  const { answers, failures } = asking;
  const mixed = answers.filter(({ question, release, hash }) => known.get(`${question} ${release}`) !== hash);
  const slowest = Math.round(Math.max(...answers.map(({ ms }) => ms)));
  const total = `3 servers, 2 replicas, ${clients} clients: ${answers.length + failures.length} requests, ${published.length - 1} releases published, ${failures.length} failures, ${mixed.length} mixed answers, ${asking.wentBack()} went back, longest answer ${slowest} ms`;
  console.log([...rows, total].join('\n'));
  expect(failures).toEqual([]);
  expect(mixed).toEqual([]);
  expect(asking.wentBack()).toBe(0);
  expect(slowest).toBeLessThan(longest);
});
