import { readOptions, runCommand } from '../src/command.ts';
import { checkedDataset } from '../src/curation/check.ts';
import { counted } from '../src/curation/counted.ts';

// npm run check:dataset: says what is wrong with the dataset, or how much of everything there is
await runCommand(async () => {
  const { dataset: folder } = readOptions({ dataset: { type: 'string', default: 'dataset' } });
  const { sources, entities, properties, publishers } = await checkedDataset(folder);
  const claims = sources.flatMap((source) => source.claims);
  const counts = [
    counted(sources.length, 'source'),
    counted(claims.length, 'claim'),
    counted(entities.length, 'entity', 'entities'),
    counted(properties.length, 'property', 'properties'),
    counted(publishers.length, 'publisher'),
  ];
  console.log(`${folder}: ${counts.join(', ')}; no problems`);
});
