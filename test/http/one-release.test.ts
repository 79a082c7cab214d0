import { once } from 'node:events';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import type { PrismaClient } from '../../src/database/generated/client.ts';
import type { Database } from '../../src/database/open.ts';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { testDatabase } from '../support/database.ts';

let database: Database;
let folder: string;
let ask: (query: string) => Promise<{ data: Record<string, never>; statements: number }>;
let end: () => Promise<unknown>;
/** What happens before each statement of a request, given how many it has sent. */
let before = async (_sent: number) => {};
let sent = 0;
let asked = 0;

beforeAll(async () => {
  folder = await editedDataset();
  database = await testDatabase();
  await publish(database, await checkedDataset(folder));
  const interrupted = database.prisma.$extends({
    query: {
      async $allOperations({ args, query }) {
        sent += 1;
        await before(sent);
        return query(args);
      },
    },
  }) as unknown as PrismaClient;
  const logger = pino({ level: 'silent' });
  const api = createApi({
    database: { ...database, prisma: interrupted },
    logger,
    limits: { ...limits, responseCacheBytes: 0, requestsPerMinute: 0 },
  });
  const server = createNodeServer(api.listener, { logger }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ask = async (query) => {
    sent = 0;
    // Each time with another variable, so that it is executed, past Yoga from the second time on.
    asked += 1;
    const body = JSON.stringify({ query, variables: { asked } });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${addressOf(server)}/graphql`, { method: 'POST', headers, body });
    const { data } = (await response.json()) as { data: Record<string, never> };
    return { data, statements: sent };
  };
  end = () => Promise.all([api.close(), stop(server)]);
});
afterAll(async () => {
  await end();
  await database.close();
});

const query = `{
  product(slug: "doubao") { name facts(first: 1) { nodes { claims { subject { name } source { dependents(first: 1) { nodes { subject { name } } } } } } } }
  search(text: "Doubao", kinds: [PRODUCT]) { nodes { match { text } node { ... on Product { name } } } }
  products(where: { name: { contains: "Doubao" } }) { nodes { name } }
  investmentTotals { total { count } }
  dataset { release { version } }
}`;

const newest = '{ dataset { release { version } } }';

let name = 'Doubao';
/** Publishes a release in which the product has another name. */
async function rename(): Promise<void> {
  const next = `Doubao ${'I'.repeat(name.length)}`;
  await edit(folder, ['entities/products.yaml', `name: ${name}`, `name: ${next}`]);
  name = next;
  await publish(database, await checkedDataset(folder));
}

const namesIn = (value: unknown): string[] => [
  ...new Set(
    [...JSON.stringify(value).matchAll(/"(?:name|text)":"(Doubao[^"]*)"/g)].map(
      ([, found]) => found as string,
    ),
  ),
];
const versionIn = (data: Record<string, never>): string => (data['dataset'] as never)['release']['version'];

it('a request is answered as of one release, whenever the next one is published', async () => {
  // Until the server knows which release is the newest, it holds on to none.
  await ask(query);
  await new Promise((done) => setTimeout(done, 500));
  let moments = 0;
  for (let published = true; published; moments++) {
    published = false;
    const was = { name, version: versionIn((await ask(newest)).data) };
    before = async (count) => {
      if (published || count <= moments) return;
      published = true;
      await rename();
    };
    const { data } = await ask(query);
    before = async () => {};
    // Until it has heard of a release, a server that needs nothing from the database may answer as of the last.
    const version = await vi.waitFor(async () => {
      const found = versionIn((await ask(newest)).data);
      expect(found !== was.version).toBe(published);
      return found;
    }, 10_000);
    const is = { name, version };
    const given = { names: namesIn(data), version: versionIn(data) };
    expect([was, is].map(({ name, version }) => ({ names: [name], version }))).toContainEqual(given);
  }
  expect(moments).toBeGreaterThan(4);
}, 240_000);
