import { canonicalJson } from '../claims/claim-id.ts';
import { sha256 } from '../claims/text.ts';
import type { Dataset } from './read.ts';
import { type Rows, rowsOf } from './rows.ts';

/**
 * The SHA-256, in hex, of all that publishing a checked dataset stores. In which order its files list their entries is no
 * part of it, nor why a claim once replaced another, nor what a claim only copies: the name of its source, in its first link.
 */
export function datasetContentHash(dataset: Dataset): string {
  return contentHash(rowsOf(dataset));
}

/** As `datasetContentHash`, from the rows. */
export function contentHash({ claims, ...tables }: Rows): string {
  const published = claims.map(({ row: { position, ...row }, attribution, written }) => ({
    row,
    attribution: attribution.map((link) => (link.position === 0 ? { position: 0 } : link)),
    retired: written.retired,
  }));
  const lines = Object.entries({ ...tables, claims: published }).map(([table, rows]) => [
    table,
    rows.map((row) => canonicalJson(JSON.parse(JSON.stringify(row)))).sort(),
  ]);
  return sha256(canonicalJson(Object.fromEntries(lines)));
}
