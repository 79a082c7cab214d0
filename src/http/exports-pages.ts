import type { Release } from '../database/generated/client.ts';
import { files } from '../exports/files.ts';

type FetchApi = { Response: typeof Response };

/** The releases that there are, the newest first. */
export function listReleases(releases: readonly Release[], request: Request, fetchAPI: FetchApi): Response {
  return answer(request, fetchAPI, {
    title: 'Releases of AI Sourcebook',
    about: 'Each release as files: CSV, JSON Lines, a data package and linked data.',
    json: {
      releases: releases.map(({ version, publishedAt, notes }) => ({
        version,
        publishedAt,
        notes,
        path: `${version}/`,
      })),
    },
    rows: releases.map(({ version, publishedAt, notes }) => [
      link(`${version}/`, version),
      escaped(publishedAt.toISOString().slice(0, 10)),
      escaped(notes ?? ''),
    ]),
  });
}

/** The files of a release. */
export function listFiles(release: Release, request: Request, fetchAPI: FetchApi): Response {
  const { version, publishedAt, contentHash, notes } = release;
  return answer(request, fetchAPI, {
    title: `AI Sourcebook ${version}`,
    about: `Published on ${publishedAt.toISOString().slice(0, 10)}, under CC BY 4.0. Sizes and hashes stand in datapackage.json.`,
    json: {
      version,
      publishedAt,
      contentHash,
      notes,
      license: 'CC-BY-4.0',
      files: files.map(({ name, mediaType, description }) => ({ path: name, mediaType, description })),
    },
    rows: files.map(({ name, description }) => [link(name, name), escaped(description)]),
  });
}

interface Listing {
  title: string;
  about: string;
  json: object;
  /** HTML, by row and column. */
  rows: string[][];
}

/** A listing as HTML for a browser, as JSON for anything else. */
function answer(request: Request, fetchAPI: FetchApi, { title, about, json, rows }: Listing): Response {
  const isHtml = request.headers.get('accept')?.includes('text/html') ?? false;
  const headers = {
    'content-type': isHtml ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-cache',
    vary: 'accept',
  };
  const table = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('\n');
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<h1>${escaped(title)}</h1>
<p>${escaped(about)}</p>
<table>
${table}
</table>
</html>
`;
  const body = isHtml ? html : `${JSON.stringify(json, null, 2)}\n`;
  return new fetchAPI.Response(request.method === 'HEAD' ? null : body, { headers });
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
const link = (path: string, text: string): string => `<a href="${escaped(path)}">${escaped(text)}</a>`;
