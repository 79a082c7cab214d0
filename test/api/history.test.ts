import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { article, corrected, edit, editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;

// Three releases: the article; then a claim corrected and a product renamed; then a claim retired.
beforeAll(async () => {
  api = await testApi();
  const release = async (folder: string, notes: string) =>
    publish(api.database, await checkedDataset(folder), { notes });
  const folder = await editedDataset(corrected, [
    'entities/products.yaml',
    'name: Doubao',
    'name: Doubao app',
  ]);
  await release(folder, 'Second');
  await edit(folder, [
    article,
    '  - key: volcano-customers\n',
    '  - key: volcano-customers\n    retired: { reason: SOURCE_RETRACTED, note: The paper took it back. }\n',
  ]);
  await release(folder, 'Third');
}, 120_000);
afterAll(() => api.close());

const ask = async (query: string) => {
  const { data, errors } = await api.ask(query);
  expect(errors).toBeUndefined();
  return data;
};

describe('releases', () => {
  test('are listed, the newest first, each with its counts and what it changed', async () => {
    const { releases } = await ask(`{ releases { totalCount nodes { version notes counts { claims }
      changes { totalCount nodes { kind } } } } }`);
    expect(releases).toEqual({
      totalCount: 3,
      nodes: [
        {
          version: '1.0.2',
          notes: 'Third',
          counts: { claims: 69 },
          changes: { totalCount: 1, nodes: [{ kind: 'RETIRED' }] },
        },
        {
          version: '1.0.1',
          notes: 'Second',
          counts: { claims: 70 },
          changes: { totalCount: 1, nodes: [{ kind: 'CORRECTED' }] },
        },
        {
          version: '1.0.0',
          notes: null,
          counts: { claims: 70 },
          changes: expect.objectContaining({ totalCount: 70 }),
        },
      ],
    });
  });

  test('are paged through, and fetched again by version and by id', async () => {
    const { releases } = await ask(
      '{ releases(first: 1) { nodes { id } pageInfo { endCursor hasNextPage } } }',
    );
    const after = JSON.stringify(releases.pageInfo.endCursor);
    expect(
      await ask(`{ releases(first: 1, after: ${after}) { nodes { version } }
      release(version: "1.0.0") { version } none: release(version: "9.9.9") { version }
      node(id: "${releases.nodes[0].id}") { ... on Release { version } } }`),
    ).toEqual({
      releases: { nodes: [{ version: '1.0.1' }] },
      release: { version: '1.0.0' },
      none: null,
      node: { version: '1.0.2' },
    });
  });
});

describe('changes', () => {
  test('between two releases say what was there before and after, and why', async () => {
    const { changes } = await ask(`{ changes(since: "1.0.0") { totalCount nodes {
      kind reason note release { version } before { key statement retiredIn { version } } after { key statement } } } }`);
    expect(changes).toEqual({
      totalCount: 2,
      nodes: [
        {
          kind: 'RETIRED',
          reason: 'SOURCE_RETRACTED',
          note: 'The paper took it back.',
          release: { version: '1.0.2' },
          before: expect.objectContaining({ key: 'volcano-customers', retiredIn: { version: '1.0.2' } }),
          after: null,
        },
        {
          kind: 'CORRECTED',
          reason: 'CURATION_ERROR',
          note: 'The statement said too little.',
          release: { version: '1.0.1' },
          before: expect.objectContaining({ statement: 'Doubao is a chatbot.' }),
          after: { key: 'doubao-category', statement: 'Doubao is a chatbot of its own kind.' },
        },
      ],
    });
  });

  test('can be narrowed to a span of releases, a kind, or what they are about', async () => {
    const { a, b, c } = await ask(`{
      a: changes(until: "1.0.0", first: 0) { totalCount }
      b: changes(since: "1.0.0", until: "1.0.1") { nodes { kind } }
      c: changes(where: { kind: { eq: ADDED }, after: { subject: { slug: { eq: "doubao" } } } }) { nodes { after { subject { slug } } } }
    }`);
    expect(a.totalCount).toBe(70);
    expect(b.nodes).toEqual([{ kind: 'CORRECTED' }]);
    expect(c.nodes.length).toBeGreaterThan(2);
    for (const { after } of c.nodes) expect(after.subject.slug).toBe('doubao');
  });

  test('of one release come in the order of the document, page by page', async () => {
    const keys = async () => {
      const { claims } = await ask('{ claims(first: 100, asOf: "1.0.0") { nodes { key } } }');
      return claims.nodes.map(({ key }: { key: string }) => key);
    };
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { data, statements } = await api.ask(
        'query ($after: String) { changes(until: "1.0.0", first: 7, after: $after) { nodes { after { key } } pageInfo { endCursor hasNextPage } } }',
        { after },
      );
      const { nodes, pageInfo } = data.changes;
      found.push(...nodes.map((node: { after: { key: string } }) => node.after.key));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      // The release, its changes, and their claims.
      expect(statements).toBe(3);
    } while (after !== null);
    expect(found).toEqual(await keys());
  });

  test('of a release that there is none of are refused, with what to ask instead', async () => {
    const { errors } = await api.ask('{ changes(since: "0.9") { totalCount } }');
    const { errors: swapped } = await api.ask('{ changes(since: "1.0.1", until: "1.0.0") { totalCount } }');
    expect(swapped?.[0]).toMatchObject({
      message: '`until` is 1.0.0, which came before 1.0.1.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(errors?.[0]).toMatchObject({
      message: 'There is no release "0.9". `releases { nodes { version } }` lists those that there are.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });
});

test('what rests on a document is the facts that a claim of it counts for, as of any release', async () => {
  const { source } = await ask(`{ source(slug: "bytedance-nvidia-h200") {
    today: dependents { totalCount } first: dependents(asOf: "1.0.0") { totalCount }
    customers: dependents(where: { property: { eq: "customers" } }) { totalCount }
    alone: dependents(where: { not: { claim: { source: { slug: { not: "bytedance-nvidia-h200" } } } } }) { totalCount } } }`);
  // One of the 70 claims is rejected, one retired since.
  expect(source).toEqual({
    today: { totalCount: 68 },
    first: { totalCount: 69 },
    customers: { totalCount: 0 },
    alone: { totalCount: 68 },
  });
});

describe('as of an earlier release', () => {
  const key = (
    version: string,
  ) => `claim(source: "bytedance-nvidia-h200", key: "doubao-category", asOf: "${version}") {
    statement accepted retiredIn { version } supersededBy { key } subject { name } fact { accepted { statement } claims { statement } } }`;

  test('a claim, its fact and its subject are as they were, all the way down', async () => {
    const then = {
      statement: 'Doubao is a chatbot.',
      accepted: true,
      retiredIn: null,
      supersededBy: null,
      subject: { name: 'Doubao' },
      fact: {
        accepted: { statement: 'Doubao is a chatbot.' },
        claims: [{ statement: 'Doubao is a chatbot.' }],
      },
    };
    const now = 'Doubao is a chatbot of its own kind.';
    expect(await ask(`{ then: ${key('1.0.0')} now: ${key('1.0.2')} }`)).toEqual({
      then,
      now: {
        ...then,
        statement: now,
        subject: { name: 'Doubao app' },
        fact: { accepted: { statement: now }, claims: [{ statement: now }] },
      },
    });
  });

  test('lists, counts and filters are as they were, side by side with those of now', async () => {
    const list = (
      asOf: string,
    ) => `claims(${asOf} where: { key: { eq: "volcano-customers" }, accepted: { eq: true } }) { totalCount }
      facts(${asOf} where: { property: { eq: "customers" } }) { nodes { accepted { key } } }
      product(${asOf} slug: "doubao") { name claims { totalCount } fact(property: "category") { accepted { statement } } }
      dataset(${asOf}) { release { version } counts { claims } }`;
    const then = await ask(`{ ${list('asOf: "1.0.0"')} }`);
    const now = await ask(`{ ${list('').replaceAll('dataset()', 'dataset')} }`);
    expect(then).toMatchObject({
      claims: { totalCount: 1 },
      facts: { nodes: [{ accepted: { key: 'volcano-customers' } }] },
      product: { name: 'Doubao', fact: { accepted: { statement: 'Doubao is a chatbot.' } } },
      dataset: { release: { version: '1.0.0' }, counts: { claims: 70 } },
    });
    expect(now).toMatchObject({
      claims: { totalCount: 0 },
      facts: { nodes: [] },
      product: {
        name: 'Doubao app',
        fact: { accepted: { statement: 'Doubao is a chatbot of its own kind.' } },
      },
      dataset: { release: { version: '1.0.2' }, counts: { claims: 69 } },
    });
  });

  test('a filter that says nothing of retirement lists what counts', async () => {
    const list = (where: string) => `claims(where: ${where}, first: 0) { totalCount }`;
    expect(
      await ask(
        `{ a: ${list('{}')} b: ${list('{ retired: {} }')} c: ${list('{ or: [{ retired: {} }] }')} d: ${list('{ retired: { eq: true } }')} }`,
      ),
    ).toEqual({ a: { totalCount: 69 }, b: { totalCount: 69 }, c: { totalCount: 69 }, d: { totalCount: 2 } });
  });

  test('what only a retired claim told is known no more, but was then; the claim still says when it held', async () => {
    const own = await testApi();
    const note = '  - key: doubao-tokens\n';
    const retired = `${note}    retired: { reason: SOURCE_RETRACTED, note: The paper took it back. }\n`;
    await publish(own.database, await checkedDataset(await editedDataset([article, note, retired])));
    const known = (asOf: string) => `product(${asOf} slug: "doubao") {
      fact(property: "tokenVolume") { period { edtf } claims { key } } facts(where: { property: { eq: "tokenVolume" } }) { totalCount } }`;
    const { data: then } = await own.ask(`{ ${known('asOf: "1.0.0"')} }`);
    expect(then.product).toMatchObject({
      fact: { period: expect.anything(), claims: [{ key: 'doubao-tokens' }] },
      facts: { totalCount: 1 },
    });
    const { data: now } = await own.ask(`{ ${known('')} dataset { counts { facts } } facts { totalCount }
      claims(where: { key: { eq: "doubao-tokens" }, retired: { eq: true } }) { nodes {
        fact { period { edtf } accepted { id } claims { id } } } } }`);
    await own.close();
    expect(now.product).toEqual({ fact: null, facts: { totalCount: 0 } });
    expect(now.facts.totalCount).toBe(now.dataset.counts.facts);
    expect(now.claims.nodes).toEqual([
      { fact: { period: then.product.fact.period, accepted: null, claims: [] } },
    ]);
  });

  test('the first release answers what it answered when it was the newest', async () => {
    const fresh = await testApi();
    const query = (asOf: string) => `{
      facts(${asOf} first: 100) { totalCount nodes { property { name } period { edtf } standing independentSources acceptedBecause accepted { id } claims { id } } }
      claims(${asOf} first: 100) { totalCount nodes { id statement accepted source { slug title } attribution { name } introducedIn { version } } }
      investments(${asOf} first: 100) { nodes { slug name amount { id quantity { display } } } } }`;
    const { data: then } = await fresh.ask(query('asOf: "1.0.0"'));
    const { data: newest } = await fresh.ask(query('where: {}'));
    await fresh.close();
    expect(then).toEqual(newest);
    expect(await ask(query('asOf: "1.0.0"'))).toEqual(then);
    expect(await ask(query('where: {}'))).not.toEqual(then);
  });

  test('the number of statements does not grow with the number of rows', async () => {
    const query = (first: number) =>
      `{ claims(asOf: "1.0.0", first: ${first}) { nodes { subject { name } source { slug } fact { accepted { key } } } } }`;
    const one = await api.ask(query(1));
    const many = await api.ask(query(60));
    expect(many.statements).toBe(one.statements + 3 * 4);
    expect(many.data.claims.nodes).toHaveLength(60);
  });
});
