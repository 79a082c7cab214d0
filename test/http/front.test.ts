import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { readRecipes } from '../support/cookbook.ts';
import { servers } from './served.ts';

let api: TestApi;
const { serving, end } = servers(() => api.database);
beforeAll(async () => {
  api = await testApi();
});
afterAll(async () => {
  await end();
  await api.close();
});

const query = '{ dataset { release { version } } claims(first: 20) { nodes { id statement } } }';

describe('an answer that was sent before', () => {
  it('is sent again, byte for byte, with an id of its own and no statement', async () => {
    const { ask, kept } = await serving();
    const first = await ask({ query });
    expect(first.line?.statements).toBeGreaterThan(0);
    const again = await kept(() => ask({ query }));
    expect(again.text).toBe(first.text);
    expect(again.line).toMatchObject({ statements: 0, document: first.line?.document, codes: [] });
    expect(again.line?.requestId).toBe(again.response.headers.get('x-request-id'));
    expect(again.line?.requestId).not.toBe(first.line?.requestId);
    const named = ({ response: { headers } }: typeof again) =>
      [...headers.keys()].filter((name) => !['date', 'x-request-id', 'content-encoding'].includes(name));
    expect(named(again)).toEqual(named(first));
  });

  it('is not that of another document, other variables, another media type or an earlier release', async () => {
    const { ask, kept } = await serving();
    const asked = 'query ($first: Int) { claims(first: $first) { nodes { id } } }';
    const counts = async (first: number) => {
      const { text } = await kept(() => ask({ query: asked, variables: { first } }));
      return JSON.parse(text).data.claims.nodes.length;
    };
    expect([await counts(1), await counts(2)]).toEqual([1, 2]);
    const accept = 'application/graphql-response+json';
    const other = await kept(() => ask({ query: asked, variables: { first: 1 } }, { accept }));
    expect(other.response.headers.get('content-type')).toContain(accept);
    const past = await kept(() => ask({ query: '{ claims(asOf: "1.0.0", first: 1) { nodes { id } } }' }));
    expect(JSON.parse(past.text).errors).toBeUndefined();
  });

  it('is kept at once if it took a statement, and otherwise when it is asked for again', async () => {
    const { ask, kept } = await serving();
    await kept(() => ask({ query }));
    const claims = '{ claims(first: 19) { nodes { id statement } } }';
    const lines = [];
    for (let index = 0; index < 5; index++)
      lines.push((await ask({ query: claims, variables: { again: index > 1 } })).line);
    expect(lines.map((line) => [line?.statements, line?.kept])).toEqual([
      [expect.any(Number), undefined],
      [0, true],
      [0, undefined],
      [0, undefined],
      [0, true],
    ]);
    expect(lines[0]?.statements).toBeGreaterThan(0);
  });

  it('is told by its tag, and compressed for whoever takes that', async () => {
    const { get, kept } = await serving();
    const { response, text } = await kept(() => get({ query }));
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(response.headers.get('vary')).toBe('accept, accept-encoding');
    const identity = await kept(() => get({ query }, { 'accept-encoding': 'identity' }));
    expect(identity.response.headers.get('content-encoding')).toBe(null);
    expect(identity.text).toBe(text);
    const etag = response.headers.get('etag') ?? '';
    const known = await kept(() => get({ query }, { 'if-none-match': etag }));
    expect([known.response.status, known.text, known.response.headers.get('etag')]).toEqual([304, '', etag]);
  });

  it.each(readRecipes())(
    'is that of $file, whether statements are held to a release, rows are kept, or all of it',
    async ({ query }) => {
      const { data } = await api.ask(query);
      const { ask, kept } = await serving();
      await kept(() => ask({ query: '{ __typename dataset { release { version } } }' }));
      const held = await ask({ query });
      const fromRows = await ask({ query: `${query}\n# again` });
      expect([held.line?.kept, fromRows.line?.kept]).toEqual([undefined, undefined]);
      for (const { text } of [held, fromRows, await kept(() => ask({ query }))])
        expect(JSON.parse(text)).toEqual({ data });
    },
  );

  it('is none where something went wrong, and none of a document that has to be registered', async () => {
    const { ask, kept } = await serving();
    await kept(() => ask({ query }));
    for (const asked of [{ query: '{' }, { query: '{ node(id: "none") { id } }' }, { query: '{ dataset' }]) {
      await ask(asked);
      expect((await ask(asked)).line?.kept).toBeUndefined();
    }
  });

  it('is one to a document that was asked by its hash, too', async () => {
    const { ask, kept } = await serving();
    const sha256Hash = createHash('sha256').update(query).digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    for (let index = 0; index < 3; index++)
      expect((await ask({ query, extensions })).line?.kept).toBeUndefined();
    await kept(() => ask({ extensions }));
  });

  it('is none to what is not sent as JSON', async () => {
    const { ask, kept } = await serving();
    await kept(() => ask({ query }));
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
      expect((await ask({ query }, { 'content-type': type })).response.status).toBe(415);
    await kept(() => ask({ query }, { 'content-type': 'application/json; charset=utf-8' }));
  });

  it('is counted like any other', async () => {
    const { ask } = await serving({ requestsPerMinute: 5 });
    const statuses = [];
    for (let index = 0; index < 7; index++) statuses.push((await ask({ query })).response.status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
  });

  it('is none where it tells what is left of an allowance, and no cache in between keeps that', async () => {
    const { ask, get, kept } = await serving({ requestsPerMinute: 30 });
    await kept(() => ask({ query }));
    const answers = [];
    for (let index = 0; index < 3; index++) answers.push(await ask({ query, extensions: { cost: true } }));
    for (let index = 0; index < 3; index++) answers.push(await get({ query, extensions: '{"cost":true}' }));
    const left = answers.map(({ text }) => JSON.parse(text).extensions.cost.requests.remaining);
    expect(left).toEqual(left.map((_, index) => left[0] - index));
    expect(answers.map(({ line }) => line?.kept)).toEqual(answers.map(() => undefined));
    for (const { response } of answers) expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is none where nothing is to be kept', async () => {
    const { ask } = await serving({ responseCacheBytes: 0 });
    for (let index = 0; index < 3; index++)
      expect((await ask({ query })).line).toMatchObject({ statements: expect.any(Number), status: 200 });
    expect((await ask({ query })).line?.kept).toBeUndefined();
  });

  it('makes way once the bytes are used up', async () => {
    const { ask, kept } = await serving({ responseCacheBytes: 100_000 });
    await kept(() => ask({ query: `# 0\n{ dataset { release { version } } }` }));
    for (let index = 1; index < 60; index++)
      await ask({ query: `# ${index}\n{ dataset { release { version } } }` });
    expect((await ask({ query: `# 59\n{ dataset { release { version } } }` })).line?.kept).toBe(true);
    expect((await ask({ query: `# 0\n{ dataset { release { version } } }` })).line?.kept).toBeUndefined();
  });
});

describe('a release', () => {
  it('is what everybody is answered as soon as it is published', async () => {
    const servers = [await serving(), await serving()];
    for (const { ask, kept } of servers) expect((await kept(() => ask({ query }))).text).toContain('"1.0.0"');
    const folder = await editedDataset(['entities/products.yaml', 'name: Doubao', 'name: Doubao app']);
    await publish(api.database, await checkedDataset(folder));
    for (const { ask, kept } of servers) {
      await vi.waitFor(async () => expect((await ask({ query })).text).toContain('"1.0.1"'), 10_000);
      expect((await kept(() => ask({ query }))).text).toContain('"1.0.1"');
    }
  });
});

describe('what was read of a release before', () => {
  const named = (name: string) =>
    `query ${name} { investments { totalCount nodes { name amount { statement subject { name } source { slug } } } } }`;

  it.each([
    ['rows', named],
    [
      'a sum',
      (name: string) =>
        `query ${name} { investmentTotals(groupBy: YEAR) { total { count } groups { nodes { group { value } sum { lower upper } } } } }`,
    ],
    [
      'a search',
      (name: string) =>
        `query ${name} { search(text: "Nvidia") { totalCount nodes { kind score match { text } } } }`,
    ],
  ])('needs no statement, whatever document asks for it: %s', async (_, named) => {
    const { ask, kept } = await serving();
    await kept(() => ask({ query: named('Begun') }));
    const first = await ask({ query: named('First') });
    const again = await ask({ query: named('Again') });
    expect(again.line?.kept).toBeUndefined();
    expect(JSON.parse(first.text).errors).toBeUndefined();
    expect([again.text, again.line?.statements]).toEqual([first.text, 0]);
  });

  it('is read again for the next release, and still there for the last', async () => {
    const { ask, kept } = await serving();
    await kept(() => ask({ query: named('Begun') }));
    const was = await ask({ query: named('Before') });
    const folder = await editedDataset([
      'entities/investments.yaml',
      "name: ByteDance's expected spending",
      "name: ByteDance's own expected spending",
    ]);
    await publish(api.database, await checkedDataset(folder));
    await vi.waitFor(
      async () => expect((await ask({ query: named('After') })).text).toContain('own expected'),
      10_000,
    );
    const { version } = JSON.parse(
      (await ask({ query: '{ releases(first: 2) { nodes { version } } }' })).text,
    ).data.releases.nodes[1];
    const past = await ask({
      query: named('Past').replace('investments', `investments(asOf: "${version}")`),
    });
    expect(past.text).toBe(was.text);
  });

  it('is read each time where no rows are to be kept', async () => {
    const { ask, kept } = await serving({ rowCacheBytes: 0 });
    await kept(() => ask({ query: named('Begun') }));
    expect((await ask({ query: named('Again') })).line?.statements).toBeGreaterThan(3);
  });
});
