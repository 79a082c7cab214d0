import type { Names } from '../names.ts';
import type { Place, Report } from '../problem.ts';
import type { Dataset } from '../read.ts';

/** Whatever one entry calls by name is declared somewhere, and is of a kind that fits. */
export function checkReferences(dataset: Dataset, names: Names, report: Report): void {
  const unknown = (what: string, name: string, declared: string, at: Place) =>
    report(at, {
      found: `the ${what} ${name}`,
      expected: `one that is declared in ${declared}`,
      mend: 'correct its spelling, or declare it there',
    });

  for (const { unit, at } of dataset.properties) {
    if (unit !== null && !names.units.has(unit)) unknown('unit', unit, 'units.yaml', at('unit'));
  }
  for (const source of dataset.sources) {
    const publisher = (name: string, at: Place) =>
      names.publishers.has(name) || unknown('publisher', name, 'publishers.yaml', at);
    if (source.publisher !== null) publisher(source.publisher, source.at('publisher'));

    for (const { subject, property, entity, attribution, at } of source.claims) {
      if (!names.entities.has(subject)) unknown('subject', subject, 'entities/', at('subject'));
      if (!names.properties.has(property)) unknown('property', property, 'properties.yaml', at('property'));
      if (entity !== null && !names.entities.has(entity))
        unknown('entity', entity, 'entities/', at('entity'));
      for (const [index, link] of attribution.entries()) {
        if (typeof link === 'string') publisher(link, at('attribution', index));
      }
    }
  }
}
