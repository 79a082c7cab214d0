import { openDatabase } from '../../src/database/open.ts';
import { createNodeServer } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { createLogger } from '../../src/logger.ts';

// Our API as `npm run serve` starts it, but without a line in the log for each request and without a limit on how many one client
// sends. CACHES=off keeps nothing between two requests.
const { DATABASE_URL, PORT, CACHES } = process.env;
const logger = createLogger('silent');
const database = await openDatabase({ databaseUrl: DATABASE_URL, access: 'reader' });
const api = createApi({
  database,
  logger,
  limits: {
    ...limits,
    requestsPerMinute: 0,
    ...(CACHES === 'off' ? { responseCacheBytes: 0, documentCacheBytes: 0, rowCacheBytes: 0 } : {}),
  },
});
createNodeServer(api.listener, { logger }).listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
process.on('SIGTERM', () => process.exit(0));
