import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Example {
  file: string;
  /** The whole file, as GraphiQL shows it. */
  text: string;
  /** The comment that it begins with, line by line. */
  remark: string[];
  /** What follows. */
  query: string;
}

const graphiql = fileURLToPath(new URL('./examples', import.meta.url));

/** The queries in the folder, in the order of their file names; by default those that GraphiQL opens with. */
export function readExamples(folder = graphiql): Example[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.graphql'));
  return files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8');
    const lines = text.split('\n');
    const begin = lines.findIndex((line) => !line.startsWith('#'));
    const remark = lines.slice(0, begin).map((line) => line.replace(/^# ?/, ''));
    return { file, text, remark, query: lines.slice(begin).join('\n').trim() };
  });
}
