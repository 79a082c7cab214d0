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
    expect(await codesOf(response)).toEqual(['BAD_REQUEST']);
  });

  it('is refused with 415 when it is compressed', async () => {
    expect((await post(hello, { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('is refused with 413 over 100 KB, whether its length is declared or not', async () => {
    const long = JSON.stringify({ query: `{ __typename #${'x'.repeat(100_000)}\n}` });
    expect((await post(long, { 'content-length': String(long.length) })).status).toBe(413);
    const response = await post(long);
    expect(response.status).toBe(413);
    expect(await codesOf(response)).toEqual(['BAD_REQUEST']);
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
    },
  );

  it.each(['text/csv', 'text/event-stream', 'multipart/mixed'])(
    'is refused with 406 if it accepts %s only',
    async (accept) => {
      const response = await post(hello, { accept });
      expect(response.status).toBe(406);
      expect(await codesOf(response)).toEqual(['BAD_REQUEST']);
    },
  );
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

  it.each([[undefined], ['C']])(
    'is refused when it has two operations and is asked for %s',
    async (operationName) => {
      const response = await post(
        JSON.stringify({ query: 'query A { __typename } query B { __typename }', operationName }),
      );
      expect(response.status).toBe(400);
      expect(await codesOf(response)).toEqual(['BAD_REQUEST']);
    },
  );
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
