import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bounds, sum } from '../../src/claims/bounds.ts';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { addInvestments, type MadeUp, madeUpInvestments } from './made-up-investments.ts';

const all = madeUpInvestments(60, 2026);
const bySlug = new Map(all.map((each) => [each.slug, each]));
let api: TestApi;

// The article, and made-up investments; then some of their amounts are withdrawn.
beforeAll(async () => {
  const folder = await editedDataset();
  await addInvestments(folder, all);
  api = await testApi(folder);
  for (const { slug } of all.filter(({ withdrawn }) => withdrawn)) {
    const key = `  - key: amount-${slug}\n`;
    const retired = `${key}    retired: { reason: CURATION_ERROR, note: Misread. }\n`;
    await edit(folder, ['sources/ledger.yaml', key, retired]);
    if (bySlug.get(slug)?.contested) await edit(folder, ['sources/denial.yaml', key, retired]);
  }
  await publish(api.database, await checkedDataset(folder));
}, 120_000);
afterAll(() => api.close());

const ask = async (query: string, variables?: Record<string, unknown>) => {
  const { data, errors, ...rest } = await api.ask(query, variables);
  expect(errors).toBeUndefined();
  return { ...data, ...rest };
};

const total = `count modalities sum { lower upper lowerInclusive upperInclusive }
  claims(first: 30) { totalCount nodes { property { name } subject { slug } source { slug } } }
  leftOut { reason count investments(first: 30) { nodes { slug } } }`;

interface Answered {
  group: { value: string | null }[];
  count: number;
  modalities: string[];
  sum: Bounds | null;
  claims: { totalCount: number; nodes: { property: { name: string }; subject: { slug: string } }[] };
  leftOut: { reason: string; count: number; investments: { nodes: { slug: string }[] } }[];
}

describe('totals of the article', () => {
  const ours = '{ slug: { startsWith: "bytedance" } }';

  it('are from the sum of the lower to that of the upper bounds, by group, with the claims', async () => {
    const { investmentTotals, statements } =
      await ask(`{ investmentTotals(where: ${ours}, groupBy: [YEAR, MODALITY]) {
      currency total { count modalities sum { lower upper lowerInclusive upperInclusive } }
      groups { totalCount nodes { group { by value } sum { lower upper lowerInclusive upperInclusive } claims { nodes { key source { slug } } } } } } }`);
    const group = (year: string, modality: string, sum: object, key: string) => ({
      group: [
        { by: 'YEAR', value: year },
        { by: 'MODALITY', value: modality },
      ],
      sum: { lowerInclusive: false, ...sum },
      claims: { nodes: [{ key, source: { slug: 'bytedance-nvidia-h200' } }] },
    });
    expect(investmentTotals).toEqual({
      currency: 'USD',
      total: {
        count: 3,
        modalities: ['FACT', 'FORECAST', 'PLAN'],
        sum: { lower: '12000000000', upper: null, lowerInclusive: false, upperInclusive: false },
      },
      groups: {
        totalCount: 3,
        nodes: [
          group(
            '2025',
            'FACT',
            { lower: '12000000000', upper: null, upperInclusive: false },
            'nvidia-2025-amount',
          ),
          group(
            '2026',
            'FORECAST',
            { lower: '0', upper: '23000000000', upperInclusive: true },
            'ai-2026-amount',
          ),
          group(
            '2026',
            'PLAN',
            { lower: '0', upper: '14000000000', upperInclusive: true },
            'nvidia-2026-amount',
          ),
        ],
      },
    });
    // The total, the groups, the claims of all groups, and their sources.
    expect(statements).toBe(4);
  });

  it('name the companies that they are grouped by, and are of nothing where nothing fits', async () => {
    const { named, none } = await ask(`{
      named: investmentTotals(where: ${ours}, groupBy: [COUNTERPARTY]) { groups { nodes { group { value company { name } } } } }
      none: investmentTotals(where: { slug: { eq: "nothing" } }, groupBy: [YEAR]) { total { ${total} } groups { totalCount nodes { count } } } }`);
    expect(named.groups.nodes.map(({ group }: { group: object[] }) => group[0])).toEqual([
      { value: 'nvidia', company: { name: 'Nvidia' } },
      { value: null, company: null },
    ]);
    expect(none).toEqual({
      total: { count: 0, modalities: [], sum: null, claims: { totalCount: 0, nodes: [] }, leftOut: [] },
      groups: { totalCount: 0, nodes: [] },
    });
  });

  it.each([
    ['groups(first: 101) { totalCount }', '`first` is 101; it can be 0 to 100.'],
    ['groups(after: "x") { totalCount }', '`after` is not a cursor: "x".'],
  ])('%s is refused', async (groups, message) => {
    const { errors } = await api.ask(`{ investmentTotals(groupBy: [YEAR]) { ${groups} } }`);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toContain(message);
  });
});

