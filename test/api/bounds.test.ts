import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certainties, satisfies } from '../../src/claims/bounds.ts';
import { join, query, sql } from '../../src/database/query.ts';
import * as inSql from '../../src/graphql/bounds-filters.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { bounds, comparison } from '../unit/claims/arbitraries.ts';

describe('filters on quantities with bounds', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  // More than 12 billion in 2025, up to 14 billion planned and up to 23 billion expected in 2026.
  it.each([
    ['{ gte: "1e10" }', ['2025']],
    ['{ gte: "1e10", certainty: DEFINITELY }', ['2025']],
    ['{ gte: 1e10, certainty: POSSIBLY }', ['2025', '2026', 'ai-2026']],
    ['{ gt: "14e9", certainty: POSSIBLY }', ['2025', 'ai-2026']],
    ['{ lte: "14e9" }', ['2026']],
    ['{ lt: "14e9" }', []],
    ['{ lt: "12e9", certainty: POSSIBLY }', ['2026', 'ai-2026']],
    ['{ eq: "12e9" }', []],
    ['{ eq: "12e9", certainty: POSSIBLY }', ['2026', 'ai-2026']],
    ['{ gt: "14e9", lt: "20e9", certainty: POSSIBLY }', ['2025', 'ai-2026']],
    ['{ gt: "20e9", lt: "14e9", certainty: POSSIBLY }', []],
    ['{ gte: "1", currency: "CNY", certainty: POSSIBLY }', []],
    ['{}', ['2025', '2026', 'ai-2026']],
  ])('investments whose amount is %s', async (amount, slugs) => {
    const { data, errors } = await api.ask(
      `{ investments(where: { amount: ${amount} }) { nodes { slug } } }`,
    );
    expect(errors).toBeUndefined();
    const found = data.investments.nodes.map(({ slug }: { slug: string }) =>
      slug.replace(/^bytedance-(nvidia-)?/, ''),
    );
    expect(found.sort()).toEqual([...slugs].sort());
  });

  it('claims, facts and companies in one statement each, now and as of any release', async () => {
    const list = (asOf: string) => `
      claims(${asOf} where: { quantity: { gt: "1e13", unit: "token" } }) { nodes { key } }
      facts(${asOf} where: { accepted: { quantity: { gte: "1e10", currency: "USD" } } }) { totalCount }
      companies(${asOf} where: { investment: { amount: { gt: "20e9", certainty: POSSIBLY }, status: { eq: FORECAST } } }) { nodes { slug } }`;
    const { data, errors, statements } = await api.ask(`{ ${list('')} }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      claims: { nodes: [{ key: 'doubao-tokens' }] },
      facts: { totalCount: 1 },
      companies: { nodes: [{ slug: 'bytedance' }] },
    });
    expect(statements).toBe(3);
    expect((await api.ask(`{ ${list('asOf: "1.0.0"')} }`)).data).toEqual(data);
  });

  it.each([
    ['{ gte: 1 }', 'both.'],
    ['{ gte: 1, unit: "token", currency: "USD" }', 'both.'],
  ])('a quantity is not compared with %s: with how many of what', async (quantity, message) => {
    const { errors } = await api.ask(`{ claims(where: { quantity: ${quantity} }) { totalCount } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(message);
  });

  it('Postgres compares random bounds as the definition does', async () => {
    const cases = fc.sample(
      fc.record({ bounds, comparison, certainty: fc.constantFrom(...certainties) }),
      500,
    );
    const selects = cases.map(({ bounds: { lower, upper, lowerInclusive, upperInclusive }, ...asked }, n) => {
      const row = sql`(SELECT ${lower}::numeric AS lower, ${upper}::numeric AS upper,
        ${lowerInclusive}::boolean AS "lowerInclusive", ${upperInclusive}::boolean AS "upperInclusive") t`;
      const passes = inSql.satisfies(inSql.boundsIn(sql`t`), asked.comparison, asked.certainty);
      return sql`SELECT ${n}::int AS n, ${passes} AS passes FROM ${row}`;
    });
    const found = await query<{ n: number; passes: boolean }>(api.database, join(selects, ' UNION ALL '));
    expect(found).toHaveLength(cases.length);
    const wrong = found.filter(({ n, passes }) => {
      const asked = cases[n] as (typeof cases)[number];
      return satisfies(asked.bounds, asked.comparison, asked.certainty) !== passes;
    });
    expect(wrong.map(({ n }) => cases[n])).toEqual([]);
    expect(new Set(found.map(({ passes }) => passes)).size).toBe(2);
  });
});
