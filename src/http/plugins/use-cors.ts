import type { Plugin } from 'graphql-yoga';

/**
 * Lets pages of any origin call the API, never with credentials: it has no sessions to protect.
 * The same `*` for every origin keeps answers cacheable; Yoga's own CORS echoes each origin and allows credentials.
 */
export function useCors({ maxAgeSeconds = 86_400 } = {}): Plugin {
  return {
    onRequest({ request, fetchAPI, endResponse }) {
      if (request.method !== 'OPTIONS') return;
      const headers = {
        allow: 'GET, POST, OPTIONS',
        'access-control-allow-methods': 'GET, POST, OPTIONS',
        'access-control-allow-headers':
          request.headers.get('access-control-request-headers') ?? 'content-type',
        'access-control-max-age': String(maxAgeSeconds),
        vary: 'access-control-request-headers',
      };
      endResponse(new fetchAPI.Response(null, { status: 204, headers }));
    },
    onResponse({ response }) {
      response.headers.set('access-control-allow-origin', '*');
      response.headers.set('access-control-expose-headers', 'retry-after, x-request-id');
    },
  };
}
