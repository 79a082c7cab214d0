import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { startTracing } from '../../src/http/tracing.ts';
import { type TestApi, testApi } from '../support/api.ts';

interface Span {
  name: string;
  traceId: string;
  attributes: { key: string; value: { stringValue?: string } }[];
}

const received: string[] = [];
const collector = createServer(async (request, response) => {
  received.push(await text(request));
  response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
}).listen(0, '127.0.0.1');

let test: TestApi;
const lines: string[] = [];
beforeAll(async () => {
  if (!collector.listening) await once(collector, 'listening');
  test = await testApi();
  const tracing = startTracing(addressOf(collector));
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const api = createApi({ database: test.database, logger, watchers: [tracing.plugin] });
  const query =
    'query Secret($slug: String!) { company(slug: $slug) { name } chip(slug: "secret-literal") { name } }';
  const response = await api.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { slug: 'secret-variable' } }),
  });
  await response.text();
  await tracing.stop();
});
afterAll(async () => {
  collector.close();
  await test.close();
});

const spans = (): Span[] =>
  received.flatMap((body) =>
    JSON.parse(body).resourceSpans.flatMap(({ scopeSpans }: { scopeSpans: { spans: Span[] }[] }) =>
      scopeSpans.flatMap((scope) => scope.spans),
    ),
  );

const attribute = (span: Span | undefined, name: string) =>
  span?.attributes.find(({ key }) => key === name)?.value.stringValue;

describe('a trace', () => {
  it('has a span of the operation, with the hash of its document and the id of its request as in the log', () => {
    const operation = spans().find(({ name }) => name === 'query.Secret');
    const { document, requestId } = JSON.parse(lines[0] ?? '{}');
    expect(attribute(operation, 'graphql.document.hash')).toBe(document);
    expect(attribute(operation, 'request.id')).toBe(requestId);
  });

  it('has the SQL statements below it', () => {
    const operation = spans().find(({ name }) => name === 'query.Secret');
    const statements = spans().filter(({ name }) => name === 'prisma:client:db_query');
    expect(statements.length).toBeGreaterThanOrEqual(2);
    for (const statement of statements) {
      expect(statement.traceId).toBe(operation?.traceId);
      expect(attribute(statement, 'db.query.text')).toMatch(/^SELECT /);
    }
  });

  it('tells nothing of what was asked for', () => {
    expect(received.join()).not.toMatch(/secret-/);
  });
});
