import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

const lists = {
  companies: ['NAME', 'SLUG', 'COUNTRY'],
  chips: ['NAME', 'SLUG'],
  products: ['NAME', 'SLUG', 'CATEGORY'],
  investments: ['NAME', 'SLUG', 'AMOUNT', 'PERIOD'],
  events: ['NAME', 'SLUG', 'DATE'],
  claims: ['DOCUMENT', 'PROPERTY', 'PERIOD', 'VALUE', 'CONFIDENCE', 'INTRODUCED'],
  facts: ['PROPERTY', 'PERIOD', 'STANDING', 'INDEPENDENT_SOURCES'],
  sources: ['SLUG', 'PUBLISHED'],
  publishers: ['NAME'],
  releases: ['NUMBER'],
  changes: ['RELEASE'],
  properties: ['NAME', 'LABEL'],
} as const;

const request = fc.constantFrom(...(Object.keys(lists) as (keyof typeof lists)[])).chain((list) =>
  fc.record({
    list: fc.constant(list),
    orderBy: fc.array(
      fc.record({
        field: fc.constantFrom<string>(...lists[list]),
        direction: fc.constantFrom('ASC', 'DESC'),
      }),
      { maxLength: 2 },
    ),
    size: fc.integer({ min: 1, max: 40 }),
  }),
);

describe('paging', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  interface Request {
    list: keyof typeof lists;
    orderBy: { field: string; direction: string }[];
    size: number;
  }

  async function page({ list, orderBy }: Request, paging: string) {
    const order = orderBy
      .map(({ field, direction }) => `{ field: ${field}, direction: ${direction} }`)
      .join(', ');
    const { data, errors } = await api.ask(
      `{ list: ${list}(orderBy: [${order}], ${paging}) { totalCount edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    expect(errors).toBeUndefined();
    return data.list;
  }

  /** All cursors of a list, page by page in one direction. */
  async function walk(asked: Request, direction: 'forwards' | 'backwards'): Promise<string[]> {
    const cursors: string[] = [];
    let paging = direction === 'forwards' ? `first: ${asked.size}` : `last: ${asked.size}`;
    for (;;) {
      const { edges, pageInfo } = await page(asked, paging);
      const found = edges.map(({ cursor }: { cursor: string }) => cursor);
      expect([found[0] ?? null, found.at(-1) ?? null]).toEqual([pageInfo.startCursor, pageInfo.endCursor]);
      if (direction === 'forwards') {
        cursors.push(...found);
        if (!pageInfo.hasNextPage) return cursors;
        paging = `first: ${asked.size}, after: "${pageInfo.endCursor}"`;
      } else {
        cursors.unshift(...found);
        if (!pageInfo.hasPreviousPage) return cursors;
        paging = `last: ${asked.size}, before: "${pageInfo.startCursor}"`;
      }
    }
  }

  it('shows every object once and in the same order, forwards and backwards, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(request, async (asked) => {
        const whole = await page(asked, 'first: 100');
        const expected = whole.edges.map(({ cursor }: { cursor: string }) => cursor);
        expect(expected).toHaveLength(whole.totalCount);
        expect(await walk(asked, 'forwards')).toEqual(expected);
        expect(await walk(asked, 'backwards')).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('shows what lies between two cursors', async () => {
    const all = (await page({ list: 'claims', orderBy: [], size: 0 }, 'first: 20')).edges;
    const between = await page(
      { list: 'claims', orderBy: [], size: 0 },
      `first: 100, after: "${all[4].cursor}", before: "${all[9].cursor}"`,
    );
    expect(between.edges).toEqual(all.slice(5, 9));
  });

  it.each([
    ['first: 0', true, false],
    ['last: 0', false, true],
    ['first: 0, where: { key: { eq: "nothing" } }', false, false],
    ['last: 0, where: { key: { eq: "nothing" } }', false, false],
  ])('tells of %s whether there is something', async (paging, hasNextPage, hasPreviousPage) => {
    const { edges, pageInfo } = await page({ list: 'claims', orderBy: [], size: 0 }, paging);
    expect(edges).toEqual([]);
    expect(pageInfo).toEqual({ hasNextPage, hasPreviousPage, startCursor: null, endCursor: null });
  });

  it('shows 20 where nobody says how many', async () => {
    const { edges, totalCount } = await page({ list: 'claims', orderBy: [], size: 0 }, 'where: {}');
    expect(edges).toHaveLength(20);
    expect(totalCount).toBe(70);
  });

  it.each([
    ['first: -1', '`first` is -1; it can be 0 to 100.'],
    ['first: 101', '`first` is 101; it can be 0 to 100.'],
    ['last: 1000000000', '`last` is 1000000000; it can be 0 to 100.'],
    ['first: 1, last: 1', 'Give `first` or `last`, not both.'],
    [
      'after: "nonsense"',
      '`after` is not a cursor: "nonsense". Cursors come from `edges.cursor` and `pageInfo` of the same list.',
    ],
    [
      'before: ""',
      '`before` is not a cursor: "". Cursors come from `edges.cursor` and `pageInfo` of the same list.',
    ],
  ])('refuses %s, saying what can be', async (paging, message) => {
    const { errors } = await api.ask(`{ companies(${paging}) { nodes { id } } }`);
    expect(errors).toMatchObject([{ message, path: ['companies'], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('refuses a cursor of another list and one that is too long', async () => {
    const { data } = await api.ask('{ chips(first: 1) { pageInfo { endCursor } } }');
    const other = await api.ask(`{ companies(after: "${data.chips.pageInfo.endCursor}") { nodes { id } } }`);
    expect(other.errors?.[0]?.message).toContain('is a cursor of a list of another type (Chip)');
    const long = await api.ask(`{ companies(after: "${'Q'.repeat(50_000)}") { nodes { id } } }`);
    expect(long.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(long.errors?.[0]?.message).toMatch(/^`text` is 50,000; it can be up to 256\. /);
  });
});
