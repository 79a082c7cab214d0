import type { Plugin } from 'graphql-yoga';
import type { Limits } from '../../limits.ts';
import { limitError } from '../limit-error.ts';

/** Sends no answer of GraphQL that is larger than clients should have to parse, but the reason why. */
export function useResponseLimit({
  limits,
  endpoint = '/graphql',
}: {
  limits: Limits;
  endpoint?: string;
}): Plugin {
  return {
    onResponse({ request, response, fetchAPI, setResponse }) {
      // Only a body that is made at once, as those of GraphQL are, has its length in a header here.
      const bytes = Number(response.headers.get('content-length'));
      if (bytes <= limits.responseBytes || new URL(request.url).pathname !== endpoint) return;
      const { message, extensions } = limitError('responseBytes', bytes, limits.responseBytes);
      setResponse(fetchAPI.Response.json({ errors: [{ message, extensions }] }, { status: 400 }));
    },
  };
}
