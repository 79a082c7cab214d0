import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { startScript } from './page.ts';

const compress = promisify(gzip);

export interface Asset {
  type: string;
  etag: string;
  gzipped: Uint8Array<ArrayBuffer>;
  text: string;
}

async function asset(type: string, text: string): Promise<Asset> {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  return { type: `${type}; charset=utf-8`, etag, gzipped: new Uint8Array(await compress(text)), text };
}

/**
 * What GraphiQL's page loads, by file name. Yoga's package puts all of it, 9 MB, inside one page; as files of
 * their own they can be cached and compressed, and the page needs no inline script.
 */
export async function loadAssets(): Promise<Map<string, Asset>> {
  // As large as the rest of the server together, so it is read only once somebody opens GraphiQL.
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql');
  const script = 'text/javascript';
  const assets = {
    'start.js': asset(script, startScript),
    'graphiql.js': asset(script, bundle.js),
    'graphiql.css': asset('text/css', bundle.css),
    'editorWorkerService.worker.js': asset(script, bundle.editorWorkerService),
    'graphql.worker.js': asset(script, bundle.graphqlWorker),
    'json.worker.js': asset(script, bundle.jsonWorker),
  };
  return new Map(
    await Promise.all(Object.entries(assets).map(async ([name, loading]) => [name, await loading] as const)),
  );
}
