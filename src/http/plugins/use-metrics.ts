import { createHistogram, usePrometheus } from '@graphql-yoga/plugin-prometheus';
import type { Plugin } from 'graphql-yoga';
import type { Metrics } from '../metrics.ts';
import { currentRequest } from '../request-record.ts';

/** The paths that have a label of their own, by their first part; whatever else is asked for is `other`. */
const pages = ['graphql', 'graphiql', 'schema.graphql', 'exports', 'health', 'ready'];

const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

/** Counts requests, errors and what they took, and has GraphQL's phases timed; names of operations are no labels. */
export function useMetrics({ registry, requests, errors, statements, rows }: Metrics): Plugin {
  const timed = <Phase extends string>(phase: Phase, help: string) =>
    createHistogram<Phase, string>({
      registry,
      histogram: { name: `graphql_envelop_phase_${phase}`, help, buckets },
      phases: [phase],
      fillLabelsFn: () => ({}),
    });
  const prometheus = usePrometheus({
    registry,
    endpoint: false,
    metrics: {
      graphql_envelop_deprecated_field: false,
      graphql_envelop_request: false,
      graphql_envelop_request_duration: false,
      graphql_envelop_request_time_summary: false,
      graphql_envelop_phase_context: false,
      graphql_envelop_phase_subscribe: false,
      graphql_envelop_schema_change: false,
      // By path of the field, which clients name.
      graphql_envelop_error_result: false,
      graphql_envelop_phase_parse: timed('parse', 'Seconds spent on parsing documents.'),
      graphql_envelop_phase_validate: timed('validate', 'Seconds spent on validation.'),
      graphql_envelop_phase_execute: timed('execute', 'Seconds spent on execution.'),
      graphql_yoga_http_duration: createHistogram({
        registry,
        histogram: {
          name: 'graphql_yoga_http_duration',
          help: 'Seconds from a GraphQL request to its answer, by status.',
          labelNames: ['statusCode'],
          buckets,
        },
        fillLabelsFn: (_, { response }: { response: Response }) => ({ statusCode: response.status }),
      }),
    },
  });
  return {
    onPluginInit({ addPlugin }) {
      addPlugin(prometheus as Plugin);
    },
    onResponse({ request, response }) {
      const [, first = ''] = new URL(request.url).pathname.split('/');
      const page = pages.includes(first) ? first : 'other';
      requests.inc({ page, status: response.status });
      const record = currentRequest();
      if (!record) return;
      for (const code of record.codes) errors.inc({ code });
      if (record.document === undefined) return;
      statements.observe(record.statements);
      rows.observe(record.rows);
    },
  };
}
