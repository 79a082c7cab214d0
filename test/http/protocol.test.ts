import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };
const hello = JSON.stringify({ query: '{ __typename }' });

const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  api.fetch('/graphql', { method: 'POST', headers: { ...json, ...headers }, body });

async function codesOf(response: Response): Promise<string[]> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return errors.map(({ extensions }) => extensions.code);
}

describe('GraphQL over HTTP', () => {
  const audits = serverAudits({
    url: 'http://localhost/graphql',
    fetchFn: (address: string, init: RequestInit) =>
      api.fetch(new URL(address).pathname + new URL(address).search, init),
  });

  it('is what 61 audits are about', () => expect(audits).toHaveLength(61));

  it.each(audits.map((audit) => [audit.name, audit] as const))('%s', async (_name, audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });
});

describe('a request that is not GraphQL', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
    'application/graphql+json',
    '',
  ])('is refused with 415 as %j, which a page of another origin may send unasked', async (type) => {
    const response = await post(hello, { 'content-type': type });
    expect(response.status).toBe(415);
    expect(await codesOf(response)).toEqual(['UNSUPPORTED_MEDIA_TYPE']);
  });

  it('is refused with 415 when it is compressed', async () => {
    expect((await post(hello, { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('is refused with 413 over 100 KB, whether its length is declared or not', async () => {
    const long = JSON.stringify({ query: `{ __typename #${'x'.repeat(100_000)}\n}` });
    for (const headers of [{ 'content-length': String(long.length) }, {}]) {
      const response = await post(long, headers);
      expect(response.status).toBe(413);
      expect(await response.json()).toEqual({
        errors: [
          {
            message: 'The body has more than 100,000 bytes, the most that is read.',
            extensions: { code: 'PAYLOAD_TOO_LARGE' },
          },
        ],
      });
    }
  });

  it.each([
    ['bad JSON', '{"query": secret'],
    ['an empty body', ''],
    ['null', 'null'],
    ['a number', '4'],
    ['an unknown key', '{"query": "{ __typename }", "secret": 1}'],
    ['variables that are a list', '{"query": "{ __typename }", "variables": ["secret"]}'],
    ['no query', '{"variables": {}}'],
    ['an empty query', '{"query": ""}'],
    ['a batch', `[${hello}]`],
    ['JSON nested 40,000 deep', `{"variables": ${'['.repeat(40_000)}${']'.repeat(40_000)}}`],
  ])('is refused with 400 for %s, without echoing it', async (_what, body) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    const text = await response.text();
    expect(text).toContain('"code":"BAD_REQUEST"');
    expect(text).not.toMatch(/secret|position|JSON at/);
  });

  it.each([
    ['', 'The body is empty; it has to be JSON with a `query`.'],
    [' \n', 'The body is empty; it has to be JSON with a `query`.'],
    ['{"query": "{ __typename }"', 'The body is not JSON'],
    ['{\n  "query": "{ __typename }",\n}', 'The body is not JSON: it goes wrong in line 3, column 1.'],
    ['["a at position 5', 'The body is not JSON'],
  ])('is told what is wrong with the body %j', async (body, message) => {
    const { errors } = (await (await post(body)).json()) as { errors: { message: string }[] };
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(message);
  });

  it('is refused with 400 for bytes that are not UTF-8', async () => {
    expect((await post(new Uint8Array([0x22, 0xff, 0xfe, 0x22]))).status).toBe(400);
  });

  it('is refused with 400 for variables in the address that are not JSON', async () => {
    const response = await api.fetch('/graphql?query={__typename}&variables={secret');
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('secret');
  });

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])(
    'is refused with 405 by %s, naming what is allowed',
    async (method) => {
      const response = await api.fetch('/graphql', { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('GET, POST, OPTIONS');
      if (method !== 'HEAD') expect(await codesOf(response)).toEqual(['METHOD_NOT_ALLOWED']);
    },
  );

  it.each(['text/csv', 'multipart/mixed'])('is refused with 406 if it accepts %s only', async (accept) => {
    const response = await post(hello, { accept });
    expect(response.status).toBe(406);
    expect(await codesOf(response)).toEqual(['NOT_ACCEPTABLE']);
  });

  it('is refused with 406 if it accepts an event stream only, as which subscriptions alone are answered', async () => {
    const response = await post(hello, { accept: 'text/event-stream' });
    expect(response.status).toBe(406);
    expect(await response.text()).toContain('"code":"NOT_ACCEPTABLE"');
  });
});

describe('a document that cannot be executed', () => {
  const strict = { accept: 'application/graphql-response+json' };
  const ask = (query: string, variables = {}) => post(JSON.stringify({ query, variables }), strict);

  it.each([
    ['syntax', '{'],
    ['10,000 levels', '{a'.repeat(10_000)],
    ['10,000 directives', `{ __typename ${'@a '.repeat(10_000)} }`],
    ['5,000 operations', 'query { __typename } '.repeat(4_000)],
  ])('is a parse error: %s', async (_what, query) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(await codesOf(response)).toEqual(['GRAPHQL_PARSE_FAILED']);
  });

  it.each([
    ['an unknown field', '{ nothing }'],
    ['a mutation', 'mutation { a }'],
    ['a subscription', 'subscription { a }'],
    ['a fragment cycle', '{ ...a } fragment a on Query { ...a }'],
  ])('is a validation error: %s', async (_what, query) => {
    const response = await ask(query);
    expect(response.status).toBe(400);
    expect(new Set(await codesOf(response))).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED']));
  });

  it('reports a handful of its mistakes', async () => {
    const query = `{ ${Array.from({ length: 200 }, (_, index) => `f${index}`).join(' ')} }`;
    expect((await codesOf(await ask(query))).length).toBeLessThanOrEqual(6);
  });

  it('is the caller’s mistake when a variable has the wrong type', async () => {
    const response = await ask('query($slug: String!) { company(slug: $slug) { name } }', { slug: 4 });
    expect(response.status).toBe(400);
    expect(await codesOf(response)).toEqual(['BAD_USER_INPUT']);
  });

  it('is answered alike by GET and by POST when it is a mutation, but for the status', async () => {
    const mutation = 'mutation { a }';
    const [byGet, byPost] = [
      await api.fetch(`/graphql?query=${encodeURIComponent(mutation)}`, { headers: strict }),
      await ask(mutation),
    ];
    expect([byGet.status, byPost.status]).toEqual([405, 400]);
    expect(byGet.headers.get('allow')).toBe('POST');
    const answer = await byPost.json();
    expect(answer).toEqual({
      errors: [
        {
          message: 'There is no mutation here: the dataset changes by releases and can only be read.',
          locations: [{ line: 1, column: 1 }],
          extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
        },
      ],
    });
    expect(await byGet.json()).toEqual(answer);
  });

  it.each([
    [
      'query A { __typename } query B { __typename }',
      undefined,
      'several operations; name one in `operationName`: A, B.',
    ],
    ['query A { __typename } query B { __typename }', 'C', 'has no operation "C"; it has: A, B.'],
    ['{ __typename } query B { __typename }', undefined, ': one without a name, B.'],
    ['query A { __typename }', 'C', 'has no operation "C"; it has: A.'],
    ['fragment a on Query { __typename }', undefined, 'The document has no operation, only definitions.'],
  ])('%s asked for %s is refused, naming what there is', async (query, operationName, message) => {
    const response = await post(JSON.stringify({ query, operationName }));
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect(errors).toEqual([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_REQUEST' } },
    ]);
  });
});

describe('an answer', () => {
  it('may be read by pages of any origin, never with credentials', async () => {
    const origin = 'https://example.org';
    const preflight = await api.fetch('/graphql', {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
    for (const response of [preflight, await post(hello, { origin }), await post('', { origin })]) {
      expect(response.headers.get('access-control-allow-origin')).toBe('*');
      expect(response.headers.has('access-control-allow-credentials')).toBe(false);
    }
  });

  it('is never taken for anything but what it is', async () => {
    for (const path of ['/graphql?query={__typename}', '/health', '/nowhere', '/schema.graphql', '/']) {
      const { headers } = await api.fetch(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    }
  });
});
