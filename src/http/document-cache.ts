import type { DocumentNode, Token } from 'graphql';
import { LRUCache } from 'lru-cache';

/** What a parsed document takes: its text, two bytes a character at most, and what was measured of its tree. */
function bytesOf(document: DocumentNode, text: string): number {
  let tokens = 0;
  for (let token: Token | null = document.loc?.startToken ?? null; token; token = token.next) tokens += 1;
  return 2 * text.length + 500 * tokens + 1_000;
}

/**
 * Keeps parsed documents, and with each what validation said of it, within `bytes`. Yoga's own cache counts documents: a
 * thousand of 100 KB, each different, are more memory than a small server has. What does not parse is not kept.
 */
export function createDocumentCache(bytes: number) {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: Math.max(1, bytes),
    sizeCalculation: bytesOf,
  });
  return {
    documentCache: documents,
    errorCache: { get: () => undefined, set: () => {} },
  };
}
