import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { largerDataset } from '../support/larger-dataset.ts';

// company → investments → amount → source → publisher
const fourLevels = `query ($first: Int!) {
  company(slug: "bytedance") {
    name
    investments(first: $first) {
      nodes { name amount { quantity { display } source { slug publisher { name } } } }
    }
  }
}`;

describe('SQL statements per operation', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi(await largerDataset({ investments: 60, sources: 5 }));
  });
  afterAll(() => api.close());

  it.each([1, 2, 20, 60])('a query of four levels takes 6 statements for %i rows', async (first) => {
    const { data, errors, statements } = await api.ask(fourLevels, { first });
    expect(errors).toBeUndefined();
    expect(data.company.investments.nodes).toHaveLength(first);
    // company, investments, amounts, properties (for the units of display), sources, publishers
    expect(statements).toBe(6);
  });

  it.each([1, 5, 100])(
    'lists within a list take one statement for all %i parents, and one for all counts',
    async (first) => {
      const { data, errors, statements } = await api.ask(
        `query ($first: Int!) {
        companies(first: $first) { nodes { slug claims(first: 3) { totalCount nodes { statement } } facts { totalCount } } }
      }`,
        { first },
      );
      expect(errors).toBeUndefined();
      expect(data.companies.nodes.length).toBeGreaterThan(Math.min(first, 7) - 1);
      expect(statements).toBe(4);
    },
  );

  it('the fact on one property of many entities takes one statement', async () => {
    const { data, errors, statements } = await api.ask(
      '{ investments(first: 50) { nodes { slug fact(property: "amount") { standing accepted { statement } } } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.investments.nodes).toHaveLength(50);
    expect(statements).toBe(3);
  });

  it.each([1, 5, 30])(
    'facets take one statement for all %i parents, for each thing that is counted by',
    async (first) => {
      const { data, errors, statements } = await api.ask(
        `query ($first: Int!) { companies(first: $first) { nodes { slug
        claims(first: 1) { nodes { key } facets(by: MODALITY) { value count } sources: facets(by: SOURCE) { value count where } } } } }`,
        { first },
      );
      expect(errors).toBeUndefined();
      expect(data.companies.nodes[0].claims.facets.length).toBeGreaterThan(0);
      expect(statements).toBe(4);
    },
  );

  it.each([1, 2, 3])('facets by everything there is take one statement for all %i parents', async (first) => {
    const { data, errors, statements } = await api.ask(
      `query ($first: Int!) { companies(first: $first) { nodes { slug claims(first: 0) { facets { property value count where } } } } }`,
      { first },
    );
    expect(errors).toBeUndefined();
    expect(data.companies.nodes.length).toBeGreaterThan(Math.min(first, 7) - 1);
    expect(statements).toBe(2);
  });

  it('what is asked for only in its count reads no rows', async () => {
    const { data, statements } = await api.ask('{ claims { totalCount } }');
    expect(data.claims.totalCount).toBeGreaterThan(70);
    expect(statements).toBe(1);
  });

  it('a page of nothing takes no statement, and one to know whether there is more', async () => {
    const nothing = await api.ask('{ claims(first: 0) { nodes { id } } }');
    expect(nothing.data.claims).toEqual({ nodes: [] });
    expect(nothing.statements).toBe(0);
    const more = await api.ask(
      '{ companies(first: 7) { nodes { claims(first: 0) { nodes { id } pageInfo { hasNextPage endCursor } } } } }',
    );
    expect(more.data.companies.nodes[0].claims).toEqual({
      nodes: [],
      pageInfo: { hasNextPage: true, endCursor: null },
    });
    expect(more.statements).toBe(2);
  });
});
