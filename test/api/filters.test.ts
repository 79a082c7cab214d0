import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { periodOf } from '../../src/claims/period.ts';
import { join, query, sql } from '../../src/database/query.ts';
import { compare, comparisons, rangeOf } from '../../src/graphql/period-filters.ts';
import { editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';

describe('filters', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi(
      await editedDataset([
        'entities/chips.yaml',
        'aliases: [H20]',
        "aliases: [H20, The lesser Hopper, '40%_of\\ it']",
      ]),
    );
  });
  afterAll(() => api.close());

  const found = async (list: string, where: string, key = 'slug') => {
    const { data, errors } = await api.ask(
      `{ list: ${list}(where: ${where}, first: 100) { totalCount nodes { ${key} } } }`,
    );
    expect(errors).toBeUndefined();
    const names = data.list.nodes.map((node: Record<string, string>) => node[key]);
    expect(data.list.totalCount).toBe(names.length);
    return names;
  };

  it.each([
    ['companies', '{ slug: { eq: "nvidia" } }', ['nvidia']],
    ['companies', '{ slug: { in: ["metax", "nvidia", "nobody"] } }', ['metax', 'nvidia']],
    ['companies', '{ slug: { in: [] } }', []],
    ['companies', '{ name: { contains: "DANCE" } }', ['bytedance', 'bytedance-seed']],
    ['companies', '{ name: { startsWith: "m" } }', ['metax', 'moore-threads']],
    ['companies', '{ name: { contains: "%" } }', []],
    ['companies', '{ name: { contains: "_" } }', []],
    ['companies', String.raw`{ name: { contains: "\\" } }`, []],
    ['companies', `{ name: { eq: "' OR 1=1 --" } }`, []],
    ['companies', '{ alias: { contains: "seed" } }', ['bytedance-seed']],
    ['chips', '{ alias: { in: ["H20", "Seed"] } }', ['nvidia-h20']],
    ['chips', '{ alias: { eq: "H20" } }', ['nvidia-h20']],
    ['chips', '{ alias: { eq: null } }', ['bytedance-ai-chip']],
    ['chips', '{ alias: { not: null } }', ['nvidia-h20', 'nvidia-h200']],
    ['chips', String.raw`{ alias: { contains: "0%_OF\\" } }`, ['nvidia-h20']],
    ['chips', '{ alias: { contains: "4%of" } }', []],
    ['chips', '{ alias: { startsWith: "_0" } }', []],
    ['companies', '{ alias: { eq: "Seed" }, name: { eq: "ByteDance Seed" } }', ['bytedance-seed']],
    ['companies', '{ country: { eq: "CN" } }', ['bytedance']],
    ['companies', '{ country: { in: ["CN", "US"] } }', ['bytedance']],
    ['companies', '{ country: { not: null } }', ['bytedance']],
    ['companies', '{ country: { eq: null }, name: { startsWith: "n" } }', ['nvidia']],
    ['companies', '{ parent: { slug: { eq: "bytedance" } } }', ['bytedance-seed']],
    ['companies', '{ parent: { parent: { slug: { eq: "bytedance" } } } }', []],
    [
      'companies',
      '{ and: [{ name: { contains: "a" } }, { name: { contains: "e" } }], not: { slug: { startsWith: "byte" } } }',
      ['huawei', 'metax', 'moore-threads', 'picoheart'],
    ],
    ['companies', '{ or: [{ slug: { eq: "huawei" } }, { slug: { eq: "metax" } }] }', ['huawei', 'metax']],
    ['companies', '{ or: [] }', []],
    ['companies', '{ not: { country: { eq: "CN" } }, slug: { startsWith: "byte" } }', ['bytedance-seed']],
    ['chips', '{ status: { eq: PROTOTYPE } }', ['bytedance-ai-chip']],
    ['chips', '{ status: { in: [PROTOTYPE, AVAILABLE] } }', ['bytedance-ai-chip']],
    ['chips', '{ status: { not: PROTOTYPE } }', ['nvidia-h20', 'nvidia-h200']],
    ['chips', '{ designer: { country: { eq: "CN" } } }', ['bytedance-ai-chip']],
    ['chips', '{ designer: { name: { eq: "Nvidia" } }, architecture: { eq: "Hopper" } }', ['nvidia-h200']],
    ['companies', '{ chip: { status: { eq: PROTOTYPE } } }', ['bytedance']],
    [
      'companies',
      '{ investment: { amountLower: { gte: "1e10" }, periodEnd: { lt: "2026-01-01" } } }',
      ['bytedance'],
    ],
    ['companies', '{ investmentReceived: { investor: { country: { eq: "CN" } } } }', ['nvidia']],
    [
      'companies',
      '{ investment: {}, subsidiary: { name: { contains: "seed" } }, product: { slug: { eq: "tiktok" } } }',
      ['bytedance'],
    ],
    ['companies', '{ not: { claim: {} } }', ['nvidia', 'picoheart']],
    ['companies', '{ fact: { property: { eq: "parent" } } }', ['bytedance-seed']],
    [
      'investments',
      '{ counterparty: { chip: { name: { contains: "H200" } } } }',
      ['bytedance-nvidia-2026', 'bytedance-nvidia-2025'],
    ],
    ['investments', '{ investor: { country: { eq: "US" } } }', []],
    ['events', '{ participant: { slug: { eq: "bytedance-seed" } } }', ['bytedance-seed-relocation']],
    [
      'sources',
      '{ defect: { kind: { eq: MACHINE_TRANSLATION } }, retraction: { eq: null } }',
      ['bytedance-nvidia-h200'],
    ],
    [
      'investments',
      '{ amountClaim: { root: { publisher: { name: { contains: "morning post" } } } } }',
      ['bytedance-nvidia-2026'],
    ],
    [
      'investments',
      '{ amountClaim: { hops: { eq: 0 }, source: { language: { startsWith: "pt" } } } }',
      ['bytedance-ai-2026', 'bytedance-nvidia-2025'],
    ],
    [
      'investments',
      '{ period: { overlaps: "2025-06/2026-01" } }',
      ['bytedance-ai-2026', 'bytedance-nvidia-2026', 'bytedance-nvidia-2025'],
    ],
    ['investments', '{ period: { within: "2025/2026-06" } }', ['bytedance-nvidia-2025']],
    ['events', '{ date: { overlaps: "2026-01" } }', []],
    [
      'events',
      '{ dateClaim: { modality: { eq: FORECAST }, confidence: { not: LOW } } }',
      ['h200-china-shipments-2026'],
    ],
    ['sources', '{ published: { overlaps: "2025-12~" } }', ['bytedance-nvidia-h200']],
    ['publishers', '{ not: { source: {} }, alias: { eq: null } }', ['scmp']],
    ['products', '{ category: { contains: "cloud" } }', ['volcano-engine']],
    ['investments', '{ amountUpper: { lte: 14e9 } }', ['bytedance-nvidia-2026']],
    ['investments', '{ amountUpper: { eq: null } }', ['bytedance-nvidia-2025']],
    ['investments', '{ amountLower: { gte: "12000000000" } }', ['bytedance-nvidia-2025']],
    [
      'investments',
      '{ status: { in: [PLAN, FORECAST] }, hedge: { eq: UP_TO } }',
      ['bytedance-ai-2026', 'bytedance-nvidia-2026'],
    ],
    [
      'investments',
      '{ counterparty: { slug: { eq: "nvidia" } }, periodStart: { gte: "2026-01-01" } }',
      ['bytedance-nvidia-2026'],
    ],
    ['investments', '{ periodEnd: { lt: "2026-01-01" } }', ['bytedance-nvidia-2025']],
    ['investments', '{ partOf: { slug: { eq: "bytedance-ai-2026" } } }', []],
    ['investments', '{ purpose: { eq: AI } }', ['bytedance-ai-2026']],
    ['events', '{ kind: { eq: POLICY_CHANGE }, country: { eq: "US" } }', ['us-h200-export-authorisation']],
    ['events', '{ dateStart: { eq: null } }', ['bytedance-seed-relocation']],
    ['events', '{ status: { eq: FORECAST } }', ['h200-china-shipments-2026']],
    [
      'sources',
      '{ language: { startsWith: "pt" }, kind: { eq: ARTICLE }, publishedEnd: { lte: "2025-12-31" } }',
      ['bytedance-nvidia-h200'],
    ],
    ['sources', '{ publisher: { slug: { eq: "scmp" } } }', []],
    ['investments', '{ currency: { in: ["USD", "EUR"] }, purpose: { eq: AI } }', ['bytedance-ai-2026']],
    ['publishers', '{ name: { contains: "china" } }', ['scmp']],
    ['publishers', '{ name: { eq: "south china morning post" } }', []],
  ])('%s where %s', async (list, where, slugs) => {
    expect(await found(list, where)).toEqual(slugs);
  });

  it.each([
    ['{ property: { eq: "tokenVolume" } }', ['doubao-tokens', 'volcano-tokens']],
    ['{ value: { gt: 1e13 } }', ['doubao-tokens']],
    ['{ unit: { eq: "person" } }', ['own-chip-team']],
    [
      '{ currency: { eq: "USD" }, modality: { in: [PLAN, FORECAST] } }',
      ['nvidia-2026-amount', 'ai-2026-amount'],
    ],
    [
      '{ hedge: { eq: MORE_THAN }, subject: { kind: { eq: PRODUCT } } }',
      ['doubao-growth', 'volcano-customers', 'volcano-tokens'],
    ],
    [
      '{ attribution: { publisher: { slug: { eq: "scmp" } } }, valueKind: { eq: QUANTITY } }',
      ['nvidia-2026-amount'],
    ],
    [
      '{ attribution: { name: { eq: "Chinese sources" }, position: { eq: 1 } } }',
      ['memory-interest', 'memory-own-development', 'memory-start-ups'],
    ],
    ['{ accepted: { eq: false } }', ['shipments-pandemic']],
    ['{ rank: { eq: REJECTED } }', ['shipments-pandemic']],
    ['{ retired: { eq: true } }', []],
    ['{ confidence: { eq: LOW }, accepted: { eq: true } }', ['doubao-tokens', 'volcano-tokens']],
    ['{ entity: { slug: { eq: "picoheart" } } }', ['seed-operates-under']],
    ['{ text: { eq: "SG" } }', ['seed-move-destination']],
    ['{ paragraph: { eq: 1 }, modality: { eq: OPINION } }', ['export-policy-assessment']],
    [
      '{ source: { slug: { eq: "bytedance-nvidia-h200" } }, subject: { slug: { eq: "tiktok" } } }',
      ['tiktok-developer'],
    ],
    ['{ periodStart: { gte: "2026-01-01" } }', ['nvidia-2026-amount', 'ai-2026-amount']],
    [
      '{ root: { publisher: { slug: { eq: "scmp" } } }, hops: { lte: 1 }, valueKind: { eq: QUANTITY } }',
      ['nvidia-2026-amount'],
    ],
    [
      '{ attribution: { publisher: { slug: { eq: "scmp" } } }, hops: { gte: 2 }, valueKind: { eq: QUANTITY } }',
      [],
    ],
    [
      '{ fact: { standing: { not: CONTESTED }, independentSources: { gte: 1 } }, modality: { eq: PLAN }, hedge: { eq: UP_TO } }',
      ['nvidia-2026-amount'],
    ],
    [
      '{ period: { overlaps: "2026/2027" }, valueKind: { eq: QUANTITY } }',
      ['nvidia-2026-amount', 'ai-2026-amount'],
    ],
    ['{ source: { kind: { eq: FILING } } }', []],
    ['{ date: { within: "2025-12/2026" } }', ['shipments-date']],
    ['{ statement: { contains: "tenfold" } }', ['doubao-growth']],
    [
      '{ subject: { chip: { designer: { country: { eq: "CN" } } } }, valueKind: { eq: QUANTITY } }',
      ['own-chip-team'],
    ],
    ['{ dateStart: { gte: "2025-12-01" }, dateEnd: { lte: "2026-12-31" } }', ['shipments-date']],
    ['{ introducedIn: { version: { eq: "1.0.0" }, publishedAt: { lt: "2001-01-01T00:00:00Z" } } }', []],
    ['{ fact: { acceptedBecause: { eq: ONLY_CLAIM } }, text: { eq: "SG" } }', ['seed-move-destination']],
  ])('claims where %s', async (where, keys) => {
    expect(await found('claims', where, 'key')).toEqual(keys);
  });

  it.each(['overlaps', 'within'])('a period that is not EDTF is refused: %s', async (comparison) => {
    const { errors } = await api.ask(
      `{ claims(where: { period: { ${comparison}: "next year" } }) { totalCount } }`,
    );
    expect(errors).toMatchObject([
      {
        message: `\`${comparison}\`: "next year" is not EDTF such as 2026, 2025-12~ or 2025-10/2025-12.`,
        path: ['claims'],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('Postgres compares periods as the definition does', async () => {
    const edtf = [
      '2025',
      '2026',
      '2025-12',
      '2025-12~',
      '2025-12-31/2026-01-01',
      '../2025-12',
      '2026/..',
      '2026-01-01',
      '2024/2027',
    ];
    const cases = edtf.flatMap((a) =>
      edtf.flatMap((b) =>
        (['overlaps', 'within'] as const).map((name) => ({ name, a: periodOf(a), b: periodOf(b) })),
      ),
    );
    const compared = cases.map(({ name, a, b }) => compare(name, rangeOf(a), rangeOf(b)));
    const [found] = await query<{ holds: boolean[] }>(
      api.database,
      sql`SELECT ARRAY[${join(compared)}] AS holds`,
    );
    expect(found?.holds).toEqual(cases.map(({ name, a, b }) => comparisons[name].holds(a, b)));
  });

  it('facts by subject, property, standing and number of independent sources', async () => {
    const { data } = await api.ask(`{
      known: facts(where: { subject: { slug: { eq: "doubao" } }, standing: { eq: UNCONTESTED } }) { nodes { property { name } } }
      several: facts(where: { independentSources: { gte: 2 } }) { totalCount }
      none: facts(where: { independentSources: { eq: 0 } }) { nodes { accepted { key } claims { key } } }
    }`);
    const names = data.known.nodes.map(({ property }: { property: { name: string } }) => property.name);
    expect(names).toEqual(['category', 'developer', 'tokenVolume', 'tokenVolumeGrowth']);
    expect(data.several.totalCount).toBe(0);
    expect(data.none.nodes).toEqual([{ accepted: null, claims: [{ key: 'shipments-pandemic' }] }]);
  });
});
