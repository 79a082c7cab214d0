import { readWordAndOptions, runCommand } from '../src/command.ts';
import { locatePassages } from '../src/curation/locate.ts';
import { SourcebookError } from '../src/errors.ts';

// npm run source:locate -- [<slug>] --texts <folder>: completes the passages of which only the phrase is written
await runCommand(async () => {
  const {
    word: slug,
    texts,
    ...options
  } = readWordAndOptions({
    dataset: { type: 'string', default: 'dataset' },
    texts: { type: 'string' },
  });
  if (!texts) {
    const usage = 'npm run source:locate -- <slug> --texts <folder>';
    throw new SourcebookError('BAD_CONFIGURATION', `Say where the texts are: ${usage}`);
  }
  console.log(await locatePassages({ ...options, texts, slug }));
});
