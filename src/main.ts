import { once } from 'node:events';
import type { Server } from 'node:http';
import { readOptions, runCommand } from './command.ts';
import { type Config, readConfig } from './config.ts';
import { SourcebookError } from './errors.ts';
import { greeting } from './greeting.ts';
import { addressOf, createNodeServer, stop } from './http/node-server.ts';
import { readManifests } from './http/persisted-documents.ts';
import { createLogger } from './logger.ts';
import { openCurrent, setUp } from './prepare.ts';

// npm run serve: serves the database as it is; --setup brings it up to date first
await runCommand(async () => {
  const { setup } = readOptions({ setup: { type: 'boolean', default: false } });
  const config = readConfig();
  const { limits, trustedProxies } = config;
  const documents = readManifests(config.persistedDocuments);
  const logger = createLogger(config.logLevel);
  // Loading the API takes half a second, as opening the database does; neither needs the other.
  const [database, { createApi }] = await Promise.all([
    setup ? setUp(config) : openCurrent(config, (message) => logger.warn(message)),
    import('./http/server.ts'),
  ]);
  const api = createApi({ database, logger, limits, trustedProxies, documents, address: config.publicUrl });
  const server = createNodeServer(api.listener);
  try {
    await listen(server, config);
  } catch (error) {
    await database.close();
    throw error;
  }
  onStop(async () => {
    await Promise.all([api.close(), stop(server)]);
    await database.close();
  });
  console.log(greeting(addressOf(server)));
});

async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      const message = `Port ${port} of ${host} is in use. Stop what listens there, or set PORT to another.`;
      throw new SourcebookError('PORT_IN_USE', message, { cause: error });
    }
    const message = `HOST, PORT: cannot listen on port ${port} of ${host} (${code})`;
    throw new SourcebookError('BAD_CONFIGURATION', message, { cause: error });
  }
}

function onStop(close: () => Promise<void>): void {
  let stopping = false;
  const end = async () => {
    // A terminal and a parent process may both pass on the same Ctrl+C.
    if (stopping) return;
    stopping = true;
    // Whoever asked kills after ten seconds; a database that does not let go must not wait for that.
    setTimeout(() => process.exit(0), 9_000).unref();
    await close();
    process.exit(0);
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
