import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const id = (text: string) => Buffer.from(text).toString('base64url');
const where = 'query ($where: CompanyWhere) { companies(where: $where) { totalCount } }';
const not = (levels: number): object => (levels === 0 ? {} : { not: not(levels - 1) });

const over = (name: string, requested: number, allowed: number) => ({
  code: 'OPERATION_LIMIT_EXCEEDED',
  limit: { name, requested, allowed },
});

/** The extensions of the only error, and that no more than the field failed, or nothing was executed. */
async function refusal(query: string, variables?: Record<string, unknown>) {
  const { status, errors } = await api.ask(query, variables);
  expect(errors).toHaveLength(1);
  expect(status).toBe(errors?.[0]?.path ? 200 : 400);
  return errors?.[0]?.extensions;
}

const refused = { code: 'BAD_USER_INPUT' };

describe('variables', () => {
  it('may hold 20 objects inside one another, and are refused with 150 or 20,000', async () => {
    expect((await api.ask(where, { where: not(19) })).errors).toBeUndefined();
    expect(await refusal(where, { where: not(20) })).toMatchObject(over('inputDepth', 21, 20));
    expect(await refusal(where, { where: not(150) })).toMatchObject(over('inputDepth', 151, 20));
    const deep = `{"query": "{ __typename }", "variables": {"x": ${'['.repeat(40_000)}${']'.repeat(40_000)}}}`;
    const response = await api.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: deep,
    });
    expect((await response.json()).errors[0].extensions).toMatchObject(over('inputDepth', 40_000, 20));
  });

  it('are refused when their JSON is 500,000 levels deep, which is more than is read', async () => {
    const response = await api.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: `{"query": "{ __typename }", "variables": {"x": ${'['.repeat(500_000)}${']'.repeat(500_000)}}}`,
    });
    expect(response.status).toBe(413);
  });

  it('may hold 1,000 values, and are refused with more: 10,000 variables, a long list, many conditions', async () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`v${n}`, n]));
    expect(await refusal('{ __typename }', many)).toMatchObject(over('inputValues', 5_000, 1_000));
    const or = Array.from({ length: 1_000 }, () => ({ name: { eq: 'x' } }));
    expect(await refusal(where, { where: { or } })).toMatchObject(over('inputValues', 3_002, 1_000));
    const names = (length: number) => ({
      where: { name: { in: Array.from({ length }, (_, n) => `n${n}`) } },
    });
    expect((await api.ask(where, names(997))).errors).toBeUndefined();
    expect(await refusal(where, names(998))).toMatchObject(over('inputValues', 1_001, 1_000));
  });
});

describe('a literal', () => {
  it('is refused when it nests more than 20 objects and lists', async () => {
    const nested = (levels: number) =>
      `{ companies(where: ${'{ not: '.repeat(levels)}{}${' }'.repeat(levels)}) { totalCount } }`;
    expect((await api.ask(nested(19))).errors).toBeUndefined();
    expect(await refusal(nested(20))).toMatchObject(over('inputDepth', 21, 20));
    expect(await refusal(nested(150))).toMatchObject(over('inputDepth', 151, 20));
  });
});

describe('an id, a cursor or a text', () => {
  const page = (argument: string) => `{ companies(${argument}) { nodes { id } } }`;

  it.each([
    ['an id that is malformed', '{ node(id: "?") { id } }'],
    ['an id whose number overflows', `{ node(id: "${id(`Nothing:${'9'.repeat(100)}`)}") { id } }`],
    ['an id of 257 characters', `{ node(id: "${'Q'.repeat(257)}") { id } }`],
    ['101 ids', `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`],
    ['a cursor that is not base64', page('after: "?"')],
    ['a cursor of another type', page(`after: "${id('@Chip:1')}"`)],
    ['a cursor of 90,000 characters', page(`before: "${'Q'.repeat(90_000)}"`)],
    ['a text of 15,000 characters', page(`where: { name: { contains: "${'x'.repeat(15_000)}" } }`)],
    ['NUL in a text', page('where: { name: { eq: "a\\u0000" } }')],
    ['NUL in an id', `{ node(id: "${id('Company:a\0')}") { id } }`],
    ['`first` of -1', page('first: -1')],
    ['`first` of 101', page('first: 101')],
    ['`first` of a thousand million', page('first: 1000000000')],
    ['`last` of 101', page('last: 101')],
    ['`first` and `last` together', page('first: 1, last: 1')],
  ])('is refused as bad input: %s', async (_what, query) => {
    const ids = Array.from({ length: 101 }, () => id('Company:nvidia'));
    expect(await refusal(query, query.includes('$ids') ? { ids } : undefined)).toMatchObject(refused);
  });

  it('is `null` where it is well-formed and unknown, or larger than any number', async () => {
    const { data, errors } = await api.ask(
      `{ a: node(id: "${id('Company:nobody')}") { id } b: node(id: "${id(`TextClaim:${'9'.repeat(100)}`)}") { id } }`,
    );
    expect([data, errors]).toEqual([{ a: null, b: null }, undefined]);
  });

  it('is 20 to a page where nobody says how many, and none where they say 0', async () => {
    const { data } = await api.ask(
      '{ usual: claims { nodes { id } } empty: claims(first: 0) { nodes { id } } }',
    );
    expect([data.usual.nodes.length, data.empty.nodes.length]).toEqual([20, 0]);
  });

  it('stands for itself: wildcards, SQL and regular expressions match only where they are written', async () => {
    const found = async (text: string) => {
      const { data, errors } = await api.ask(where, { where: { name: { contains: text } } });
      expect(errors).toBeUndefined();
      return data.companies.totalCount;
    };
    expect(await found('vidi')).toBe(1);
    for (const text of [
      '%',
      '_',
      '\\',
      'N%a',
      'N_idia',
      "' OR 1=1 --",
      '"; DROP TABLE "Claim"; --',
      '(a+)+$',
      '.*',
      '^N',
    ]) {
      expect(await found(text)).toBe(0);
    }
    expect(await found('')).toBeGreaterThan(5);
  });
});
