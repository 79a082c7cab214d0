import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { Limits } from '../../limits.ts';
import { documentHash } from '../parameters.ts';
import { sha256 } from '../persisted-documents.ts';
import { requestError } from '../request-error.ts';

interface Options {
  /** Documents that can be asked by their hash from the start, by that hash. */
  documents: ReadonlyMap<string, string>;
  limits: Limits;
}

/** Apollo's clients and urql know it by these words, and send the document with its hash next. */
const notFound = () =>
  new GraphQLError('PersistedQueryNotFound', {
    extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', http: { status: 404 } },
  });

/**
 * Lets a document be asked by the SHA-256 of its text: those of the manifests always, and those that a client has sent together
 * with their hash as long as there is room, the one that was not asked for longest making way.
 */
export function usePersistedDocuments({ documents, limits }: Options): Plugin {
  const registered = new LRUCache<string, string>({
    maxSize: Math.max(1, limits.registeredBytes),
    sizeCalculation: (text) => 2 * text.length + 500,
  });
  return {
    onParams({ params, setParams }) {
      const hash = documentHash(params);
      if (hash === undefined) return;
      if (params.query === undefined) {
        const query = documents.get(hash) ?? registered.get(hash);
        if (query === undefined) throw notFound();
        const { persistedQuery: _, ...extensions } = params.extensions ?? {};
        setParams({ ...params, query, extensions });
        return;
      }
      if (sha256(params.query) !== hash) {
        throw requestError(400, 'The hash is not the SHA-256 of the document that was sent with it.');
      }
      registered.set(hash, params.query);
    },
  };
}
