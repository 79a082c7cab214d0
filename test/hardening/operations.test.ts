import { getIntrospectionQuery } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
  await api.ask('{ __typename }');
});
afterAll(() => api.close());

const repeat = (times: number, text: (index: number) => string) =>
  Array.from({ length: times }, (_, n) => text(n)).join(' ');

/** Levels of companies, one below the other, starting with the company itself. */
const levels = (depth: number) =>
  `{ company(slug: "nvidia") ${'{ parent '.repeat(depth - 2)}{ name }${' }'.repeat(depth - 1)}`;

/** A document whose fragments double one another, so that it stands for 2^`times` fields. */
const bomb = (times: number, body: (next: string) => string, type = 'Company') =>
  `${repeat(times, (n) => `fragment f${n} on ${type} { ${body(`...f${n + 1}`)} }`)} fragment f${times} on ${type} { name }`;

/** What a refusal says, and how long it took in milliseconds. */
async function refusal(query: string, variables?: Record<string, unknown>) {
  const begun = performance.now();
  const { status, data, errors = [], statements } = await api.ask(query, variables);
  const ms = performance.now() - begun;
  expect([data, statements]).toEqual([undefined, 0]);
  expect(errors).toHaveLength(1);
  return { status, ms, message: errors[0]?.message, ...errors[0]?.extensions };
}

const over = (name: string, requested: unknown, allowed: number) => ({
  status: 400,
  code: 'OPERATION_LIMIT_EXCEEDED',
  limit: { name, requested, allowed },
});

describe('an operation', () => {
  it('may be 15 levels deep, and is refused when it is 16', async () => {
    expect((await api.ask(levels(15))).status).toBe(200);
    expect(await refusal(levels(16))).toMatchObject(over('depth', 16, 15));
  });

  it('may have 30 aliases, and is refused with 31, 101 in a list, or as many by fragments', async () => {
    const aliases = (times: number) => repeat(times, (n) => `a${n}: __typename`);
    expect((await api.ask(`{ ${aliases(30)} }`)).status).toBe(200);
    expect(await refusal(`{ ${aliases(31)} }`)).toMatchObject(over('aliases', 31, 30));
    expect(await refusal(`{ ${aliases(101)} }`)).toMatchObject(over('aliases', 101, 30));
    const spread = `{ ${repeat(4, () => '...f')} } fragment f on Query { ${aliases(10)} }`;
    expect(await refusal(spread)).toMatchObject(over('aliases', 40, 30));
  });

  it('may have 8 directives, and is refused with more, known or unknown, wherever they stand', async () => {
    const include = (times: number) => '@include(if: true) '.repeat(times);
    const eight = Array.from({ length: 8 }, () => 'name @skip(if: false)').join(' ');
    expect((await api.ask(`{ company(slug: "nvidia") { ${eight} } }`)).status).toBe(200);
    expect(await refusal(`{ __typename ${include(9)} }`)).toMatchObject(over('directives', 9, 8));
    expect(await refusal(`query ${'@unknown '.repeat(100)} { __typename }`)).toMatchObject(
      over('directives', 100, 8),
    );
  });

  it('is refused by cost when it nests `first: 100` three deep, in variables too, and told the cost', async () => {
    const nested = (first: string) =>
      `companies(first: ${first}) { nodes { investments(first: ${first}) { nodes { claims(last: ${first}) { nodes { id } } } } } }`;
    const asked = over('cost', 1_020_202, 20_000);
    const literal = await refusal(`{ ${nested('100')} }`);
    expect(literal).toMatchObject(asked);
    expect(literal.message).toBe(
      '`cost` is 1,020,202; it can be up to 20,000. It counts fields that the answer may hold.',
    );
    expect(await refusal(`query ($n: Int) { ${nested('$n')} }`, { n: 100 })).toMatchObject(asked);
    expect(await refusal(`query ($n: Int = 100) { ${nested('$n')} }`)).toMatchObject(asked);
    expect((await api.ask(`query ($n: Int) { ${nested('$n')} }`, { n: 2 })).errors).toBeUndefined();
  });

  it('is told its cost where it asks for it', async () => {
    const query = '{ companies(first: 10) { totalCount nodes { name claims { nodes { statement } } } } }';
    const ask = async (extensions?: object) => {
      const response = await api.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, extensions }),
      });
      return (await response.json()) as { extensions?: object };
    };
    expect((await ask({ cost: true })).extensions).toEqual({ cost: { requested: 233, allowed: 20_000 } });
    expect((await ask()).extensions).toBeUndefined();
  });

  it('is counted a hundred facets for each property that a list is counted by', async () => {
    const cost = async (declared: string, facets: string, variables?: object) => {
      const query = `query${declared} { chips(first: 0) { ${facets} { value count } } }`;
      const response = await api.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables, extensions: { cost: true } }),
      });
      return ((await response.json()) as { extensions?: object }).extensions;
    };
    const costs = (requested: number) => ({ cost: { requested, allowed: 20_000 } });
    expect(await cost('', 'facets(by: STATUS)')).toEqual(costs(2 + 100 * 2));
    expect(await cost('($by: ChipFacetField)', 'facets(by: $by)', { by: 'STATUS' })).toEqual(
      costs(2 + 100 * 2),
    );
    expect(await cost('($by: ChipFacetField)', 'facets(by: $by)')).toEqual(costs(2 + 3 * 100 * 2));
    expect(await cost('', 'facets')).toEqual(costs(2 + 3 * 100 * 2));
  });

  it('is counted by the defaults of its variables, lists of ids too', async () => {
    const ids = Array.from({ length: 100 }, () => '"x"').join(' ');
    const query = `query ($ids: [ID!]! = [${ids}]) { nodes(ids: $ids) { ... on Company { ${'chips(first: 100) { nodes { id slug name } } '} } } }`;
    const { errors } = await api.ask(query);
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: { name: 'cost', requested: 30_201 } },
    });
  });

  it('is refused when its answer has more bytes than one may have, and told how many', async () => {
    const small = createApi({
      database: api.database,
      logger: pino({ level: 'silent' }),
      limits: { ...limits, responseBytes: 1_000 },
    });
    const ask = (first: number) =>
      small.fetch(`http://localhost/graphql?query={claims(first:${first}){nodes{statement}}}`);
    expect((await ask(2)).status).toBe(200);
    const response = await ask(50);
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toMatchObject({
      errors: [
        {
          extensions: { code: 'OPERATION_LIMIT_EXCEEDED', limit: { name: 'responseBytes', allowed: 1_000 } },
        },
      ],
    });
  });

  it('may be the introspection that clients and generators send', async () => {
    const { status, data } = await api.ask(
      getIntrospectionQuery({
        descriptions: true,
        specifiedByUrl: true,
        directiveIsRepeatable: true,
        schemaDescription: true,
        inputValueDeprecation: true,
        oneOf: true,
      }),
    );
    expect(status).toBe(200);
    expect(data.__schema.types.length).toBeGreaterThan(50);
  });
});