/** What should become of each of `chosen`, by the definition. */
function judge(chosen: readonly MadeUp[], currency: string, isNewest: boolean) {
  const slugs = new Set(chosen.map(({ slug }) => slug));
  const unusable = (each: MadeUp) => {
    if (isNewest && each.withdrawn) return 'NOTHING_KNOWN';
    if (each.stated.currency !== currency) return 'OTHER_CURRENCY';
    return each.contested ? 'CONTESTED' : null;
  };
  const isHeld = ({ partOf }: MadeUp): boolean => {
    const whole = partOf === null ? undefined : bySlug.get(partOf);
    return whole !== undefined && ((slugs.has(whole.slug) && unusable(whole) === null) || isHeld(whole));
  };
  return new Map(chosen.map((each) => [each.slug, isHeld(each) ? 'PART_OF_COUNTED' : unusable(each)]));
}

const years: Record<string, string> = { '2025-03': '2025', '2024/2026': '2024/2026' };
const groupValue = {
  YEAR: ({ period, withdrawn }: MadeUp, isNewest: boolean) =>
    period === null || (isNewest && withdrawn) ? null : (years[period] ?? period),
  INVESTOR: ({ investor }: MadeUp) => investor,
  COUNTERPARTY: ({ counterparty }: MadeUp) => counterparty,
  PURPOSE: ({ purpose }: MadeUp) => purpose,
  MODALITY: ({ modality }: MadeUp) => modality,
};

const slugsOf = (nodes: { slug: string }[]) => nodes.map(({ slug }) => slug).sort();

