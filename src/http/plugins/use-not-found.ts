import type { Plugin } from 'graphql-yoga';
import { problem } from '../problem.ts';

/**
 * Answers 404 to every path but the endpoint's; comes after the plugins that answer other paths.
 * Yoga alone would take any URL that ends with the endpoint for it, `/elsewhere?x=/graphql` too.
 */
export function useNotFound({ endpoint = '/graphql' } = {}): Plugin {
  return {
    onRequest({ url, fetchAPI, endResponse }) {
      if (url.pathname === endpoint) return;
      endResponse(problem(fetchAPI, 404, 'NOT_FOUND', `There is nothing here. GraphQL is at ${endpoint}.`));
    },
  };
}