describe('a document that is small and stands for much', () => {
  const start = '{ company(slug: "nvidia") { ...f0 } }';
  const doubled = (next: string) => `${next} ${next} slug`;
  const aliased = (next: string) => `a: parent { ${next} } b: parent { ${next} }`;

  it.each([
    ['fragments that double 25 times', start + bomb(25, doubled)],
    ['aliases in fragments that double 18 times', start + bomb(18, aliased)],
    ['aliases in fragments that double 25 times', start + bomb(25, aliased)],
    [
      'fields in fragments that double 18 times',
      start + bomb(18, (next) => `parent { ${next} } subsidiaries { nodes { ${next} } }`),
    ],
    ['such fragments in an empty page', `{ companies(first: 0) { nodes { ...f0 } } } ${bomb(25, doubled)}`],
    ['such fragments that are never used', `{ __typename } ${bomb(25, doubled)}`],
    ['such fragments in introspection', `{ __schema { types { ...f0 } } } ${bomb(25, doubled, '__Type')}`],
    ['such fragments on a type that is not there', `{ nothing { ...f0 } } ${bomb(25, doubled, 'Nothing')}`],
  ])('is refused in under 50 ms: %s', async (_what, query) => {
    const times: number[] = [];
    // The machine may be busy with other tests; a document of its own each time, or it would be known already.
    for (let attempt = 0; attempt < 5; attempt++) {
      const { ms, ...refused } = await refusal(`${query} #${attempt}`);
      expect(refused).toMatchObject({ status: 400, code: 'OPERATION_LIMIT_EXCEEDED' });
      times.push(ms);
    }
    expect(Math.min(...times)).toBeLessThan(50);
  });

  it('is a validation error when a fragment is inside itself, or introspection goes round in circles', async () => {
    for (const query of [
      '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a company(slug: "x") { name } }',
      '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }',
    ]) {
      expect(await refusal(query)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
    }
  });

  it('is a parse error beyond 1,000 tokens: levels, values, directives, operations, variables', async () => {
    for (const query of [
      '{a'.repeat(10_000),
      `{ a(b: ${'['.repeat(40_000)}`,
      `{ __typename ${'@a '.repeat(10_000)} }`,
      'query { __typename } '.repeat(4_000),
      `query (${repeat(5_000, (n) => `$v${n}: Int`)}) { __typename }`,
    ]) {
      expect(await refusal(query)).toMatchObject({ status: 400, code: 'GRAPHQL_PARSE_FAILED' });
    }
  });

  it('holds nobody up for long while it is validated, whatever it repeats', async () => {
    const times: number[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const begun = performance.now();
      await api.ask(
        `{ ${`company(slug: "a") { ${'parent { slug } '.repeat(22)} } `.repeat(10)} } #${attempt}`,
      );
      times.push(performance.now() - begun);
    }
    expect(Math.min(...times)).toBeLessThan(1_000);
  });
});
