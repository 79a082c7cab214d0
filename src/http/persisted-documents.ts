import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { SourcebookError } from '../errors.ts';

/** Documents by the SHA-256 of their text, in hexadecimal: what relay-compiler and graphql-codegen write. */
export type Manifest = Readonly<Record<string, string>>;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const own = new URL('../../persisted-documents.json', import.meta.url);

/** What graphql-codegen, as the specification of document ids, writes before a hash, and relay-compiler does not. */
export const algorithm = /^sha256:/;

const manifest = z.record(z.string(), z.string());

/**
 * The documents that can be asked by their hash from the start: ours, and those in the manifests of frontends.
 * @param files paths of JSON files
 * @throws SourcebookError `BAD_CONFIGURATION`, naming the file that is no manifest and what it has to be
 */
export function readManifests(files: readonly string[] = []): ReadonlyMap<string, string> {
  return new Map([own, ...files].flatMap((file) => Object.entries(readManifest(file))));
}

function readManifest(file: URL | string): Manifest {
  const refuse = (reason: string) =>
    new SourcebookError('BAD_CONFIGURATION', `PERSISTED_DOCUMENTS: ${file} ${reason}`);
  let found: Manifest;
  try {
    found = manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw refuse('is not a JSON file with documents by the SHA-256 of their text');
  }
  const documents = Object.entries(found).map(([name, text]) => [name.replace(algorithm, ''), text] as const);
  const wrong = documents.find(([hash, text]) => sha256(text) !== hash);
  if (wrong) throw refuse(`has a document under ${wrong[0].slice(0, 80)}, which is not its SHA-256`);
  return Object.fromEntries(documents);
}

/** The manifest of these documents, as a file. */
export function printManifest(documents: readonly string[]): string {
  const entries = documents.map((text) => [sha256(text), text] as const);
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`;
}
