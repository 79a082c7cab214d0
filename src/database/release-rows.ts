import { LRUCache } from 'lru-cache';

/**
 * What was read of a release, for all requests that are answered as of it: a release never changes, so a source or a page that one
 * request has read needs no statement of the next. Bounded in bytes; what has not been asked for longest makes way.
 */
export class ReleaseRows {
  readonly #kept: LRUCache<string, { value: unknown }>;

  constructor(bytes: number) {
    this.#kept = new LRUCache({
      maxSize: bytes,
      maxEntrySize: Math.ceil(bytes / 8),
      sizeCalculation: ({ value }, key) => 2 * key.length + 200 + sizeOf(value),
    });
  }

  find(release: number, key: string): { value: unknown } | undefined {
    return this.#kept.get(`${release} ${key}`);
  }

  keep(release: number, key: string, value: unknown): void {
    this.#kept.set(`${release} ${key}`, { value });
  }
}

/** About how many bytes a row, a list of rows or a value takes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 32 + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 16;
  return Object.values(value).reduce((sum: number, each) => sum + 24 + sizeOf(each), 64);
}
