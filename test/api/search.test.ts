import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { addDocument } from '../curation/document.ts';
import { article, edit, editedDataset, statement } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';

interface Found {
  kind: string;
  score: number;
  match: { field: string; text: string };
  node: { slug?: string; key?: string };
}

let api: TestApi;

// The article, with names in other scripts and some that are not only letters; then one product is renamed and a claim corrected.
beforeAll(async () => {
  const folder = await editedDataset(
    ['entities/companies.yaml', 'name: ByteDance }', 'name: ByteDance, aliases: [字节跳动, Байтдэнс] }'],
    ['entities/companies.yaml', 'name: Huawei }', "name: Huawei, aliases: [华为, Хуавэй, 'Élan Ørsted'] }"],
    ['entities/products.yaml', 'name: Doubao }', "name: Doubao, aliases: [豆包, '40%_of\\ it'] }"],
  );
  await addDocument(folder, 'ledger', [
    {
      key: 'made-up-headcount',
      subject: 'huawei',
      property: 'headcount',
      quantity: { value: '207000', hedge: 'STATED' },
      excerpt: 'Huawei employs 207000 people',
      statement: 'Huawei employs 207,000 people in Dongguan, 100%_sure.',
    },
  ]);
  api = await testApi(folder);
  await edit(folder, ['entities/products.yaml', 'name: TikTok', 'name: Musically']);
  await edit(folder, [
    article,
    statement,
    'statement: Doubao is a conversationalist.\n    correction: { reason: CURATION_ERROR, note: The statement said too little., expect: "3f0e81d90403" }',
  ]);
  await publish(api.database, await checkedDataset(folder));
}, 120_000);
afterAll(() => api.close());

const hits = `totalCount nodes { kind score match { field text }
  node { ... on Entity { slug } ... on Publisher { slug } ... on Claim { key } } }`;

