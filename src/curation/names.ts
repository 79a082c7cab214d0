import type { Dataset } from './read.ts';

/** The entries of a dataset by the name that others call them by. */
export interface Names {
  units: ReadonlyMap<string, Dataset['units'][number]>;
  properties: ReadonlyMap<string, Dataset['properties'][number]>;
  publishers: ReadonlyMap<string, Dataset['publishers'][number]>;
  entities: ReadonlyMap<string, Dataset['entities'][number]>;
}

/** Where two entries share a name, the first has it; `checkDataset` reports the second. */
export function namesOf({ units, properties, publishers, entities }: Dataset): Names {
  return {
    units: firstBy(units, ({ id }) => id),
    properties: firstBy(properties, ({ id }) => id),
    publishers: firstBy(publishers, ({ slug }) => slug),
    entities: firstBy(entities, ({ slug }) => slug),
  };
}

function firstBy<Entry>(entries: readonly Entry[], nameOf: (entry: Entry) => string): Map<string, Entry> {
  return new Map(entries.toReversed().map((entry) => [nameOf(entry), entry]));
}

/**
 * What `name` stands for, in a dataset that `checkDataset` found nothing wrong with.
 * @throws Error when there is no such entry
 */
export function named<Entry>(entries: ReadonlyMap<string, Entry>, name: string): Entry {
  const entry = entries.get(name);
  if (entry === undefined) throw new Error(`${name} is not declared; was the dataset checked?`);
  return entry;
}
