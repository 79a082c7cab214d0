import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { readRecipes } from '../support/cookbook.ts';
import { servers } from './served.ts';

let api: TestApi;
const { serving, end } = servers(() => api.database);
beforeAll(async () => {
  api = await testApi();
});
afterAll(async () => {
  await end();
  await api.close();
});

type Server = Awaited<ReturnType<typeof serving>>;

const query = 'query Claims($first: Int) { claims(first: $first) { nodes { id statement } } }';

/** A server that has answered `query`, and one that has not been asked anything. */
async function two(limits = {}): Promise<[Server, Server]> {
  const [known, fresh] = [await serving(limits), await serving(limits)];
  await known.ask({ query, variables: { first: 1 } });
  return [known, fresh];
}

describe('a document that was answered before', () => {
  it.each(readRecipes())('is answered straight as through Yoga: $file', async ({ query }) => {
    const { ask } = await serving({ responseCacheBytes: 0, rowCacheBytes: 0 });
    const through = await ask({ query });
    const straight = await ask({ query, variables: { other: 1 } });
    expect([through.line?.shortcut, straight.line?.shortcut]).toEqual([undefined, true]);
    expect(straight.text).toBe(through.text);
    const told = ({ response, line }: typeof straight) => {
      const {
        requestId,
        ms: _,
        shortcut: __,
        time: ___,
        ...rest
      } = line as typeof line & Record<string, unknown>;
      expect(response.headers.get('x-request-id')).toBe(requestId);
      const headers = Object.fromEntries(response.headers);
      return { rest, status: response.status, headers: { ...headers, date: '', 'x-request-id': '' } };
    };
    const [{ rest: line, ...first }, { rest: lineAfter, ...after }] = [told(through), told(straight)];
    expect(after).toEqual(first);
    // At first the server does not know yet which release is the newest, and asks for it.
    expect({ ...lineAfter, statements: 0, rows: 0 }).toEqual({ ...line, statements: 0, rows: 0 });
  });

  it('is kept as any other answer', async () => {
    const [{ ask, kept }] = await two();
    await kept(() => ask({ query, variables: { first: 1 } }));
    const straight = await ask({ query, variables: { first: 2 } });
    const again = await ask({ query, variables: { first: 2 } });
    expect([straight.line?.shortcut, again.line?.kept, again.text]).toEqual([true, true, straight.text]);
  });

  it('has the headers of any answer, whatever was odd about the first', async () => {
    const { ask } = await serving();
    await ask({ query, variables: { first: 1 } }, { 'content-encoding': 'identity' });
    await ask({ query, variables: { first: 2 } });
    const { response, line } = await ask({ query, variables: { first: 3 } });
    expect([line?.shortcut, response.headers.get('vary')]).toEqual([true, 'accept-encoding']);
  });

  it('is answered in the media type that each client accepts', async () => {
    const [{ ask }] = await two();
    const types = ['application/json', 'application/graphql-response+json', '*/*'];
    const answered = async (accept: string, first: number) =>
      (await ask({ query, variables: { first } }, { accept })).response.headers.get('content-type');
    const through = [];
    for (const type of types) through.push(await answered(type, 3));
    const straight = [];
    for (const type of types) straight.push(await answered(type, 4));
    expect(straight).toEqual(through);
    expect(new Set(straight.slice(0, 2)).size).toBe(2);
  });
});

describe('what is not so plain', () => {
  const text = (length: number) => 'a'.repeat(length);

  it.each<[string, object, Record<string, string>?]>([
    ['a variable of the wrong type', { query, variables: { first: 'two' } }],
    ['a variable that is none', { query, variables: 'two' }],
    ['a page that is too long', { query, variables: { first: 1_000 } }],
    ['a text that is too long', { query, variables: { first: 2, other: text(20_000) } }],
    ['an operation that is not there', { query, operationName: 'Others' }],
    ['what is told of costs', { query, variables: { first: 2 }, extensions: { cost: true } }],
    ['a word that is unknown', { query, words: [] }],
    ['a batch', [{ query }]],
    ['another type of body', { query }, { 'content-type': 'text/plain' }],
    ['two types of body', { query }, { 'content-type': 'application/json, text/plain' }],
    ['a compressed body', { query }, { 'content-encoding': 'gzip' }],
    ['a type of answer that there is not', { query }, { accept: 'image/png' }],
  ])('is answered as by a server that was never asked: %s', async (_, asked, headers) => {
    const [known, fresh] = await two({ requestsPerMinute: 0 });
    const [a, b] = [await known.ask(asked, headers), await fresh.ask(asked, headers)];
    expect([a.text, a.response.status]).toEqual([b.text, b.response.status]);
    expect(a.line?.codes).toEqual(b.line?.codes);
    expect(a.text).toMatch(/errors|cost/);
  });

  it('is an answer that is too large', async () => {
    const [{ ask }] = await two({ responseBytes: 3_000 });
    const { response, text, line } = await ask({ query, variables: { first: 50 } });
    expect([response.status, line?.shortcut]).toEqual([400, true]);
    expect(JSON.parse(text).errors[0].extensions.limit).toMatchObject({
      name: 'responseBytes',
      allowed: 3_000,
    });
  });

  it('is an error at a field, told beside the data', async () => {
    const node = 'query ($id: ID!) { dataset { release { version } } claim(id: $id) { id } }';
    const [known, fresh] = [await serving(), await serving()];
    const { data } = await api.ask('{ claims(first: 1) { nodes { id } } }');
    await known.ask({ query: node, variables: { id: data.claims.nodes[0].id } });
    const asked = { query: node, variables: { id: 'none' } };
    const [a, b] = [await known.ask(asked), await fresh.ask(asked)];
    expect([a.text, a.response.status, a.line?.codes]).toEqual([b.text, b.response.status, b.line?.codes]);
    expect([a.line?.shortcut, a.line?.document]).toEqual([true, b.line?.document]);
    expect(a.text).toContain('errors');
    expect(a.response.headers.get('x-request-id')).toBe(a.line?.requestId);
  });

  it('is a document that is not kept', async () => {
    const [{ ask }] = await two({ documentCacheBytes: 0 });
    expect((await ask({ query, variables: { first: 2 } })).line?.shortcut).toBeUndefined();
  });
});
