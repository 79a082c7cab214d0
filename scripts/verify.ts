import { readWordsAndOptions, runCommand } from '../src/command.ts';
import { checkedDataset } from '../src/curation/check.ts';
import { proveTexts } from '../src/curation/verify.ts';
import { SourcebookError } from '../src/errors.ts';

// npm run verify -- --texts <folder> [<slug> …]: proves every passage on the sources' texts
await runCommand(async () => {
  const {
    dataset: folder,
    texts,
    words,
  } = readWordsAndOptions({
    dataset: { type: 'string', default: 'dataset' },
    texts: { type: 'string' },
  });
  if (!texts) {
    throw new SourcebookError(
      'BAD_CONFIGURATION',
      'Say where the texts are: npm run verify -- --texts <folder> [<slug> …]',
    );
  }
  console.log(await proveTexts(await checkedDataset(folder), texts, words));
});
