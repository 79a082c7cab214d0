import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import type { Release } from '../../database/generated/client.ts';
import type { Database } from '../../database/open.ts';
import { type ExportFile, entityTag, findFile } from '../../exports/files.ts';
import { ReleaseFiles } from '../../exports/release-files.ts';
import { findRelease, releases } from '../../exports/releases.ts';
import { entityMatches } from '../entity-matches.ts';
import { listFiles, listReleases } from '../exports-pages.ts';
import { page } from '../page.ts';
import { problem } from '../problem.ts';
import { streamOf } from '../stream.ts';

interface Options {
  database: Database;
  logger: Logger;
}

/**
 * Releases as files: `/exports/` lists the releases, `/exports/<version>/` its files, each of which is streamed.
 * A file of a release never changes, so caches may keep it for good.
 */
export function useExports({ database, logger }: Options): Plugin {
  const contents = new ReleaseFiles(database);

  return page(/^\/exports(\/|$)/, logger, async ({ request, url, fetchAPI }) => {
    const [version, name, ...more] = url.pathname.split('/').slice(2);
    const nothing = (what: string) =>
      problem(
        fetchAPI,
        404,
        'NOT_FOUND',
        `There is no such ${what}; the address above lists those there are.`,
      );
    const to = (location: string) => new fetchAPI.Response(null, { status: 301, headers: { location } });

    // Pages link to what is below them, which a missing slash would put beside them.
    if (version === undefined) return to('exports/');
    if (version === '') return listReleases(await releases(database), request, fetchAPI);
    const release = await findRelease(database, version);
    if (!release) return nothing('release');
    if (name === undefined) return to(`${release.version}/`);
    if (name === '') return listFiles(release, request, fetchAPI);
    const file = more.length === 0 ? findFile(name) : undefined;
    if (!file) return nothing('file');
    return send(contents, release, file, request, fetchAPI);
  });
}

function send(
  contents: ReleaseFiles,
  release: Release,
  file: ExportFile,
  request: Request,
  fetchAPI: { Response: typeof Response },
): Response {
  const etag = entityTag(release, file);
  const digest = contents.digest(release, file);
  const headers: Record<string, string> = {
    'content-type': `${file.mediaType}; charset=utf-8`,
    'content-disposition': `attachment; filename="ai-sourcebook-${release.version}-${file.name}"`,
    'cache-control': 'public, max-age=31536000, immutable',
    etag,
    'accept-ranges': 'none',
  };
  if (entityMatches(request.headers.get('if-none-match'), etag)) {
    return new fetchAPI.Response(null, { status: 304, headers });
  }
  if (digest) {
    headers['content-length'] = String(digest.bytes);
    // RFC 9530.
    headers['repr-digest'] = `sha-256=:${Buffer.from(digest.sha256, 'hex').toString('base64')}:`;
  }
  if (request.method === 'HEAD') return new fetchAPI.Response(null, { headers });
  return new fetchAPI.Response(streamOf(contents.content(release, file)), { headers });
}
