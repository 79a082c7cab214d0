import { readWordAndOptions, runCommand } from '../src/command.ts';
import { newSource } from '../src/curation/new-source.ts';
import { SourcebookError } from '../src/errors.ts';

// npm run source:new -- <text file>: begins the source file of a document
await runCommand(async () => {
  const { word: textFile, ...options } = readWordAndOptions({
    dataset: { type: 'string', default: 'dataset' },
    slug: { type: 'string' },
  });
  if (!textFile) {
    throw new SourcebookError('BAD_CONFIGURATION', 'Name the text: npm run source:new -- <text file>');
  }
  console.log(await newSource(textFile, options));
});
