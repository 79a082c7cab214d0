import type { GraphiQLOptions } from 'graphql-yoga';
import { readExamples } from '../examples.ts';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#b3541e" d="M4 6h10v10q0 8-8 10l-2-4q5-1 5-6H4zm14 0h10v10q0 8-8 10l-2-4q5-1 5-6h-5z"/></svg>';

/** GraphiQL's page; its addresses are relative, so it works behind a proxy's prefix too. */
export const html = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>AI Sourcebook</title>
    <link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon)}" />
    <link rel="stylesheet" href="graphiql/graphiql.css" />
    <style>html, body, #root { height: 100%; margin: 0; overflow: hidden; }</style>
    <script src="graphiql/start.js" defer></script>
    <script src="graphiql/graphiql.js" defer></script>
  </head>
  <body>
    <noscript>This page needs JavaScript. The schema can be read at schema.graphql.</noscript>
    <div id="root"></div>
  </body>
</html>
`;

/** What the page may do: run and fetch what this server sends, and nothing from anywhere else. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  // The editor writes its own style elements, and the style sheet carries its fonts and images inside.
  "style-src 'self' 'unsafe-inline'",
  'font-src data:',
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const options: GraphiQLOptions = {
  title: 'AI Sourcebook',
  logo: icon,
  defaultTabs: readExamples().map(({ text }) => ({ query: text })),
  defaultEditorToolsVisibility: false,
  // The API knows no users, so there is nothing to send along.
  credentials: 'omit',
  isHeadersEditorEnabled: false,
};

/** The script that opens GraphiQL, with a tab for each example; it has to run before the bundle. */
export const startScript = `self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_module, label) => 'graphiql/' + label + '.worker.js',
};
addEventListener('DOMContentLoaded', () => {
  const options = ${JSON.stringify(options)};
  // The query of a shared address. Without any query, GraphiQL adds an empty tab at every visit after the first.
  options.query = new URLSearchParams(location.search).get('query') ?? options.defaultTabs[0].query;
  YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), options);
});
`;