describe('whatever is added, grouped by whatever, now and as of an earlier release', () => {
  it('every investment is in one group, counted once or left out for its reason, and the sums are exact', async () => {
    const chosen = fc.subarray(all, { minLength: 1, maxLength: 30 });
    const groupBy = fc.shuffledSubarray(Object.keys(groupValue) as (keyof typeof groupValue)[]);
    await fc.assert(
      fc.asyncProperty(
        chosen,
        groupBy,
        fc.constantFrom('USD', 'CNY'),
        fc.boolean(),
        async (these, by, currency, isNewest) => {
          const { investmentTotals: found } = await ask(
            `query ($slugs: [String!], $by: [InvestmentGroupField!]!, $currency: CurrencyCode!, $asOf: String) {
            investmentTotals(where: { slug: { in: $slugs } }, groupBy: $by, currency: $currency, asOf: $asOf) {
              total { ${total} } groups(first: 30) { totalCount nodes { group { value } ${total} } } } }`,
            { slugs: these.map(({ slug }) => slug), by, currency, asOf: isNewest ? null : '1.0.0' },
          );
          const verdicts = judge(these, currency, isNewest);
          const groups = new Map<string, MadeUp[]>();
          for (const each of these) {
            const values = JSON.stringify(by.map((name) => groupValue[name](each, isNewest)));
            groups.set(values, [...(groups.get(values) ?? []), each]);
          }
          const answered: Answered[] = found.groups.nodes;
          expect(found.groups.totalCount).toBe(groups.size);
          expect(answered.map(({ group }) => JSON.stringify(group.map(({ value }) => value))).sort()).toEqual(
            [...groups.keys()].sort(),
          );
          const check = (one: Answered, members: readonly MadeUp[]) => {
            const counted = members.filter(({ slug }) => verdicts.get(slug) === null);
            expect(one.count).toBe(counted.length);
            expect(one.sum).toEqual(counted.length === 0 ? null : sum(counted.map(({ bounds }) => bounds)));
            expect(one.modalities).toEqual([...new Set(counted.map(({ modality }) => modality))].sort());
            expect(one.claims.totalCount).toBe(counted.length);
            expect(slugsOf(one.claims.nodes.map(({ subject }) => subject))).toEqual(slugsOf(counted));
            for (const { property } of one.claims.nodes) expect(property.name).toBe('amount');
            for (const { reason, count, investments } of one.leftOut) {
              expect(slugsOf(investments.nodes)).toEqual(
                slugsOf(members.filter(({ slug }) => verdicts.get(slug) === reason)),
              );
              expect(count).toBe(investments.nodes.length);
            }
            expect(one.count + one.leftOut.reduce((before, { count }) => before + count, 0)).toBe(
              members.length,
            );
          };
          check(found.total, these);
          for (const one of answered) {
            check(one, groups.get(JSON.stringify(one.group.map(({ value }) => value))) ?? []);
          }
          const sums = answered.flatMap((one) => one.sum ?? []);
          expect(found.total.sum).toEqual(sums.length === 0 ? null : sum(sums));
        },
      ),
      { numRuns: 30 },
    );
  }, 60_000);

  it('nothing is counted beside what it is part of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray(all, { minLength: 30 }), async (these) => {
        const { investmentTotals } = await ask(
          'query ($slugs: [String!]) { investmentTotals(where: { slug: { in: $slugs } }) { total { claims(first: 100) { nodes { subject { slug } } } } } }',
          { slugs: these.map(({ slug }) => slug) },
        );
        const counted = new Set(
          (investmentTotals.total as Answered).claims.nodes.map(({ subject }) => subject.slug),
        );
        for (const slug of counted) {
          for (let whole = bySlug.get(slug)?.partOf; whole; whole = bySlug.get(whole)?.partOf)
            expect([slug, whole, counted.has(whole)]).toEqual([slug, whole, false]);
        }
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('an investment that is no part of any adds its bounds, and never makes the sum surer', async () => {
    const roots = all.filter(
      ({ partOf, slug }) => partOf === null && !all.some((each) => each.partOf === slug),
    );
    expect(roots.length).toBeGreaterThan(3);
    const sumOf = async (these: readonly MadeUp[]): Promise<Bounds | null> =>
      (
        await ask(
          'query ($slugs: [String!]) { investmentTotals(where: { slug: { in: $slugs } }) { total { sum { lower upper lowerInclusive upperInclusive } } } }',
          {
            slugs: these.map(({ slug }) => slug),
          },
        )
      ).investmentTotals.total.sum;
    await fc.assert(
      fc.asyncProperty(fc.subarray(all), fc.constantFrom(...roots), async (these, one) => {
        const before = await sumOf(these.filter(({ slug }) => slug !== one.slug));
        const after = await sumOf([...these.filter(({ slug }) => slug !== one.slug), one]);
        const adds = judge([one], 'USD', true).get(one.slug) === null;
        expect(after).toEqual(adds ? sum([...(before ? [before] : []), one.bounds]) : before);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});

describe('groups', () => {
  const query = `query ($first: Int, $after: String) { investmentTotals(groupBy: [INVESTOR, YEAR, PURPOSE]) {
    groups(first: $first, after: $after) { totalCount nodes { group { value } } pageInfo { hasNextPage endCursor startCursor hasPreviousPage } edges { cursor } } } }`;

  it('are paged through in the order of their values, the absent last', async () => {
    const { investmentTotals: whole } = await ask(query, { first: 100 });
    const paged: object[] = [];
    let after: string | null = null;
    do {
      const { investmentTotals } = await ask(query, { first: 3, after });
      const { nodes, pageInfo, totalCount, edges } = investmentTotals.groups;
      expect(totalCount).toBe(whole.groups.totalCount);
      expect(pageInfo).toMatchObject({
        startCursor: edges[0].cursor,
        endCursor: edges.at(-1).cursor,
        hasPreviousPage: after !== null,
      });
      paged.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(paged).toEqual(whole.groups.nodes);
    expect(paged).toHaveLength(whole.groups.totalCount);
    const order = paged.map((node) =>
      (node as Answered).group.map(({ value }) => value ?? '\u{10ffff}').join('\0'),
    );
    expect(order).toEqual(order.toSorted());
  });

  it.each([1, 5, 30])('take the same number of statements for %i of them', async (first) => {
    const { investmentTotals, statements } = await ask(
      `query ($first: Int) { investmentTotals(groupBy: [INVESTOR, YEAR, PURPOSE]) {
        groups(first: $first) { nodes { group { value } ${total} } } } }`,
      { first },
    );
    expect(investmentTotals.groups.nodes.length).toBeLessThanOrEqual(first);
    // Sums, claims, their number, what is left out; properties, sources, and subjects of the claims.
    expect(statements).toBe(7);
  });

  it('an empty page knows how many there are', async () => {
    const { investmentTotals } = await ask(query, { first: 0 });
    expect(investmentTotals.groups.nodes).toEqual([]);
    expect(investmentTotals.groups.totalCount).toBeGreaterThan(20);
  });
});
