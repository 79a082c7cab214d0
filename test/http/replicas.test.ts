import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import type { Prisma, PrismaClient } from '../../src/database/generated/client.ts';
import type { Database } from '../../src/database/open.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { testDatabase } from '../support/database.ts';
import { served } from './served.ts';

// Two databases behind one address, as two replicas of one are: `behind` lacks the release with which `ahead` is the newest.
let ahead: Database;
let behind: Database;
let folder: string;
let server: Awaited<ReturnType<typeof served>>;
/** Which of them is asked, given how many have been asked before in this request. */
let which: (asked: number) => Database;
let asked = 0;

const products = 'entities/products.yaml';

/** Looks for new releases, which a server does besides what it is asked. */
const isLook = ({ sql }: Prisma.Sql) => sql.includes('number = (SELECT max(number)');

/** Passes each statement on to one of the two; those of a transaction to the same. */
function either(): PrismaClient {
  let transaction: Database | undefined;
  const choose = (): Database => {
    asked += 1;
    return which(asked - 1);
  };
  return new Proxy({} as PrismaClient, {
    get(_, name: keyof PrismaClient) {
      if (name === '$transaction') transaction = choose();
      if (name === '$queryRaw') {
        const chosen = transaction;
        transaction = undefined;
        return (statement: Prisma.Sql) =>
          (chosen ?? (isLook(statement) ? which(asked) : choose())).prisma.$queryRaw(statement);
      }
      const { prisma } = transaction ?? ahead;
      const found = prisma[name] as unknown;
      return typeof found === 'function' ? found.bind(prisma) : found;
    },
  });
}

beforeAll(async () => {
  folder = await editedDataset();
  [ahead, behind] = [await testDatabase(), await testDatabase()];
  for (const database of [ahead, behind]) await publish(database, await checkedDataset(folder));
  await edit(folder, [products, 'name: Doubao', 'name: Doubao ahead']);
  await publish(ahead, await checkedDataset(folder));
  which = () => ahead;
  server = await served({ ...ahead, prisma: either() }, { requestsPerMinute: 0 });
});
afterAll(async () => {
  await server.end();
  await ahead.close();
  await behind.close();
});

const newest = '{ dataset { release { version } } }';
const query = `{
  product(slug: "doubao") { name facts(first: 1) { nodes { claims { subject { name } source { dependents(first: 1) { nodes { subject { name } } } } } } } }
  dataset { release { version } }
}`;

async function answer(document: string) {
  asked = 0;
  const { text } = await server.ask({ query: document });
  const { data, errors } = JSON.parse(text);
  const codes = (errors ?? []).map(({ extensions }: { extensions: { code: string } }) => extensions.code);
  const names = [...text.matchAll(/"name":"(Doubao[^"]*)"/g)].map(([, name]) => name);
  return { codes: [...new Set(codes)], names: [...new Set(names)], version: data?.dataset?.release.version };
}

it('an answer is of one release, or none, whichever replica each part of it is asked of', async () => {
  await server.kept(() => server.ask({ query: newest }));
  const refused = { codes: ['SERVICE_UNAVAILABLE'] };
  const whole = [
    { codes: [], names: ['Doubao ahead'], version: '1.0.1' },
    { codes: [], names: ['Doubao'], version: '1.0.0' },
  ];
  const outcomes = new Set<string>();
  for (let moment = 0; moment < 16; moment++) {
    for (const [before, after] of [[ahead, behind] as const, [behind, ahead] as const]) {
      which = (count) => (count < moment ? before : after);
      const given = await answer(`${query}\n# ${moment} ${before === ahead}`);
      if (given.codes.length > 0) expect(given).toMatchObject(refused);
      else expect(whole).toContainEqual(given);
      outcomes.add(given.codes[0] ?? given.version);
    }
  }
  which = () => ahead;
  expect([...outcomes].sort()).toEqual(['1.0.0', '1.0.1', 'SERVICE_UNAVAILABLE']);
}, 60_000);

it('a replica answers nothing as of a release that it does not have yet', async () => {
  const past = (name: string) => `query ${name} { product(slug: "doubao", asOf: "1.0.1") { name } }`;
  which = () => ahead;
  await vi.waitFor(async () => {
    const { text } = await server.kept(() => server.ask({ query: newest }));
    expect(text).toContain('1.0.1');
  }, 10_000);
  which = (count) => (count === 0 ? ahead : behind);
  expect((await answer(past('Behind'))).codes).toEqual(['SERVICE_UNAVAILABLE']);
  which = () => ahead;
  expect(await answer(past('Ahead'))).toMatchObject({ codes: [], names: ['Doubao ahead'] });
});

it('what was kept of a database is void once another has taken its place', async () => {
  which = () => ahead;
  await vi.waitFor(async () => expect(await answer(query)).toMatchObject({ version: '1.0.1' }), 10_000);
  await server.kept(() => server.ask({ query }));
  which = () => behind;
  await vi.waitFor(
    async () => expect(await answer(query)).toMatchObject({ names: ['Doubao'], version: '1.0.0' }),
    10_000,
  );
  // Another release of the same number and version.
  await edit(folder, [products, 'name: Doubao ahead', 'name: Doubao otherwise']);
  await publish(behind, await checkedDataset(folder));
  await vi.waitFor(
    async () => expect(await answer(query)).toMatchObject({ names: ['Doubao otherwise'], version: '1.0.1' }),
    10_000,
  );
});
