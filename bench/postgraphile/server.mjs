import { createServer } from 'node:http';
import { PgSimplifyInflectionPreset } from '@graphile/simplify-inflection';
import { postgraphile } from 'postgraphile';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { pgSmartTags } from 'postgraphile/utils';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';

// PostGraphile as its manual sets it up for production, reading the same tables: no watching, no GraphiQL, no explanations, as many
// connections as we have. CACHES=off keeps nothing of a document between two requests, as far as it can be told to.
const { DATABASE_URL, PORT, CACHES } = process.env;
// A cache of its own kind holds two documents at least.
const least = CACHES === 'off' ? 2 : undefined;

// A claim refers to whatever it is about through the table of all entities; this spares PostGraphile the way through it.
const claimsOfInvestments = pgSmartTags({
  kind: 'class',
  match: 'public.Claim',
  tags: {
    foreignKey: '("subjectId") references "Investment" ("id")|@fieldName investment|@foreignFieldName claims',
  },
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset, PgSimplifyInflectionPreset, PostGraphileConnectionFilterPreset],
  plugins: [claimsOfInvestments],
  // What can be ordered or filtered by is not for it to guess from the indexes: an index may begin with another column.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({ connectionString: DATABASE_URL, schemas: ['public'], poolConfig: { max: 10 } }),
  ],
  grafast: {
    explain: false,
    ...(least && {
      queryCacheMaxLength: least,
      operationsCacheMaxLength: least,
      operationOperationPlansCacheMaxLength: least,
    }),
  },
  grafserv: {
    watch: false,
    graphiql: false,
    maxRequestLength: 100_000,
    ...(least && { parseAndValidateCacheSize: least }),
  },
});

const server = createServer();
await instance.createServ(grafserv).addTo(server);
await instance.getSchema();
server.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
