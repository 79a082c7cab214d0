// print:schema writes what editors and clients read; check:schema (--check) only says whether it would change.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printJsonSchemas } from '../src/curation/json-schema.ts';
import { schema } from '../src/graphql/schema.ts';
import { readExamples } from '../src/http/examples.ts';
import { printManifest } from '../src/http/persisted-documents.ts';
import { printSdl } from '../src/http/sdl.ts';

const documents = [...readExamples(), ...readExamples('docs/cookbook')].map(({ query }) => query);
const files = [
  ['schema.graphql', printSdl(schema)],
  ['persisted-documents.json', printManifest(documents)],
  ...Object.entries(printJsonSchemas()).map(([path, json]) => [join('dataset', path), json]),
];

for (const [file = '', text = ''] of files) {
  if (!process.argv.includes('--check')) await writeFile(file, text);
  else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(
      `${file} is not what src says. Run: npm run print:schema, and commit the file with the change.`,
    );
    process.exitCode = 1;
  }
}
