import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { addDocument, type WrittenClaim } from '../curation/document.ts';
import { editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';

const amount = (investment: string, value: string, hedge: string, currency = 'USD'): WrittenClaim => ({
  key: `amount-${investment}`,
  subject: investment,
  property: 'amount',
  modality: 'PLAN',
  quantity: { value, hedge, currency },
  period: { edtf: '2026', basis: 'STATED' },
  excerpt: `${hedge === 'STATED' ? '' : 'at least '}${value} in 2026 for ${investment}`,
});

let api: TestApi;

// The article; then a document that disagrees with it, or agrees.
beforeAll(async () => {
  api = await testApi();
  const folder = await editedDataset();
  await addDocument(
    folder,
    'report',
    [
      {
        key: 'developer',
        subject: 'doubao',
        property: 'developer',
        entity: 'nvidia',
        excerpt: 'Nvidia makes Doubao',
      },
      {
        key: 'country',
        subject: 'bytedance',
        property: 'country',
        text: 'SG',
        excerpt: 'ByteDance of Singapore',
      },
      amount('bytedance-nvidia-2026', '15000000000', 'AT_LEAST'),
      amount('bytedance-ai-2026', '20000000000', 'STATED'),
      {
        key: 'date',
        subject: 'us-h200-export-authorisation',
        property: 'date',
        date: { edtf: '2024', basis: 'STATED' },
        excerpt: 'allowed in 2024',
      },
    ],
    { publisher: null },
  );
  await publish(api.database, await checkedDataset(folder));
}, 60_000);
afterAll(() => api.close());

describe('a fact', () => {
  const agreement = 'conflicts { reason explanation claims { key } } spread { agreed { lower } } standing';

  it('names the claims that cannot both be true, and why', async () => {
    const { data, errors } = await api.ask(`{
      country: company(slug: "bytedance") { fact(property: "country") { ${agreement} } }
      developer: product(slug: "doubao") { fact(property: "developer") { ${agreement} } }
      date: event(slug: "us-h200-export-authorisation") { fact(property: "date") { ${agreement} } }
    }`);
    expect(errors).toBeUndefined();
    const of = (reason: string, explanation: string, ...keys: string[]) => ({
      fact: {
        conflicts: [{ reason, explanation, claims: keys.map((key) => ({ key })) }],
        spread: null,
        standing: 'CONTESTED',
      },
    });
    expect(data).toEqual({
      country: of('DIFFERENT_TEXTS', 'One says "CN", the other "SG".', 'bytedance-country', 'country'),
      developer: of(
        'DIFFERENT_ENTITIES',
        'One names bytedance, the other nvidia.',
        'doubao-developer',
        'developer',
      ),
      date: of('DIFFERENT_DATES', '2025-10/2025-12 and 2024 share no day.', 'export-policy-date', 'date'),
    });
  });

  it('shows how far apart its numbers are, and what they agree on', async () => {
    const { data, errors } =
      await api.ask(`{ facts(where: { property: { eq: "amount" }, period: { within: "2026" } }) { nodes {
      subject { slug } standing conflicts { reason explanation }
      spread { currency unit whole { lower upper lowerInclusive upperInclusive } agreed { lower upper } } } } }`);
    expect(errors).toBeUndefined();
    expect(data.facts.nodes).toHaveLength(2);
    expect(data.facts.nodes).toEqual(
      expect.arrayContaining([
        {
          subject: { slug: 'bytedance-nvidia-2026' },
          standing: 'CONTESTED',
          conflicts: [
            {
              reason: 'DISJOINT_BOUNDS',
              explanation: 'No number is both up to $14 billion and at least $15 billion.',
            },
          ],
          spread: {
            currency: 'USD',
            unit: null,
            whole: { lower: '0', upper: null, lowerInclusive: false, upperInclusive: false },
            agreed: null,
          },
        },
        {
          subject: { slug: 'bytedance-ai-2026' },
          standing: 'CORROBORATED',
          conflicts: [],
          spread: {
            currency: 'USD',
            unit: null,
            whole: { lower: '0', upper: '23000000000', lowerInclusive: false, upperInclusive: true },
            agreed: { lower: '20000000000', upper: '20000000000' },
          },
        },
      ]),
    );
  });

  it('is listed among the contested ones as of any release, beside all, in a fixed number of statements', async () => {
    const query = (first: number) => `{
      contested(first: ${first}) { totalCount nodes { property { name } conflicts { claims { source { slug } } } spread { currency } } }
      facts(first: ${first}) { totalCount } }`;
    const one = await api.ask(query(1));
    const many = await api.ask(query(50));
    expect(many.errors).toBeUndefined();
    const names = many.data.contested.nodes.map(
      ({ property }: { property: { name: string } }) => property.name,
    );
    expect(names).toEqual(['amount', 'country', 'date', 'developer']);
    expect(many.data.contested.totalCount).toBe(4);
    expect(many.data.facts.totalCount).toBeGreaterThan(60);
    // The rows and counts of both lists, properties, claims, sources.
    expect([one.statements, many.statements]).toEqual([6, 6]);
    const { data } = await api.ask(`{ first: contested(asOf: "1.0.0") { totalCount }
      text: contested(where: { accepted: { valueKind: { eq: TEXT } } }) { nodes { property { name } } } }`);
    expect(data).toEqual({ first: { totalCount: 0 }, text: { nodes: [{ property: { name: 'country' } }] } });
  });
});

describe('checkClaim', () => {
  const check = async (given: string, fields = 'verdict claims { key }') => {
    const { data, errors, statements } = await api.ask(`{ checkClaim(${given}) { ${fields} } }`);
    const found = data?.checkClaim;
    return { ...found, claims: found?.claims?.map(({ key }: { key: string }) => key), errors, statements };
  };
  const nvidia2025 = 'subject: "bytedance-nvidia-2025", property: "amount", currency: "USD"';

  it.each([
    [`${nvidia2025}, value: "13e9"`, 'WITHIN_BOUNDS', ['nvidia-2025-amount']],
    [`${nvidia2025}, value: "12e9"`, 'CONTRADICTED', ['nvidia-2025-amount']],
    [`${nvidia2025}, range: { gte: "1e10" }, period: "2025"`, 'SUPPORTED', ['nvidia-2025-amount']],
    [`${nvidia2025}, range: { gt: 1e9, lte: 2e9 }`, 'CONTRADICTED', ['nvidia-2025-amount']],
    [`${nvidia2025}, value: "13e9", period: "2024"`, 'NOT_KNOWN', []],
    [`${nvidia2025.replace('USD', 'CNY')}, value: "13e9"`, 'NOT_KNOWN', []],
    // Two sources allow it, one says just that.
    [
      'subject: "bytedance-ai-2026", property: "amount", currency: "USD", value: "20e9"',
      'SUPPORTED',
      ['amount-bytedance-ai-2026'],
    ],
    // The article credits a newspaper; the report speaks for itself and comes first.
    [
      'subject: "bytedance-nvidia-2026", property: "amount", currency: "USD", value: "14e9"',
      'CONTRADICTED',
      ['amount-bytedance-nvidia-2026'],
    ],
    ['subject: "nvidia-h200", property: "architecture", value: "hopper"', 'SUPPORTED', ['h200-architecture']],
    ['subject: "Doubao", property: "developer", value: "nvidia"', 'SUPPORTED', ['developer']],
    [
      'subject: "doubao", property: "developer", value: "Huawei"',
      'CONTRADICTED',
      ['developer', 'doubao-developer'],
    ],
    ['subject: "bytedance", property: "acceptableSupplier", value: "bytedance-seed"', 'NOT_KNOWN', []],
    ['subject: "us-h200-export-authorisation", property: "date", value: "2020/2024"', 'SUPPORTED', ['date']],
    [
      'subject: "h200-china-shipments-2026", property: "date", value: "2030"',
      'CONTRADICTED',
      ['shipments-date'],
    ],
    ['subject: "nvidia", property: "headcount", value: "5"', 'NOT_KNOWN', []],
  ])('%s: %s', async (given, verdict, claims) => {
    expect(await check(given)).toMatchObject({ verdict, claims, errors: undefined });
  });

  it('shows what else is said, as of any release, in a fixed number of statements', async () => {
    const given = 'subject: "doubao", property: "developer", value: "nvidia"';
    const fields = `verdict claims { key passage { excerpt } source { slug } } subject { slug } property { name }
      checked { verdict claim { key source { slug } } }`;
    const now = await check(given, fields);
    expect(now).toMatchObject({
      verdict: 'SUPPORTED',
      subject: { slug: 'doubao' },
      property: { name: 'developer' },
      checked: [
        { verdict: 'SUPPORTED', claim: { key: 'developer', source: { slug: 'report' } } },
        {
          verdict: 'CONTRADICTED',
          claim: { key: 'doubao-developer', source: { slug: 'bytedance-nvidia-h200' } },
        },
      ],
    });
    // Subject, property, value, fact, claims, sources, attributions, and the subject as what it is.
    expect(now.statements).toBe(8);
    expect(await check(`${given}, asOf: "1.0.0"`, fields)).toMatchObject({
      verdict: 'CONTRADICTED',
      claims: ['doubao-developer'],
      checked: [{ verdict: 'CONTRADICTED' }],
    });
  });

  it.each([
    ['subject: "nobody", property: "amount", value: "1"', '`subject`: there is no entity "nobody".'],
    ['subject: "nvidia", property: "wealth", value: "1"', 'There is no property "wealth".'],
    [
      'subject: "nvidia", property: "amount", value: "1"',
      '`amount` is not told of nvidia, which is of kind COMPANY, but of: INVESTMENT.',
    ],
    ['subject: "nvidia", property: "headcount"', 'Give `value` or `range`, one of the two.'],
    ['subject: "nvidia", property: "headcount", value: "many"', '`value`: "many" is not a decimal number'],
    [
      'subject: "nvidia", property: "headcount", value: "1", currency: "USD"',
      '`headcount` is no money, so it has no `currency`: it is counted in `person`.',
    ],
    ['subject: "nvidia", property: "headcount", range: {}', '`range` is empty'],
    ['subject: "nvidia", property: "headcount", range: { gt: 2, lt: 1 }', '`range` leaves no number'],
    [
      'subject: "nvidia", property: "country", range: { gt: 2 }',
      '`range` is for quantities; `country` has a value of kind TEXT',
    ],
    [
      'subject: "bytedance-ai-2026", property: "amount", value: "1"',
      '`amount` is money: give its `currency`',
    ],
    [
      'subject: "nvidia-h20", property: "status", value: "sold out"',
      '`value`: `status` cannot be "sold out". It can be: PROTOTYPE, AVAILABLE.',
    ],
    ['subject: "nvidia-h20", property: "designer", value: "Nvidea"', '`value`: there is no entity "Nvidea".'],
    ['subject: "h200-china-shipments-2026", property: "date", value: "soon"', '`value`: "soon" is not EDTF'],
    ['subject: "nvidia", property: "headcount", value: "1", period: "soon"', '`period`: "soon" is not EDTF'],
  ])('refuses %s, saying why', async (given, message) => {
    const { errors } = await check(given);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
