import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { sha256 } from '../../src/claims/text.ts';

/** A claim as YAML has it, with the words of the document that it rests on. */
export type WrittenClaim = { excerpt: string } & Record<string, unknown>;

/** Adds a document of `claims` to a dataset: English, of 20 December 2025, and a line for each claim. */
export async function addDocument(
  folder: string,
  slug: string,
  claims: readonly WrittenClaim[],
  header: object = {},
): Promise<void> {
  const text = [slug, ...claims.map(({ excerpt }) => excerpt)].join('\n');
  let start = slug.length + 1;
  const written = claims.map(({ excerpt, ...claim }, index) => {
    const passage = {
      excerpt,
      paragraph: index + 2,
      start,
      end: start + [...excerpt].length,
      sha256: sha256(excerpt),
    };
    start = passage.end + 1;
    return {
      key: `claim-${index + 1}`,
      modality: 'FACT',
      confidence: 'HIGH',
      statement: `The document says so in line ${index + 2}.`,
      ...claim,
      passage,
    };
  });
  const source = {
    slug,
    kind: 'ARTICLE',
    title: slug,
    publisher: 'scmp',
    byline: null,
    url: null,
    language: 'en',
    published: { edtf: '2025-12-20', basis: 'STATED' },
    sha256: sha256(text),
    length: [...text].length,
    ...header,
    claims: written,
  };
  await writeFile(join(folder, 'sources', `${slug}.yaml`), stringify(source));
}
