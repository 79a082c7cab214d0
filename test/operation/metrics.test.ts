import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Replicas } from '../../src/database/replicas.ts';
import { createMetrics, createMetricsServer } from '../../src/http/metrics.ts';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { useMetrics } from '../../src/http/plugins/use-metrics.ts';
import { type Api, createApi } from '../../src/http/server.ts';
import { type TestApi, testApi } from '../support/api.ts';

let test: TestApi;
let api: Api;
const metrics = createMetrics();
const server = createMetricsServer(metrics).listen(0, '127.0.0.1');
beforeAll(async () => {
  test = await testApi();
  const { prisma } = test.database;
  const replicas = new Replicas({ primary: prisma, replicas: [{ name: 'Replica 1', prisma }], say() {} });
  metrics.watch({ ...test.database, replicas, connections: () => ({ busy: 1, idle: 2, waiting: 3 }) });
  const logger = pino({ level: 'silent' });
  api = createApi({ database: test.database, logger, watchers: [useMetrics(metrics)] });
  if (!server.listening) await once(server, 'listening');
});
afterAll(async () => {
  server.close();
  await test.close();
});

const served = async () => (await fetch(`${addressOf(server)}/metrics`)).text();

async function ask(query: string): Promise<void> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '' };
  await (await api.fetch('http://localhost/graphql', { ...init, body: JSON.stringify({ query }) })).text();
}

describe('/metrics', () => {
  it('counts requests, errors by code, statements and rows, and times the phases of GraphQL', async () => {
    await ask('{ companies(first: 3) { totalCount nodes { name } } }');
    await ask('{ node(id: "?") { id } }');
    await ask('{ nothing }');
    await (await api.fetch('http://localhost/health')).text();
    await (await api.fetch('http://localhost/made-up')).text();
    const lines = (await served()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'sourcebook_requests_total{page="graphql",status="200"} 3',
        'sourcebook_requests_total{page="health",status="200"} 1',
        'sourcebook_requests_total{page="other",status="404"} 1',
        'sourcebook_errors_total{code="BAD_USER_INPUT"} 1',
        'sourcebook_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1',
        'sourcebook_errors_total{code="NOT_FOUND"} 1',
        'sourcebook_statements_sum 2',
        'sourcebook_rows_sum 5',
        'graphql_yoga_http_duration_count{statusCode="200"} 3',
        'graphql_envelop_phase_execute_count 2',
        'sourcebook_database_connections{state="waiting"} 3',
        'sourcebook_database_replica{replica="1",state="used"} 1',
        'sourcebook_database_replica{replica="1",state="behind"} 0',
      ]),
    );
  });

  it('counts what is executed past Yoga', async () => {
    const logger = pino({ level: 'silent' });
    const past = createMetrics();
    const { listener, close } = createApi({
      ...{ database: test.database, logger, watchers: [useMetrics(past)] },
      onShortcut: past.shortcut,
    });
    const shortcut = createNodeServer(listener, { logger }).listen(0, '127.0.0.1');
    await once(shortcut, 'listening');
    const query = 'query ($first: Int) { companies(first: $first) { nodes { name } } }';
    for (const first of [1, 2, 3]) {
      const body = JSON.stringify({ query, variables: { first } });
      const headers = { 'content-type': 'application/json' };
      await (await fetch(`${addressOf(shortcut)}/graphql`, { method: 'POST', headers, body })).text();
    }
    const lines = (await past.registry.metrics()).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'sourcebook_requests_total{page="graphql",status="200"} 3',
        'sourcebook_statements_count 3',
        'sourcebook_rows_sum 9',
        'graphql_envelop_phase_parse_count 1',
        'graphql_envelop_phase_execute_count 3',
        'graphql_yoga_http_duration_count{statusCode="200"} 3',
      ]),
    );
    await close();
    await stop(shortcut);
  });

  it('has no more series however many names clients make up', async () => {
    // Those of Node's own come when they come: of a sort of garbage collection, with the first of it.
    const seriesOf = async () =>
      (await served()).split('\n').filter((line) => !/^(# \w+ )?nodejs_/.test(line)).length;
    const asking = async (name: string) => {
      await ask(`query ${name} { ${name}: __typename, ${name}Failed: node(id: "?") { id } }`);
      await (await api.fetch(`http://localhost/${name}?${name}=${name}`)).text();
    };
    await asking('first');
    const before = await seriesOf();
    for (let index = 0; index < 50; index++) await asking(`made_up_${index}`);
    expect(await seriesOf()).toBe(before);
    expect(await served()).not.toContain('made_up');
  });

  it('is not on the port that everybody reaches', async () => {
    expect((await api.fetch('http://localhost/metrics')).status).toBe(404);
    expect((await fetch(`${addressOf(server)}/graphql`)).status).toBe(404);
  });
});

describe('the Grafana dashboard', () => {
  it('asks for metrics that are there, and for each of ours', async () => {
    const dashboard = JSON.parse(await readFile('docs/grafana/dashboard.json', 'utf8'));
    const expressions: string[] = dashboard.panels.flatMap(
      ({ targets = [] }: { targets?: { expr: string }[] }) => targets.map(({ expr }) => expr),
    );
    const names = (text: string) => text.match(/\b(?:sourcebook|graphql|nodejs|process)_\w+/g) ?? [];
    const asked = new Set(expressions.flatMap(names));
    const there = new Set(names(await served()));
    expect([...asked].filter((name) => !there.has(name))).toEqual([]);
    const ours = metrics.registry.getMetricsAsArray().map(({ name }) => name);
    const unused = ours.filter(
      (name) => /^(sourcebook|graphql)_/.test(name) && ![...asked].some((one) => one.startsWith(name)),
    );
    expect(unused).toEqual([]);
  });
});
