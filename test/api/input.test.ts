import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

const id = (text: string) => Buffer.from(text).toString('base64url');

describe('what a client can get wrong', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  it.each([
    'company(slug: "nobody") { id }',
    'chip(slug: "") { id }',
    'source(slug: "nobody") { id }',
    'publisher(slug: "nobody") { id }',
    'property(name: "nobody") { id }',
    'claim(source: "nobody", key: "nothing") { id }',
    `claim(id: "${id('TextClaim:0000')}") { id }`,
    `claim(id: "${id('Company:nvidia')}") { id }`,
    `node(id: "${id('Company:nobody')}") { id }`,
    `node(id: "${id('TextClaim:0000')}") { id }`,
  ])('%s finds nothing, and that is no error', async (field) => {
    const { data, errors } = await api.ask(`{ found: ${field} }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({ found: null });
  });

  it('a claim under the id of another type is not found', async () => {
    const { data } = await api.ask('{ claims(first: 1) { nodes { __typename id } } }');
    const [claim] = data.claims.nodes;
    const hash = Buffer.from(claim.id, 'base64url').toString().split(':')[1];
    const other = claim.__typename === 'TextClaim' ? 'DateClaim' : 'TextClaim';
    const ids = [claim.id, id(`${other}:${hash}`), id(`Company:${hash}`)];
    const found = await api.ask(
      `{ ${ids.map((each, n) => `c${n}: claim(id: "${each}") { id }`).join(' ')} }`,
    );
    expect(found.data).toEqual({ c0: { id: claim.id }, c1: null, c2: null });
  });

  it('a fact on a property or of a period that nothing is known of is null', async () => {
    const { data, errors } = await api.ask(`{ company(slug: "nvidia") {
      a: fact(property: "headcount") { standing } b: fact(property: "nonsense") { standing }
    } investment(slug: "bytedance-nvidia-2025") { c: fact(property: "amount", period: "1999") { standing } d: fact(property: "amount", period: "2025") { standing } } }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      company: { a: null, b: null },
      investment: { c: null, d: { standing: 'UNCONTESTED' } },
    });
  });

  it.each([
    ['node(id: "nonsense") { id }', 'Not an id: "nonsense". Ids come from the `id` field of an object.'],
    ['node(id: "") { id }', 'Not an id: ""'],
    [`node(id: "${id('Nothing:1')}") { id }`, 'Not an id'],
    [`node(id: "${id('Company:a\0b')}") { id }`, 'Not an id'],
    [`node(id: "${'Q'.repeat(200)}") { id }`, `Not an id: "${'Q'.repeat(60)}…". `],
    [`node(id: "${'Q'.repeat(300)}") { id }`, '`text` is 300; it can be up to 256.'],
    [`nodes(ids: ["${id('Company:nvidia')}", "x"]) { id }`, 'Not an id: "x"'],
    [`claims(where: { value: { gt: "${'9'.repeat(250)}" } }) { totalCount }`, `"${'9'.repeat(60)}…" is not`],
    [`nodes(ids: [${'"x",'.repeat(101)}]) { id }`, 'Not an id'],
    [
      `nodes(ids: [${`"${id('Company:nvidia')}",`.repeat(101)}]) { id }`,
      '`ids` has 101 ids; it can have up to 100.',
    ],
    ['claim { id }', 'Give `id` alone, or `source` and `key` together.'],
    ['claim(source: "bytedance-nvidia-h200") { id }', 'Give `id` alone, or `source` and `key` together.'],
    ['companies(where: { name: { contains: "\\u0000" } }) { totalCount }', 'NUL character'],
    ['company(slug: "\\u0000") { id }', 'NUL character'],
    [
      'claim(source: "bytedance-nvidia-h200", key: "doubao-tokens") { ... on QuantityClaim { quantity { display(locale: "not a locale") } } }',
      '"not a locale" is not a BCP 47',
    ],
  ])('%s is refused, saying why', async (field, message) => {
    const { errors } = await api.ask(`{ found: ${field} }`);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.message).toContain(message);
    expect(errors?.[0]?.extensions.code).toMatch(/^(BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED)$/);
  });

  it('a code that stands without its quotes is told to', async () => {
    const { errors } = await api.ask('{ companies(where: { country: { eq: CN } }) { totalCount } }');
    expect(errors?.[0]?.message).toBe(`CN ${country} A text stands in quotes.`);
  });

  const decimal = 'is not a decimal number such as 14000000000, 14e9 or 12.5.';
  const country = 'is not a country code: ISO 3166-1 alpha-2, such as CN.';
  const currency = 'is not a currency code: ISO 4217, such as USD.';
  const date = 'expected a calendar date such as "2026-02-28".';

  it.each([
    ['Decimal', 'claims(where: { value: { gt: VALUE } })', '"a lot"', `"a lot" ${decimal}`],
    ['Decimal', 'claims(where: { value: { gt: VALUE } })', 'true', `true ${decimal}`],
    ['Decimal', 'claims(where: { value: { gt: VALUE } })', '[]', `[] ${decimal}`],
    [
      'Decimal',
      'claims(where: { value: { gt: VALUE } })',
      '1e999',
      '"1e999" has more than 100 digits before or 20 after the point.',
    ],
    [
      'Date',
      'claims(where: { periodEnd: { lt: VALUE } })',
      '"2026-02-30"',
      `Date cannot represent "2026-02-30": ${date}`,
    ],
    ['CountryCode', 'chips(where: { designer: { country: { eq: VALUE } } })', '"cn"', `"cn" ${country}`],
    ['CountryCode', 'events(where: { country: { not: VALUE } })', '"China"', `"China" ${country}`],
    ['CountryCode', 'publishers(where: { country: { eq: VALUE } })', '"UK"', `"UK" ${country}`],
    ['CurrencyCode', 'claims(where: { currency: { eq: VALUE } })', '"dollar"', `"dollar" ${currency}`],
    ['CurrencyCode', 'investments(where: { currency: { not: VALUE } })', '"usd"', `"usd" ${currency}`],
    ['Date', 'claims(where: { periodEnd: { lt: VALUE } })', '2026', `Date cannot represent 2026: ${date}`],
    [
      'Date',
      'claims(where: { periodEnd: { lt: VALUE } })',
      '"0000-01-01"',
      `Date cannot represent "0000-01-01": ${date}`,
    ],
  ])(
    'a %s in %s that is %s is refused at its place, and in a variable by its name',
    async (type, field, value, message) => {
      const query = `{ found: ${field.replace('VALUE', value)} { totalCount } }`;
      const literal = await api.ask(query);
      expect(literal.status).toBe(400);
      expect(literal.errors).toEqual([
        {
          message,
          locations: [{ line: 1, column: query.indexOf(value) + 1 }],
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ]);
      const variable = await api.ask(
        `query ($value: ${type}) { found: ${field.replace('VALUE', '$value')} { totalCount } }`,
        { value: value === '1e999' ? value : JSON.parse(value) },
      );
      expect(variable.status).toBe(400);
      expect(variable.errors).toEqual([
        {
          message: expect.stringMatching(/^Variable "\$value" got invalid value /),
          locations: [{ line: 1, column: 8 }],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
      expect(variable.errors?.[0]?.message).toContain(message);
    },
  );

  it('what follows from one bad field spares the others', async () => {
    const { data } = await api.ask('{ node(id: "nonsense") { id } company(slug: "nvidia") { name } }');
    expect(data).toEqual({ node: null, company: { name: 'Nvidia' } });
  });
});

describe('node', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await testApi();
  });
  afterAll(() => api.close());

  it('finds every object again by its id, and knows its type', async () => {
    const lists = [
      'companies',
      'chips',
      'products',
      'investments',
      'events',
      'sources',
      'publishers',
      'properties',
      'claims',
    ];
    const all = await api.ask(
      `{ ${lists.map((list) => `${list}(first: 100) { nodes { __typename id } }`).join(' ')} }`,
    );
    const nodes: { __typename: string; id: string }[] = lists.flatMap((list) => all.data[list].nodes);
    expect(new Set(nodes.map(({ __typename }) => __typename)).size).toBe(12);
    for (let from = 0; from < nodes.length; from += 100) {
      const asked = nodes.slice(from, from + 100);
      const { data, statements } = await api.ask(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }',
        { ids: asked.map((node) => node.id) },
      );
      expect(data.nodes).toEqual(asked);
      expect(statements).toBeLessThanOrEqual(9);
    }
  });

  it('keeps order and repetitions, with null where there is nothing', async () => {
    const ids = ['nvidia', 'nobody', 'bytedance', 'nvidia'].map((slug) => id(`Company:${slug}`));
    const { data } = await api.ask('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Company { slug } } }', {
      ids,
    });
    expect(data.nodes).toEqual([{ slug: 'nvidia' }, null, { slug: 'bytedance' }, { slug: 'nvidia' }]);
  });
});
