// print:schema writes schema.graphql; check:schema (--check) only says whether it would change.
import { readFile, writeFile } from 'node:fs/promises';
import { schema } from '../src/graphql/schema.ts';
import { printSdl } from '../src/http/sdl.ts';

const file = 'schema.graphql';
const sdl = printSdl(schema);

if (!process.argv.includes('--check')) await writeFile(file, sdl);
else if ((await readFile(file, 'utf8').catch(() => '')) !== sdl) {
  console.error(
    `${file} is not what src/graphql says. Run: npm run print:schema, and commit the file with the change.`,
  );
  process.exitCode = 1;
}
