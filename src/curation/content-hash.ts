import { canonicalJson } from '../claims/claim-id.ts';
import { sha256 } from '../claims/text.ts';
import type { ListRows, SourceRows } from './rows.ts';

/**
 * The SHA-256, in hex, of all that publishing a dataset stores, made of those of its sources; of a claim, of its id, which is the
 * hash of its content, its key and why it is retired. In which order its files list their entries is no part of it, nor why a
 * claim once replaced another, nor what a claim only copies: the name of its source, in its first link.
 */
export class ContentHash {
  readonly #sources: string[] = [];

  /** Takes down one source. */
  add({ source, defects, claims }: SourceRows): void {
    const ofClaims = claims
      .map(({ row, written }) => canonicalJson([row.id, row.key, written.retired]))
      .sort();
    this.#sources.push(
      sha256(canonicalJson({ source: plain(source), defects: lines(defects), claims: ofClaims })),
    );
  }

  /** The hash, once all sources are taken down. */
  digest(lists: ListRows): string {
    const tables = Object.entries(lists).map(([table, rows]) => [table, lines(rows)]);
    return sha256(canonicalJson({ ...Object.fromEntries(tables), sources: this.#sources.toSorted() }));
  }
}

const plain = (row: unknown) => JSON.parse(JSON.stringify(row));

const lines = (rows: readonly unknown[]) => rows.map((row) => canonicalJson(plain(row))).sort();