async function search(text: string, given: Record<string, unknown> = {}) {
  const { data, errors, statements } = await api.ask(
    `query ($text: String!, $kinds: [SearchKind!], $first: Int, $after: String, $asOf: String) {
      search(text: $text, kinds: $kinds, first: $first, after: $after, asOf: $asOf) { ${hits} pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
    { text, ...given },
  );
  expect(errors).toBeUndefined();
  const nodes: Found[] = data.search.nodes;
  const { totalCount, pageInfo } = data.search as { totalCount: number; pageInfo: Record<string, unknown> };
  return { totalCount, pageInfo, nodes, statements, found: nodes.map(({ node }) => node.slug ?? node.key) };
}

describe('search finds', () => {
  it.each([
    ['ByteDance', 'bytedance', 'NAME', 'ByteDance'],
    ['bytedance', 'bytedance', 'NAME', 'ByteDance'],
    ['  BYTEDANCE ', 'bytedance', 'NAME', 'ByteDance'],
    ['ＢｙｔｅＤａｎｃｅ', 'bytedance', 'NAME', 'ByteDance'],
    ['Bytédänce', 'bytedance', 'NAME', 'ByteDance'],
    ['byte dance', 'bytedance', 'NAME', 'ByteDance'],
    ['字节跳动', 'bytedance', 'ALIAS', '字节跳动'],
    ['字节', 'bytedance', 'ALIAS', '字节跳动'],
    ['跳动', 'bytedance', 'ALIAS', '字节跳动'],
    ['字节条动', 'bytedance', 'ALIAS', '字节跳动'],
    ['为', 'huawei', 'ALIAS', '华为'],
    ['豆包', 'doubao', 'ALIAS', '豆包'],
    ['Байтдэнс', 'bytedance', 'ALIAS', 'Байтдэнс'],
    ['БАЙТДЭНС', 'bytedance', 'ALIAS', 'Байтдэнс'],
    ['Байтденс', 'bytedance', 'ALIAS', 'Байтдэнс'],
    ['хуавей', 'huawei', 'ALIAS', 'Хуавэй'],
    ['elan orsted', 'huawei', 'ALIAS', 'Élan Ørsted'],
    ['E\u0301lan', 'huawei', 'ALIAS', 'Élan Ørsted'],
    ['Hauwei', 'huawei', 'NAME', 'Huawei'],
    ['Nvdia', 'nvidia', 'NAME', 'Nvidia'],
    ['nvidai', 'nvidia', 'NAME', 'Nvidia'],
    ['Camrbicon', 'cambricon', 'NAME', 'Cambricon'],
    ['Mooer Thraeds', 'moore-threads', 'NAME', 'Moore Threads'],
    ['H200', 'nvidia-h200', 'ALIAS', 'H200'],
    ['h20', 'nvidia-h20', 'ALIAS', 'H20'],
    ['40%_of\\ it', 'doubao', 'ALIAS', '40%_of\\ it'],
    ['South China', 'scmp', 'NAME', 'South China Morning Post'],
  ])('%j first: %s, by its %s %j', async (text, slug, field, name) => {
    const { nodes, found } = await search(text);
    expect(found[0]).toBe(slug);
    expect(nodes[0]?.match).toEqual({ field, text: name });
  });

  it('numbers only as they are, whether or not thousands are set apart', async () => {
    const texts = async (text: string) => (await search(text)).nodes.map(({ match }) => match.text);
    expect(await texts('H100')).toEqual([]);
    expect(await texts('17 billion')).toEqual([]);
    const fourteen = await texts('14 billion');
    expect(fourteen.length).toBeGreaterThan(0);
    for (const found of fourteen) expect(found).toContain('14');
    for (const text of [
      '1000',
      '1,000',
      '1.000',
      '1000 specialists',
      '1,000 specialists',
      '1.000 specialists',
    ])
      expect((await texts(text))[0]).toContain('1,000 specialists');
  });

  it.each([
    ['people in Dongguan', 'made-up-headcount'],
    ['peopel in Dongguan', 'made-up-headcount'],
    ['dóngguǎn employs', 'made-up-headcount'],
    ['Dongguan 207,000', 'made-up-headcount'],
    ['100%_sure', 'made-up-headcount'],
    ['conversationalist', 'doubao-category'],
    ['conversation', 'doubao-category'],
  ])('the claim whose statement has %j', async (text, key) => {
    const { nodes, found } = await search(text, { kinds: ['CLAIM'] });
    expect(found[0]).toBe(key);
    expect(nodes[0]?.kind).toBe('CLAIM');
    expect(nodes[0]?.match.field).toBe('STATEMENT');
  });

  it.each(['%', '_', '%%%', '\\', '%_%', 'n%q', 'b%q', 'q_x', '.*', "'); --", '!!!', '—', 'zzzzzz'])(
    'nothing by %j: every character stands for itself',
    async (text) => {
      expect(await search(text)).toMatchObject({ totalCount: 0, nodes: [] });
    },
  );

  it('each thing once, by what fits best, a name that is just that before all others', async () => {
    const { nodes, totalCount } = await search('nvidia', { first: 100 });
    expect(totalCount).toBe(nodes.length);
    expect(new Set(nodes.map(({ kind, node }) => `${kind} ${node.slug ?? node.key}`)).size).toBe(
      nodes.length,
    );
    expect(nodes[0]).toMatchObject({ kind: 'COMPANY', score: 1, node: { slug: 'nvidia' } });
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(
      new Set(['COMPANY', 'CHIP', 'INVESTMENT', 'EVENT', 'CLAIM']),
    );
    const scores = nodes.map(({ score }) => score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
    for (const { match } of nodes.slice(0, 20)) expect(match.text.toLowerCase()).toContain('nvidia');
  });

  it('only the kinds that are asked for, and none of none', async () => {
    for (const kinds of [['CHIP'], ['INVESTMENT', 'CLAIM'], ['PUBLISHER'], ['EVENT', 'PRODUCT']]) {
      const { nodes } = await search('nvidia', { kinds, first: 100 });
      for (const { kind } of nodes) expect(kinds).toContain(kind);
    }
    expect(await search('nvidia', { kinds: [] })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('what was there at an earlier release, under the names of then', async () => {
    expect((await search('tiktok', { kinds: ['PRODUCT'] })).found).toEqual([]);
    expect((await search('musically', { kinds: ['PRODUCT'] })).found).toEqual(['tiktok']);
    const then = await search('tiktok', { kinds: ['PRODUCT'], asOf: '1.0.0' });
    expect(then.nodes).toMatchObject([{ match: { text: 'TikTok' }, node: { slug: 'tiktok' } }]);
    expect((await search('musically', { kinds: ['PRODUCT'], asOf: '1.0.0' })).found).toEqual([]);
    expect((await search('conversationalist', { kinds: ['CLAIM'], asOf: '1.0.0' })).found).toEqual([]);
    expect((await search('Doubao is a chatbot', { kinds: ['CLAIM'], asOf: '1.0.0' })).found[0]).toBe(
      'doubao-category',
    );
    expect((await search('字节', { asOf: '1.0.0' })).found[0]).toBe('bytedance');
  });
});

describe('hits', () => {
  it.each(['nvidia', 'bytedance 2026', 'a'])(
    'of %j are paged through in one order, always the same',
    async (text) => {
      const whole = await search(text, { first: 100 });
      expect(await search(text, { first: 100 })).toEqual(whole);
      const paged: Found[] = [];
      let after: unknown = null;
      do {
        const page = await search(text, { first: 7, after });
        expect(page.totalCount).toBe(whole.totalCount);
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        paged.push(...page.nodes);
        after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      } while (after !== null);
      expect(paged).toEqual(whole.nodes);
      expect(paged).toHaveLength(whole.totalCount);
    },
  );

  it('after the last are none, and it is known how many there are', async () => {
    const { pageInfo, totalCount } = await search('nvidia', { first: 100 });
    expect(await search('nvidia', { after: pageInfo.endCursor })).toMatchObject({ nodes: [], totalCount });
  });

  it.each([1, 10, 100])('take one statement, and one for each table, however many (%i)', async (first) => {
    const { statements, nodes } = await search('nvidia', { first });
    const tables = new Set(nodes.map(({ kind }) => kind)).size;
    expect(statements).toBe(1 + tables);
    const { statements: alone } = await api.ask('{ search(text: "nvidia") { totalCount nodes { score } } }');
    expect(alone).toBe(1);
  });
});

describe('whatever is searched for', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('nvidia', 'ByteDance', '字节', 'Хуавэй', '%', '_', '\\', "'", '\u0301', '\ud800', ' '),
  );
  const text = fc
    .array(piece, { minLength: 1, maxLength: 6 })
    .map((pieces) => pieces.join('').replaceAll('\0', ''))
    .filter((each) => each.trim() !== '');

  it('there is an answer, each hit has a name or statement with it, and they are in order', async () => {
    await fc.assert(
      fc.asyncProperty(text, async (each) => {
        const { nodes, totalCount } = await search(each, { first: 50 });
        expect(nodes).toHaveLength(Math.min(50, totalCount));
        for (const { score, match } of nodes) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(1);
          expect(match.text).not.toBe('');
        }
        const scores = nodes.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        // Beyond ASCII some signs stand for letters, as © does.
        if (/^\p{ASCII}*$/u.test(each) && !/[a-z\d]/i.test(each)) expect(totalCount).toBe(0);
      }),
      { numRuns: 60 },
    );
  }, 30_000);
});

describe('search refuses', () => {
  it.each([
    ['text: ""', 'BAD_USER_INPUT', 'Give `text` to search for.'],
    ['text: " \\n "', 'BAD_USER_INPUT', 'Give `text` to search for.'],
    ['text: "a\\u0000b"', 'BAD_USER_INPUT', 'A text holds a NUL character'],
    ['text: "nvidia", first: 101', 'BAD_USER_INPUT', '`first` is 101'],
    ['text: "nvidia", first: -1', 'BAD_USER_INPUT', '`first` is -1'],
    ['text: "nvidia", after: "nonsense"', 'BAD_USER_INPUT', '`after` is not a cursor'],
    [`text: "${'a'.repeat(257)}"`, 'BAD_USER_INPUT', '257'],
  ])('%s', async (given, code, message) => {
    const { errors } = await api.ask(`{ search(${given}) { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe(code);
    expect(errors?.[0]?.message).toContain(message);
  });

  it.each([
    'a'.repeat(256),
    '字'.repeat(256),
    'ab '.repeat(85),
    'abc '.repeat(64),
    '\u{1f600}'.repeat(120),
    '\ufdfa'.repeat(256),
  ])('nothing of the longest texts: %.6s…', async (text) => {
    const { nodes } = await search(text);
    expect(nodes.length).toBeLessThanOrEqual(20);
  });
});
