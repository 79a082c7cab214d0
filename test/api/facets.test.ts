import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lists } from '../../src/graphql/lists.ts';
import { type TestApi, testApi } from '../support/api.ts';

describe('facets', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  it('count the whole list that the filter leaves, the most frequent value first', async () => {
    const { data, errors } = await api.ask(`{
      investments(first: 1) { status: facets(by: STATUS) { value count } counterparty: facets(by: COUNTERPARTY) { value count } }
      claims(where: { valueKind: { eq: QUANTITY }, subject: { kind: { eq: INVESTMENT } } }) { facets(by: ROOT) { value count } }
      company(slug: "bytedance") { investments(where: { hedge: { eq: UP_TO } }) { facets(by: HEDGE) { value count } } }
      past: companies(asOf: "1.0.0", where: { slug: { startsWith: "byte" } }) { facets(by: COUNTRY) { value count } }
      contested(first: 0) { facets(by: PROPERTY) { value count } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      investments: {
        status: ['FACT', 'FORECAST', 'PLAN'].map((value) => ({ value, count: 1 })),
        counterparty: [
          { value: 'nvidia', count: 2 },
          { value: null, count: 1 },
        ],
      },
      claims: {
        facets: [
          { value: 'Untitled article, by admin', count: 2 },
          { value: 'South China Morning Post', count: 1 },
        ],
      },
      company: { investments: { facets: [{ value: 'UP_TO', count: 2 }] } },
      past: {
        facets: [
          { value: 'CN', count: 1 },
          { value: null, count: 1 },
        ],
      },
      contested: { facets: [] },
    });
  });

  it('add up to the number of objects, whatever they are counted by', async () => {
    const plural = (table: string) =>
      `${table[0]?.toLowerCase()}${table.slice(1)}s`
        .replace('companys', 'companies')
        .replace('propertys', 'properties');
    const countable = lists.filter(({ facets }) => Object.keys(facets).length > 0);
    for (const { table, facets } of countable) {
      const by = Object.keys(facets).map((name) => `${name}: facets(by: ${name}) { count }`);
      const { data, errors } = await api.ask(
        `{ list: ${plural(table)}(first: 0) { totalCount ${by.join(' ')} } }`,
      );
      expect(errors).toBeUndefined();
      const { totalCount, ...counted } = data.list;
      for (const [name, found] of Object.entries<{ count: number }[]>(counted))
        expect([table, name, found.reduce((sum, { count }) => sum + count, 0)]).toEqual([
          table,
          name,
          totalCount,
        ]);
    }
    expect(countable).toHaveLength(11);
  });
});
