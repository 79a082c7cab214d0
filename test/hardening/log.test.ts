import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/http/server.ts';
import { createLogger } from '../../src/logger.ts';
import { type TestApi, testApi } from '../support/api.ts';

const lines: string[] = [];
let test: TestApi;
let logged: ReturnType<typeof createApi>;
beforeAll(async () => {
  test = await testApi();
  logged = createApi({
    database: test.database,
    logger: createLogger('info', { write: (line) => void lines.push(line) }),
  });
});
afterAll(() => test.close());

/** The answer to a request, and what the log says of it. */
async function ask(body: object | string, path = '/graphql', headers: Record<string, string> = {}) {
  lines.length = 0;
  const response = await logged.fetch(`http://localhost${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { response, text, log: lines.map((line) => JSON.parse(line)) };
}

describe('the log', () => {
  it('has one line for a request: what it asked, how long it took, what it read and how it ended', async () => {
    const query = 'query Names { companies(first: 3) { totalCount nodes { name } } }';
    const { response, log } = await ask({ query });
    expect(log).toEqual([
      expect.objectContaining({
        msg: 'request',
        requestId: response.headers.get('x-request-id'),
        method: 'POST',
        path: '/graphql',
        status: 200,
        ms: expect.any(Number),
        operation: 'Names',
        document: expect.stringMatching(/^[0-9a-f]{16}$/),
        statements: 2,
        // Three, one more to know whether there are more, and the count.
        rows: 5,
        codes: [],
      }),
    ]);
    expect((await ask({ query })).log[0].document).toBe(log[0].document);
  });

  it('counts what each of many requests reads, though they are answered at the same time', async () => {
    lines.length = 0;
    const asked = [1, 2, 3, 4, 5].map((first) => ({
      query: `query Page${first} { companies(first: ${first}) { nodes { name } } }`,
    }));
    await Promise.all(
      asked.map((body) =>
        logged.fetch('http://localhost/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    );
    const found = lines
      .map((line) => JSON.parse(line))
      .map(({ operation, statements, rows }) => [operation, statements, rows]);
    expect(found.sort()).toEqual([1, 2, 3, 4, 5].map((first) => [`Page${first}`, 1, first + 1]));
  });

  it.each([
    ['a document that does not parse', { query: 'query {' }, 400, 'GRAPHQL_PARSE_FAILED'],
    [
      'one that asks for too much',
      { query: `{ ${'__typename @a '.repeat(9)} }` },
      400,
      'OPERATION_LIMIT_EXCEEDED',
    ],
    ['a field that fails', { query: '{ node(id: "?") { id } }' }, 200, 'BAD_USER_INPUT'],
    ['a body that is not JSON', '{', 400, 'BAD_REQUEST'],
  ])('says how a request ended, for %s', async (_what, body, status, code) => {
    const { log } = await ask(body, '/graphql', { accept: 'application/graphql-response+json' });
    expect(log).toEqual([expect.objectContaining({ status, codes: [code] })]);
  });

  it('never holds what was asked for, nor who asked', async () => {
    const variables = { slug: 'secret-variable' };
    const query =
      'query Secret($slug: String!) { company(slug: $slug) { name } chip(slug: "secret-literal") { name } }';
    const headers = {
      authorization: 'Bearer secret-token',
      cookie: 'a=secret-cookie',
      'x-forwarded-for': '192.0.2.1',
    };
    const { log } = await ask({ query, variables }, '/graphql?token=secret-parameter', headers);
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toMatch(/secret-|192\.0\.2\.1/);
  });

  it('shows no password of an address', () => {
    const written: string[] = [];
    createLogger('info', { write: (line) => void written.push(line) }).error(
      { err: new Error('postgres://user:hunter2@host/db and postgresql://hunter3:hunter2@[::1]:5432/db') },
      'failed at redis://:hunter2@host',
    );
    expect(written.join()).not.toContain('hunter2');
    expect(written.join()).toContain('postgres://user:***@host/db');
  });
});

describe('an error of ours', () => {
  it('is found in the log by the id that the answer carries', async () => {
    await test.database.prisma.$executeRawUnsafe('ALTER TABLE "Chip" RENAME TO "Elsewhere"');
    const { response, text, log } = await ask({ query: '{ chips { nodes { name } } }' });
    await test.database.prisma.$executeRawUnsafe('ALTER TABLE "Elsewhere" RENAME TO "Chip"');
    const [{ extensions }] = JSON.parse(text).errors;
    expect(extensions).toEqual({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: response.headers.get('x-request-id'),
    });
    const told = log.filter(({ requestId }) => requestId === extensions.requestId);
    expect(told.map(({ msg }) => msg)).toEqual(['Something went wrong on our side.', 'request']);
    expect(told[0].err.message).toContain('does not exist');
    expect(told[1].codes).toEqual(['INTERNAL_SERVER_ERROR']);
  });
});
