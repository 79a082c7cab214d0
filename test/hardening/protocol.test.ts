import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const strict = { accept: 'application/graphql-response+json' };

async function outcome(response: Response) {
  const { errors, data } = (await response.json()) as {
    errors?: { message: string; extensions: { code: string } }[];
    data?: unknown;
  };
  return { status: response.status, code: errors?.[0]?.extensions.code, errors: errors?.length, data };
}

const post = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  outcome(
    await api.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...strict, ...headers },
      body,
    }),
  );

describe('a request', () => {
  it('that is a gzip bomb is refused before it is unpacked', async () => {
    const bomb = new Uint8Array(gzipSync(Buffer.alloc(20_000_000, ' ')));
    expect(await post(bomb, { 'content-encoding': 'gzip' })).toMatchObject({
      status: 415,
      code: 'UNSUPPORTED_MEDIA_TYPE',
    });
  });

  it('for a mutation or a subscription is refused, as there are none, by GET and by POST', async () => {
    for (const operation of ['mutation', 'subscription']) {
      const query = `${operation} { a }`;
      expect(await post(JSON.stringify({ query }))).toMatchObject({
        status: 400,
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
      const byGet = await outcome(
        await api.fetch(`/graphql?query=${encodeURIComponent(query)}`, { headers: strict }),
      );
      expect(byGet).toMatchObject({
        status: operation === 'mutation' ? 405 : 400,
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
    }
  });

  it('whose variables are JSON of another kind, or not JSON, is refused', async () => {
    for (const variables of ['{', '[]', '4', '"text"', 'undefined']) {
      const address = `/graphql?query={__typename}&variables=${encodeURIComponent(variables)}`;
      expect(await outcome(await api.fetch(address, { headers: strict }))).toMatchObject({
        status: 400,
        code: 'BAD_REQUEST',
        errors: 1,
      });
    }
  });

  it('is never answered with another data than its own for names that every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const { status, code } = await post(
        JSON.stringify({ query: `{ ${name} { id } companies(${name}: 1) { totalCount } }` }),
      );
      expect([status, code]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
      expect(
        await post(
          `{"query": "query ($a: CompanyWhere) { companies(where: $a) { totalCount } }", "variables": {"a": {"${name}": {}}}}`,
        ),
      ).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    }
  });
});
