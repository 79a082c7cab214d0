import type { Plugin } from 'graphql-yoga';
import type { Config } from './config.ts';
import type { Database } from './database/open.ts';
import type { RequestRecord } from './http/request-record.ts';
import { listen } from './listen.ts';

/** Those who watch the server besides the log. */
export interface Watchers {
  /** For `createApi`. */
  plugins: Plugin[];
  /** Counts an answer that was sent again as it was kept, past the plugins. */
  kept: (status: number) => void;
  /** Counts an answer that was executed past Yoga; undefined where somebody has to see each phase. */
  shortcut: ((record: RequestRecord) => void) | undefined;
  /** Watches the connections of a database too. */
  watch: (database: Database) => void;
  stop: () => Promise<void>;
}

/** Starts what the configuration asks for: metrics on a port of their own, traces. What is not asked for is not even loaded. */
export async function startWatchers({ metricsPort, tracesEndpoint, host }: Config): Promise<Watchers> {
  const plugins: Plugin[] = [];
  const stops: (() => Promise<void> | void)[] = [];
  let watch: Watchers['watch'] = () => {};
  let kept: Watchers['kept'] = () => {};
  let shortcut: Watchers['shortcut'] = () => {};
  if (tracesEndpoint !== undefined) {
    const { startTracing } = await import('./http/tracing.ts');
    const { plugin, stop } = startTracing(tracesEndpoint);
    plugins.push(plugin);
    stops.push(stop);
  }
  if (metricsPort !== undefined) {
    const [{ createMetrics, createMetricsServer }, { useMetrics }] = await Promise.all([
      import('./http/metrics.ts'),
      import('./http/plugins/use-metrics.ts'),
    ]);
    const metrics = createMetrics();
    const server = createMetricsServer(metrics);
    await listen(server, { port: metricsPort, host });
    // It is no reason to go on.
    server.unref();
    plugins.push(useMetrics(metrics));
    stops.push(() => void server.close());
    watch = metrics.watch;
    kept = (status) => metrics.requests.inc({ page: 'graphql', status });
    shortcut = metrics.shortcut;
  }
  if (tracesEndpoint !== undefined) shortcut = undefined;
  return {
    plugins,
    kept,
    shortcut,
    watch,
    stop: async () => void (await Promise.allSettled(stops.map((stop) => stop()))),
  };
}
