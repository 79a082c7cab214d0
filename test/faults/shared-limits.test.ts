import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { type Running, start } from '../start/process.ts';
import { type Cluster, newCluster } from './cluster.ts';
import { type Network, newNetwork } from './network.ts';
import { seedHere } from './seed.ts';

let cluster: Cluster;
let network: Network;
let administrator: pg.Client;
let settings: Record<string, string>;
const servers: Running[] = [];

/** Two servers that share a database to count in, behind a network, as a user that can do nothing else. */
beforeAll(async () => {
  cluster = await newCluster();
  network = await newNetwork(cluster.port);
  await seedHere(cluster.url, await checkedDataset('dataset'));
  const owner = new pg.Client(cluster.url);
  await owner.connect();
  await owner.query('CREATE ROLE limiter LOGIN');
  await owner.query('CREATE DATABASE limits OWNER limiter');
  await owner.end();
  settings = {
    DATABASE_URL: cluster.url,
    RATE_LIMIT_DATABASE_URL: `postgres://limiter@127.0.0.1:${network.port}/limits`,
    MAX_REQUESTS_PER_MINUTE: '6',
    TRUSTED_PROXIES: '127.0.0.0/8',
    LOG_LEVEL: 'info',
  };
  for (let index = 0; index < 2; index++) servers.push(start([], settings));
  await Promise.all(servers.map(({ address }) => address));
  // On a busy machine, one may have begun without.
  await vi.waitFor(() => expect(said(together)).toEqual(said(alone)), 10_000);
  administrator = new pg.Client(cluster.url.replace(/postgres$/, 'limits'));
  await administrator.connect();
});

afterAll(async () => {
  for (const { process } of servers) process.kill('SIGKILL');
  await administrator?.end();
  await network?.close();
  await cluster?.remove();
});

/** How one of the servers answers `client`, a proxy in between. */
async function ask(index: number, client: string) {
  const begun = performance.now();
  const response = await fetch(`${await servers[index]?.address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `made up, ${client}` },
    body: JSON.stringify({ query: '{ __typename }', extensions: { cost: true } }),
  });
  const { extensions } = await response.json();
  const ms = performance.now() - begun;
  return { response, status: response.status, remaining: extensions?.cost.requests.remaining, ms };
}

/** How the servers answer `client`, in turns. */
async function inTurns(times: number, client: string) {
  const answers = [];
  for (let index = 0; index < times; index++) answers.push(await ask(index % 2, client));
  return answers;
}

/** How often each server has said so in its log. */
const said = (what: string) => servers.map(({ output }) => output.stdout.split(what).length - 1);

const lock = 'LOCK TABLE sourcebook_requests IN ACCESS EXCLUSIVE MODE';

const alone = 'counted by this server alone';
const together = 'counted together';

describe('two servers that count together', { timeout: 60_000 }, () => {
  it('let one client ask as often as one server would, and tell what is left', async () => {
    const answers = await inTurns(8, '192.0.2.1');
    expect(answers.map(({ remaining }) => remaining)).toEqual([5, 4, 3, 2, 1, 0, undefined, undefined]);
    for (const { status, response } of answers.slice(6)) {
      expect(status).toBe(429);
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(30);
      expect(Number(response.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    }
    expect((await ask(0, '192.0.2.2')).remaining).toBe(5);
  });

  it('count answers that were kept, and refuse those too', async () => {
    const get = async (index: number) => {
      const address = `${await servers[index % 2]?.address}/graphql?query={dataset{release{version}}}`;
      return (await fetch(address, { headers: { 'x-forwarded-for': '192.0.2.3' } })).status;
    };
    const statuses = [];
    for (let index = 0; index < 8; index++) statuses.push(await get(index));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429]);
    expect(said('"kept":true').every((times) => times > 0)).toBe(true);
  });

  it.each([
    ['cannot be reached', '203.0.113.1', async () => network.refuse(), async () => network.passOn()],
    ['does not answer', '203.0.113.2', async () => network.swallow(), async () => network.passOn()],
    [
      'is locked',
      '203.0.113.3',
      () => administrator.query(`BEGIN; ${lock}`),
      () => administrator.query('COMMIT'),
    ],
  ])(
    'answer while what they share %s, say so once, and count together again',
    async (_, client, begin, end) => {
      const before = [said(alone), said(together)];
      await begin();
      const clients = Array.from({ length: 40 }, (_, index) => ask(index % 2, `198.51.100.${index}`));
      const answers = await Promise.all(clients);
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
      expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(1_500);
      const later = await inTurns(14, client);
      expect(later.map(({ status }) => status)).toEqual([...Array(12).fill(200), 429, 429]);
      expect(Math.max(...later.map(({ ms }) => ms))).toBeLessThan(500);
      await end();
      await vi.waitFor(() => expect(said(together)).toEqual(before[1]?.map((times) => times + 1)), 10_000);
      expect(said(alone)).toEqual(before[0]?.map((times) => times + 1));
      const [first, second] = await inTurns(2, client);
      expect([first?.remaining, second?.remaining]).toEqual([5, 4]);
    },
  );
});

describe('a server whose shared count is not there at the start', { timeout: 60_000 }, () => {
  it('counts by itself, and says why', async () => {
    const RATE_LIMIT_DATABASE_URL = 'postgres://limiter:secret@127.0.0.1:1/limits';
    servers.push(start([], { ...settings, RATE_LIMIT_DATABASE_URL }));
    const last = servers.length - 1;
    const answers = [];
    for (let index = 0; index < 7; index++) answers.push(await ask(last, '192.0.2.6'));
    expect(answers.map(({ remaining }) => remaining)).toEqual([5, 4, 3, 2, 1, 0, undefined]);
    const { stdout, stderr } = servers[last]?.output ?? {};
    expect(said(alone)[last]).toBe(1);
    expect(stdout).toContain('ECONNREFUSED');
    expect(`${stdout}${stderr}`).not.toContain('secret');
  });
});
