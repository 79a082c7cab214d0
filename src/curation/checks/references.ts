import { didYouMean } from '../did-you-mean.ts';
import type { Names } from '../names.ts';
import type { Place, Report } from '../problem.ts';
import type { Dataset } from '../read.ts';

/** `name` without capitals and accents. */
const folded = (name: string) => name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

type Known = ReadonlyMap<string, unknown>;

/** Whatever one entry calls by name is declared somewhere, and is of a kind that fits. */
export function checkReferences(dataset: Dataset, names: Names, report: Report): void {
  const require = (what: string, name: string, known: Known, declared: string, at: Place) => {
    if (known.has(name)) return;
    report(at, {
      found: `the ${what} ${name}`,
      expected: `one that is declared in ${declared}`,
      mend: `correct its spelling, or declare it there${didYouMean(name, known.keys())}`,
    });
  };

  const publisherNamed = new Map(
    dataset.publishers.flatMap(({ name, aliases, slug }) =>
      [name, ...aliases].map((each) => [folded(each), slug] as const),
    ),
  );

  for (const { unit, at } of dataset.properties) {
    if (unit !== null) require('unit', unit, names.units, 'units.yaml', at('unit'));
  }
  for (const source of dataset.sources) {
    const publisher = (name: string, at: Place) =>
      require('publisher', name, names.publishers, 'publishers.yaml', at);
    if (source.publisher !== null) publisher(source.publisher, source.at('publisher'));

    for (const { subject, property, entity, attribution, at } of source.claims) {
      require('subject', subject, names.entities, 'entities/', at('subject'));
      require('property', property, names.properties, 'properties.yaml', at('property'));
      if (entity !== null) require('entity', entity, names.entities, 'entities/', at('entity'));
      for (const [index, link] of attribution.entries()) {
        if (typeof link === 'string') {
          publisher(link, at('attribution', index));
          continue;
        }
        const slug = publisherNamed.get(folded(link.name));
        if (slug === undefined) continue;
        report(at('attribution', index), {
          found: `the name ${link.name}, which is that of the publisher ${slug}`,
          expected: 'a publisher by its slug: by its name it would count as another witness',
          mend: `write ${slug}`,
        });
      }
    }
  }
}
