import type { Lists } from './read.ts';

/** The entries of a dataset by the name that others call them by. */
export interface Names {
  units: ReadonlyMap<string, Lists['units'][number]>;
  properties: ReadonlyMap<string, Lists['properties'][number]>;
  publishers: ReadonlyMap<string, Lists['publishers'][number]>;
  entities: ReadonlyMap<string, Lists['entities'][number]>;
  /** The slug of each publisher by its names, as `folded` has them. */
  publisherSlugs: ReadonlyMap<string, string>;
}

/** Where two entries share a name, the first has it; `checkDataset` reports the second. */
export function namesOf({ units, properties, publishers, entities }: Lists): Names {
  return {
    units: firstBy(units, ({ id }) => id),
    properties: firstBy(properties, ({ id }) => id),
    publishers: firstBy(publishers, ({ slug }) => slug),
    entities: firstBy(entities, ({ slug }) => slug),
    publisherSlugs: new Map(
      publishers.flatMap(({ name, aliases, slug }) =>
        [name, ...aliases].map((each) => [folded(each), slug] as const),
      ),
    ),
  };
}

/** `name` without capitals and accents. */
export const folded = (name: string): string => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

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
