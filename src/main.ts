import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { readOptions, runCommand } from './command.ts';
import { type Config, readConfig } from './config.ts';
import type { Database } from './database/open.ts';
import { greeting } from './greeting.ts';
import { addressOf, createNodeServer, stop } from './http/node-server.ts';
import { readManifests } from './http/persisted-documents.ts';
import { listen } from './listen.ts';
import { createLogger } from './logger.ts';
import { openCurrent, ourDataset, setUp } from './prepare.ts';
import { openOrWait } from './waiting.ts';
import { startWatchers } from './watchers.ts';

// npm run serve: serves the database as it is; --setup brings it up to date first
await runCommand(async () => {
  const { setup } = readOptions({ setup: { type: 'boolean', default: false } });
  const config = readConfig();
  const { limits, trustedProxies } = config;
  const documents = readManifests(config.persistedDocuments);
  const logger = createLogger(config.logLevel);
  const watchers = await startWatchers(config);
  const dataset = ourDataset();
  // It may fail while nobody awaits it yet.
  dataset.catch(() => {});
  const open = () =>
    setup ? setUp(config, dataset) : openCurrent(config, (message) => logger.warn(message), dataset);
  // Loading the API takes half a second, as opening the database does; neither needs the other.
  const [opened, sharedCount, { createApi }, { createWaitingListener }] = await Promise.all([
    // The embedded database is part of this process: nothing that it could wait for.
    config.databaseUrl === undefined ? open() : openOrWait(open, (message) => logger.error(message)),
    countTogether(config, logger),
    import('./http/server.ts'),
    import('./http/waiting.ts'),
  ]);
  const apiOf = (database: Database) => {
    watchers.watch(database);
    const { publicUrl: address } = config;
    const { plugins, kept: onKept, shortcut: onShortcut } = watchers;
    return createApi({
      ...{ database, logger, limits, trustedProxies, sharedCount, documents, address },
      watchers: plugins,
      onKept,
      ...(onShortcut && { onShortcut }),
    });
  };
  let database = typeof opened === 'function' ? undefined : opened;
  let api = database && apiOf(database);
  let listener = api?.listener ?? createWaitingListener(logger);
  const server = createNodeServer((request, response) => listener(request, response), { logger });
  try {
    await listen(server, config);
    let leaving = false;
    const leave = async () => {
      leaving = true;
      // Without a database it has not been ready.
      if (!api) return;
      api.leave();
      await wait(config.drainSeconds * 1_000);
    };
    onStop(leave, async () => {
      await Promise.all([api?.close(), stop(server)]);
      await Promise.all([database?.close(), sharedCount?.close()]);
      await watchers.stop();
    });
    console.log(greeting(addressOf(server)));
    if (typeof opened !== 'function') return;
    database = await opened();
    api = apiOf(database);
    if (leaving) api.leave();
    listener = api.listener;
    logger.info('The database is there.');
  } catch (error) {
    server.close();
    server.closeAllConnections();
    await Promise.all([database?.close(), sharedCount?.close()]);
    await watchers.stop();
    throw error;
  }
});

/** Loaded only where the configuration asks for it. */
async function countTogether({ rateLimitDatabaseUrl, limits }: Config, logger: Logger) {
  if (rateLimitDatabaseUrl === undefined || limits.requestsPerMinute === 0) return undefined;
  const { openSharedCount } = await import('./http/shared-count.ts');
  return openSharedCount(rateLimitDatabaseUrl, { limits, logger });
}

/** What is done once somebody stops the process: first whatever takes as long as it takes, then what has a time. */
function onStop(leave: () => Promise<void>, close: () => Promise<void>): void {
  let stopping = false;
  const end = async () => {
    // A terminal and a parent process may both pass on the same Ctrl+C.
    if (stopping) return;
    stopping = true;
    await leave();
    // Whoever asked kills after ten seconds; a database that does not let go must not wait for that.
    setTimeout(() => process.exit(0), 9_000).unref();
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
