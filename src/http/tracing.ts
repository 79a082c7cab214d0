import { getCurrentOtelContext, useOpenTelemetry } from '@envelop/opentelemetry';
import { SpanKind, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { PrismaInstrumentation } from '@prisma/instrumentation';
import type { Plugin } from 'graphql-yoga';
import { currentRequest } from './request-record.ts';

export interface Tracing {
  /** For `createApi`. */
  plugin: Plugin;
  /** Sends what has not been sent yet. */
  stop: () => Promise<void>;
}

/**
 * Sends a span of each operation, with the hash of its document and the id of its request as in the log, and spans of its SQL
 * statements below it, to `endpoint` by OTLP over HTTP. Neither texts nor variables nor answers go along, and statements have
 * placeholders for values.
 */
export function startTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'ai-sourcebook' }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  new PrismaInstrumentation().enable();
  const operations = useOpenTelemetry({ document: false }, provider, SpanKind.SERVER, {}, 'ai-sourcebook');
  return {
    plugin: {
      onPluginInit({ addPlugin }) {
        addPlugin(operations as unknown as Plugin);
        addPlugin({
          onExecute({ args: { contextValue } }) {
            const record = currentRequest();
            const span = trace.getSpan(getCurrentOtelContext(contextValue));
            if (record?.document === undefined || !span) return;
            span.setAttributes({ 'graphql.document.hash': record.document, 'request.id': record.id });
          },
        });
      },
    },
    stop: () => provider.shutdown(),
  };
}
