import { readWordAndOptions, runCommand } from '../src/command.ts';
import { checkedDataset } from '../src/curation/check.ts';
import { proveTexts } from '../src/curation/verify.ts';
import { SourcebookError } from '../src/errors.ts';

// npm run verify -- [<slug>] --texts <folder>: proves every passage on the text of its source
await runCommand(async () => {
  const {
    word: slug,
    dataset: folder,
    texts,
  } = readWordAndOptions({
    dataset: { type: 'string', default: 'dataset' },
    texts: { type: 'string' },
  });
  if (!texts) {
    throw new SourcebookError(
      'BAD_CONFIGURATION',
      'Say where the texts are: npm run verify -- --texts <folder>',
    );
  }
  console.log(await proveTexts(await checkedDataset(folder), texts, slug));
});
