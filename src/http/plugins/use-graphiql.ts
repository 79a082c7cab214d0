import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { type Asset, loadAssets } from '../graphiql/assets.ts';
import { contentSecurityPolicy, html } from '../graphiql/page.ts';
import { algorithm } from '../persisted-documents.ts';
import { problem } from '../problem.ts';

interface Options {
  logger: Logger;
  /** Documents that are opened by their hash, by that hash. */
  documents: ReadonlyMap<string, string>;
  endpoint?: string;
  folder?: string;
}

/**
 * GraphiQL, at the endpoint for whoever asks for HTML, and its assets in `folder`, from this server alone.
 */
export function useGraphiQL({
  logger,
  documents,
  endpoint = '/graphql',
  folder = '/graphiql/',
}: Options): Plugin {
  let loading: Promise<Map<string, Asset>> | undefined;

  const assetNamed = async (name: string) => {
    loading ??= loadAssets();
    return (await loading).get(name);
  };
  return {
    onRequest({ request, url, fetchAPI, endResponse }) {
      if (request.method !== 'GET') return;
      if (url.pathname === endpoint && request.headers.get('accept')?.includes('text/html')) {
        const named = documents.get(url.searchParams.get('documentId')?.replace(algorithm, '') ?? '');
        if (named !== undefined) {
          const location = `?${new URLSearchParams({ query: named })}`;
          endResponse(new fetchAPI.Response(null, { status: 302, headers: { location, vary: 'accept' } }));
          return;
        }
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': contentSecurityPolicy,
          'cache-control': 'no-cache',
          vary: 'accept',
        };
        endResponse(new fetchAPI.Response(html, { headers }));
      }
      if (!url.pathname.startsWith(folder)) return;
      return assetNamed(url.pathname.slice(folder.length)).then(
        (asset) => {
          if (asset) endResponse(send(asset, request, fetchAPI));
        },
        (error) => {
          loading = undefined;
          logger.error({ err: error }, 'the assets of GraphiQL could not be read');
          endResponse(problem(fetchAPI, 500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'));
        },
      );
    },
  };
}

function send(asset: Asset, request: Request, fetchAPI: { Response: typeof Response }): Response {
  const headers: Record<string, string> = {
    'content-type': asset.type,
    'content-security-policy': contentSecurityPolicy,
    'cache-control': 'public, max-age=3600',
    etag: asset.etag,
    vary: 'accept-encoding',
  };
  if (request.headers.get('if-none-match') === asset.etag) {
    return new fetchAPI.Response(null, { status: 304, headers });
  }
  if (!request.headers.get('accept-encoding')?.includes('gzip')) {
    return new fetchAPI.Response(asset.text, { headers });
  }
  return new fetchAPI.Response(asset.gzipped, { headers: { ...headers, 'content-encoding': 'gzip' } });
}
