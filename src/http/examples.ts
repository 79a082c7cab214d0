import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./examples/', import.meta.url);

/** The example queries that GraphiQL opens with, in the order of their file names. */
export function readExamples(): { file: string; query: string }[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => ({ file, query: readFileSync(new URL(file, folder), 'utf8') }));
}
