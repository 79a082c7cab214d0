import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import type { Table } from '../../src/database/query.ts';
import { listOf, lists } from '../../src/graphql/lists.ts';
import { addDocument } from '../curation/document.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { largerDataset } from '../support/larger-dataset.ts';

const stated = (value: number) => ({
  quantity: { value, hedge: 'STATED' },
  period: { edtf: '2024', basis: 'STATED' },
});

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

  it('say by what they count, and by which filter their objects are found', async () => {
    const { data, errors, statements } = await api.ask(
      '{ investments(first: 0) { facets(by: COUNTERPARTY) { property value count where } } }',
    );
    expect(errors).toBeUndefined();
    expect(data.investments.facets).toEqual([
      {
        property: 'COUNTERPARTY',
        value: 'nvidia',
        count: 2,
        where: { counterparty: { slug: { eq: 'nvidia' } } },
      },
      {
        property: 'COUNTERPARTY',
        value: null,
        count: 1,
        where: { not: { counterparty: { slug: { not: null } } } },
      },
    ]);
    expect(statements).toBe(1);
  });

  it('count by one property after the other, in one statement, unless one is named', async () => {
    const { data, errors, statements } = await api.ask('{ chips { facets { property value count where } } }');
    expect(errors).toBeUndefined();
    const facet = (property: string, value: string | null, count: number, where: object) => ({
      property,
      value,
      count,
      where,
    });
    expect(data.chips.facets.filter(({ property }: FacetValue) => property !== 'DESIGNER')).toEqual([
      facet('ARCHITECTURE', null, 2, { architecture: { eq: null } }),
      facet('ARCHITECTURE', 'Hopper', 1, { architecture: { eq: 'Hopper' } }),
      facet('STATUS', null, 2, { status: { eq: null } }),
      facet('STATUS', 'PROTOTYPE', 1, { status: { eq: 'PROTOTYPE' } }),
    ]);
    expect(statements).toBe(1);
  });

  it('are no more than a hundred of one property', async () => {
    const many = await testApi(await largerDataset({ investments: 101, sources: 1 }));
    const { data } = await many.ask(
      '{ claims(first: 0) { facets { property } facts: facets(by: SUBJECT) { value } } }',
    );
    const of = (name: string) => data.claims.facets.filter(({ property }: FacetValue) => property === name);
    expect(of('SUBJECT')).toHaveLength(100);
    expect(of('SUBJECT_KIND').length).toBeGreaterThan(1);
    expect(data.claims.facts).toHaveLength(100);
    await many.close();
  });
});

interface FacetValue {
  property: string;
  value: string | null;
  count: number;
  where: object;
}

/** A list as it is asked for: the field with its arguments, and what it is a field of. */
interface Door {
  of: string;
  table: Table;
  field: string;
  given?: string;
  within?: string;
}

/** How many filters one request has: as many as the limit on values in variables allows. */
const batch = 15;

const plural = (table: string) =>
  `${table[0]?.toLowerCase()}${table.slice(1)}s`
    .replace('companys', 'companies')
    .replace('propertys', 'properties');

const countable = lists.filter(({ facets }) => Object.keys(facets).length > 0);
const doors: Door[] = [
  ...countable.map(({ table }) => ({ of: `all ${plural(table)}`, table, field: plural(table) })),
  { of: 'claims as of an earlier release', table: 'Claim', field: 'claims', given: 'asOf: "1.0.0"' },
  { of: 'changes since a release', table: 'Change', field: 'changes', given: 'since: "1.0.0"' },
  { of: 'contested facts', table: 'Fact', field: 'contested' },
  {
    of: 'investments of a company',
    table: 'Investment',
    field: 'investments',
    within: 'company(slug: "bytedance")',
  },
  {
    of: 'facts that rest on a source',
    table: 'Fact',
    field: 'dependents',
    within: 'source(slug: "bytedance-nvidia-h200")',
  },
];

describe('the filter of a facet finds as many objects as it counts', () => {
  let api: TestApi;
  // The article, and a document that disagrees with it and comes a release later; then one of its claims is withdrawn.
  beforeAll(async () => {
    const folder = await editedDataset();
    api = await testApi(folder);
    await addDocument(
      folder,
      'report',
      [
        { subject: 'bytedance', property: 'country', text: 'SG', excerpt: 'ByteDance of Singapore' },
        { subject: 'doubao', property: 'developer', entity: 'nvidia', excerpt: 'Nvidia makes Doubao' },
        { subject: 'volcano-engine', property: 'customers', excerpt: '99', ...stated(99) },
        {
          subject: 'volcano-engine',
          property: 'customers',
          excerpt: '98',
          ...stated(98),
          rank: 'REJECTED',
          note: 'A slip.',
        },
      ],
      { publisher: null },
    );
    await publish(api.database, await checkedDataset(folder));
    const key = '  - key: claim-1\n';
    const retired = `${key}    retired: { reason: CURATION_ERROR, note: Misread. }\n`;
    await edit(folder, ['sources/report.yaml', key, retired]);
    await publish(api.database, await checkedDataset(folder));
  });
  afterAll(() => api.close());

  const ask = async (
    { table, field, given = '', within = '' }: Door,
    asked: readonly { where: object | null; fields: string }[],
  ) => {
    const declared = asked.map((_, index) => `$w${index}: ${table}Where`).join(' ');
    const fields = asked.map(
      ({ fields }, index) => `f${index}: ${field}(first: 0, where: $w${index} ${given}) { ${fields} }`,
    );
    const { data, errors } = await api.ask(
      `query (${declared}) { ${within && `${within} {`} ${fields.join(' ')} ${within && '}'} }`,
      Object.fromEntries(asked.map(({ where }, index) => [`w${index}`, where])),
    );
    expect(errors).toBeUndefined();
    const found = within ? data[within.slice(0, within.indexOf('('))] : data;
    return asked.map((_, index) => found[`f${index}`]);
  };

  /** Of the list that `where` leaves, its facets; each of which finds as many in that list as it counts. */
  const proven = async (door: Door, where: object | null): Promise<FacetValue[]> => {
    const [{ totalCount, facets }] = (await ask(door, [
      { where, fields: 'totalCount facets { property value count where }' },
    ])) as [{ totalCount: number; facets: FacetValue[] }];
    const properties = Object.keys(listOf(door.table).facets);
    for (const property of properties) {
      const counts = facets.filter((facet) => facet.property === property).map(({ count }) => count);
      expect([property, counts.reduce((sum, count) => sum + count, 0)]).toEqual([property, totalCount]);
    }
    for (let at = 0; at < facets.length; at += batch) {
      const some = facets.slice(at, at + batch);
      const and = (facet: FacetValue) => (where ? { and: [where, facet.where] } : facet.where);
      const found = await ask(
        door,
        some.map((facet) => ({ where: and(facet), fields: 'totalCount' })),
      );
      expect(found.map(({ totalCount: count }, index) => ({ ...some[index], count }))).toEqual(some);
    }
    return facets;
  };

  it.each(doors)('of $of', async (door) => {
    const facets = await proven(door, null);
    expect(facets.length).toBeGreaterThan(0);
    const properties = [...new Set(facets.map(({ property }) => property))];
    const of = (property: string) => facets.filter((facet) => facet.property === property);
    // The rarest value of each property, and everything but the most frequent one of the last.
    await proven(door, { or: properties.map((property) => of(property).at(-1)?.where) });
    await proven(door, { not: of(properties.at(-1) as string)[0]?.where });
  });

  it('of every list there is', () => {
    expect(countable).toHaveLength(11);
  });
});
