import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { Replicas } from '../../src/database/replicas.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { served } from './served.ts';

// What is published on the primary reaches the two others when we publish it there: replicas that lag for as long as they should.
let primary: TestDatabase;
let one: TestDatabase;
let two: TestDatabase;
let folder: string;
let replicas: Replicas;
let server: Awaited<ReturnType<typeof served>>;
const said: string[] = [];
const publishOn = async (database: TestDatabase) => publish(database, await checkedDataset(folder));

beforeAll(async () => {
  folder = await editedDataset();
  [primary, one, two] = [await testDatabase(), await testDatabase(), await testDatabase()];
  for (const database of [primary, one, two]) await publishOn(database);
  replicas = new Replicas({
    primary: primary.prisma,
    replicas: [
      { name: 'Replica 1', prisma: one.prisma },
      { name: 'Replica 2', prisma: two.prisma },
    ],
    say: (message) => void said.push(message),
    everyMs: 20,
  });
  expect(await replicas.begin()).toBe(2);
  server = await served({ ...primary, replicas }, { requestsPerMinute: 0, rowCacheBytes: 0 });
  await server.kept(() => server.ask({ query: '{ dataset { release { version } } }' }));
});
afterAll(async () => {
  await server.end();
  replicas.close();
  // The others have been closed by then.
  await two.close();
});

const query = `{
  product(slug: "doubao") { name facts(first: 1) { nodes { claims { subject { name } source { dependents(first: 1) { nodes { subject { name } } } } } } } }
  dataset { release { version } }
}`;
let asked = 0;

/** What a document that nobody has asked before is answered. */
async function answer(document = query) {
  asked += 1;
  const { text } = await server.ask({ query: `${document}\n# ${asked}` });
  const { data, errors = [] } = JSON.parse(text);
  const codes = errors.map(({ extensions }: { extensions: { code: string } }) => extensions.code);
  const names = [...text.matchAll(/"name":"(Doubao[^"]*)"/g)].map(([, name]) => name);
  return { codes, names: [...new Set(names)], version: data?.dataset?.release.version };
}

/** Asks `times` times, many at once. */
const answers = (times = 12) => Promise.all(Array.from({ length: times }, () => answer()));

const rename = (from: string, to: string) =>
  edit(folder, ['entities/products.yaml', `name: ${from}`, `name: ${to}`]);

const first = { codes: [], names: ['Doubao'], version: '1.0.0' };
const second = { codes: [], names: ['Doubao ahead'], version: '1.0.1' };

it('replicas are named beside a primary, and no password of theirs is told', () => {
  const of = (host: string) => `postgres://sourcebook:secret@${host}/sourcebook`;
  const DATABASE_URL = of('primary');
  const named = readConfig({ DATABASE_URL, DATABASE_REPLICA_URLS: `${of('one')}, ${of('two')}` });
  expect(named.replicaUrls).toEqual([of('one'), of('two')]);
  const wrong = { DATABASE_URL, DATABASE_REPLICA_URLS: `${of('one')},secret` };
  for (const settings of [wrong, { DATABASE_REPLICA_URLS: of('one') }])
    expect(() => readConfig(settings)).toThrow(
      /^DATABASE_REPLICA_URLS cannot be read; it has to be (?!.*secret)/,
    );
});

it('replicas are asked, each of them, and the primary is not', async () => {
  const before = [primary, one, two].map((database) => database.statements());
  for (const each of await answers()) expect(each).toEqual(first);
  const [ofPrimary, ...others] = [primary, one, two].map(
    (database, index) => database.statements() - (before[index] ?? 0),
  );
  expect(ofPrimary).toBe(0);
  for (const statements of others) expect(statements).toBeGreaterThan(12);
});

it('a release is served once a replica holds it, and not before; whoever knows its version can ask for it', async () => {
  await rename('Doubao', 'Doubao ahead');
  await publishOn(primary);
  for (const each of await answers()) expect(each).toEqual(first);
  const past = '{ product(slug: "doubao", asOf: "1.0.1") { name } }';
  expect(await answer(past)).toMatchObject({ codes: [], names: second.names });
  expect((await answer('{ product(slug: "doubao", asOf: "9.0.0") { name } }')).codes).toEqual([
    'BAD_USER_INPUT',
  ]);
  expect((await fetch(`${server.address}/exports/1.0.1/claims.csv`)).status).toBe(200);
  expect(replicas.states()).toEqual(['used', 'used']);
});

it('a replica that lags behind what was served is left out until it holds that', async () => {
  await publishOn(one);
  // Whoever is answered as of the next release, the others after it are too.
  await vi.waitFor(async () => expect(await answer()).toEqual(second), 10_000);
  for (const each of await answers()) expect(each).toEqual(second);
  expect(replicas.states()).toEqual(['used', 'behind']);
  const ready = await fetch(`${server.address}/ready`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', replicas: ['used', 'behind'] },
  ]);
  await publishOn(two);
  await vi.waitFor(() => expect(replicas.states()).toEqual(['used', 'used']), 10_000);
  for (const each of await answers()) expect(each).toEqual(second);
  expect(said).toEqual([
    expect.stringMatching(/^Replica 2 is left out, as it is behind: .*release 1/),
    'Replica 2 is used again.',
  ]);
});

it('what a replica does not answer is asked of another that holds the release, and of the primary at last', async () => {
  const third = { codes: [], names: ['Doubao furthest'], version: '1.0.2' };
  await rename('Doubao ahead', 'Doubao furthest');
  for (const database of [primary, one]) await publishOn(database);
  await vi.waitFor(async () => expect(await answer()).toEqual(third), 10_000);
  const inFlight = answers();
  await one.close();
  for (const each of [...(await inFlight), ...(await answers())]) expect(each).toEqual(third);
  expect(replicas.states()).toEqual(['unreachable', 'behind']);
});

it('where nobody answers who holds the release, a replica that is behind does', async () => {
  await primary.close();
  for (const each of await answers()) expect(each).toEqual(second);
  await vi.waitFor(() => expect(replicas.states()).toEqual(['unreachable', 'used']), 10_000);
  const ready = await fetch(`${server.address}/ready`);
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', replicas: ['unreachable', 'used'] },
  ]);
  for (const each of await answers()) expect(each).toEqual(second);
});
