import { printFindings, readOptions, runCommand, showProgress } from '../src/command.ts';
import { checkedDataset, problemsIn } from '../src/curation/check.ts';
import { counted } from '../src/curation/counted.ts';
import { unreadExcerpts } from '../src/curation/lints/excerpts.ts';

// npm run check:dataset: says what is wrong with the dataset, or how much of everything there is; --json: the problems alone
await runCommand(async () => {
  const { dataset: folder, json } = readOptions({
    dataset: { type: 'string', default: 'dataset' },
    json: { type: 'boolean', default: false },
  });
  if (json) return printFindings(await problemsIn(folder));
  const dataset = await checkedDataset(folder, { onProgress: showProgress() });
  const { sourceNames, claimCount, entities, properties, publishers } = dataset;
  const counts = [
    counted(sourceNames.length, 'source'),
    counted(claimCount, 'claim'),
    counted(entities.length, 'entity', 'entities'),
    counted(properties.length, 'property', 'properties'),
    counted(publishers.length, 'publisher'),
  ];
  console.log(`${folder}: ${counts.join(', ')}; no problems`);
  for (const remark of unreadExcerpts(folder, dataset.unread)) console.log(remark);
});
