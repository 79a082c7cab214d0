import { createServer, type Server } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Database } from '../database/open.ts';
import { replicaStates } from '../database/replicas.ts';
import type { RequestRecord } from './request-record.ts';

/** What Prometheus can read of this process. Labels have few values, all ours: none is anything that a client has sent. */
export interface Metrics {
  registry: Registry;
  requests: Counter<'page' | 'status'>;
  errors: Counter<'code'>;
  statements: Histogram;
  rows: Histogram;
  /** Counts an answer that no plugin sees, as those are counted that the plugins see. */
  shortcut: (record: RequestRecord) => void;
  /** Watches the connections of a database. */
  watch: (database: Database) => void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counts = [0, 1, 2, 3, 5, 8, 13, 21, 34];
  const requests = new Counter({
    name: 'sourcebook_requests_total',
    help: 'Requests, by the page that they asked for and the status of the answer.',
    labelNames: ['page', 'status'],
    registers,
  });
  const statements = new Histogram({
    name: 'sourcebook_statements',
    help: 'SQL statements that a GraphQL request took.',
    buckets: counts,
    registers,
  });
  const rows = new Histogram({
    name: 'sourcebook_rows',
    help: 'Rows that a GraphQL request read.',
    buckets: [0, 1, 10, 100, 1_000, 10_000],
    registers,
  });
  return {
    registry,
    requests,
    errors: new Counter({
      name: 'sourcebook_errors_total',
      help: 'Answers with an error, by its code; docs/errors.md says what each means.',
      labelNames: ['code'],
      registers,
    }),
    statements,
    rows,
    shortcut(record) {
      requests.inc({ page: 'graphql', status: 200 });
      statements.observe(record.statements);
      rows.observe(record.rows);
      // It is all execution; documents were parsed and validated before.
      const seconds = (performance.now() - record.begun) / 1000;
      const histogram = (name: string) => registry.getSingleMetric(name) as Histogram | undefined;
      histogram('graphql_envelop_phase_execute')?.observe(seconds);
      histogram('graphql_yoga_http_duration')?.observe({ statusCode: 200 }, seconds);
    },
    watch({ connections, replicas }) {
      if (replicas) {
        new Gauge({
          name: 'sourcebook_database_replica',
          help: 'Each replica of the database, in the order of DATABASE_REPLICA_URLS: 1 for the state that it is in.',
          labelNames: ['replica', 'state'],
          registers,
          collect() {
            for (const [index, found] of replicas.states().entries())
              for (const state of replicaStates)
                this.set({ replica: index + 1, state }, state === found ? 1 : 0);
          },
        });
      }
      if (!connections) return;
      new Gauge({
        name: 'sourcebook_database_connections',
        help: 'Connections to Postgres that are busy or idle, and requests that wait for one.',
        labelNames: ['state'],
        registers,
        collect() {
          for (const [state, count] of Object.entries(connections())) this.set({ state }, count);
        },
      });
    },
  };
}

/** Serves metrics at /metrics, on a port of their own: they are nobody's business but the operator's. */
export function createMetricsServer({ registry }: Metrics): Server {
  return createServer(async ({ url }, response) => {
    if (url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    response.setHeader('content-type', registry.contentType);
    response.end(await registry.metrics());
  });
}
