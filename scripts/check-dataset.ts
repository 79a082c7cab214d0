import { readOptions, runCommand } from '../src/command.ts';
import { checkedDataset } from '../src/curation/check.ts';

// npm run check:dataset: says what is wrong with the dataset, or how much of everything there is
await runCommand(async () => {
  const { dataset: folder } = readOptions({ dataset: { type: 'string', default: 'dataset' } });
  const { sources, entities, properties, publishers } = await checkedDataset(folder);
  const claims = sources.flatMap((source) => source.claims);
  const counts = Object.entries({ sources, claims, entities, properties, publishers });
  console.log(
    `${folder}: ${counts.map(([name, entries]) => `${entries.length} ${name}`).join(', ')}; no problems`,
  );
});
