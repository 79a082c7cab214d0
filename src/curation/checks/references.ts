import { didYouMean } from '../did-you-mean.ts';
import { folded, type Names } from '../names.ts';
import type { Place, Report } from '../problem.ts';
import type { Lists, Source } from '../read.ts';

type Known = ReadonlyMap<string, unknown>;

/** The units that properties call by name are declared. */
export function checkUnits({ properties }: Lists, names: Names, report: Report): void {
  for (const { unit, at } of properties) {
    if (unit !== null) requireName('unit', unit, names.units, 'units.yaml', () => at('unit'), report);
  }
}

/** Whatever a source calls by name is declared somewhere. */
export function checkReferences({ publisher, claims, at }: Source, names: Names, report: Report): void {
  const { publishers, properties, entities, publisherSlugs } = names;
  const requirePublisher = (name: string, place: () => Place) =>
    requireName('publisher', name, publishers, 'publishers.yaml', place, report);
  if (publisher !== null) requirePublisher(publisher, () => at('publisher'));

  for (const { subject, property, entity, attribution, at } of claims) {
    requireName('subject', subject, entities, 'entities/', () => at('subject'), report);
    requireName('property', property, properties, 'properties.yaml', () => at('property'), report);
    if (entity !== null) requireName('entity', entity, entities, 'entities/', () => at('entity'), report);
    for (const [index, link] of attribution.entries()) {
      if (typeof link === 'string') {
        requirePublisher(link, () => at('attribution', index));
        continue;
      }
      const slug = publisherSlugs.get(folded(link.name));
      if (slug === undefined) continue;
      report(at('attribution', index), {
        found: `the name ${link.name}, which is that of the publisher ${slug}`,
        expected: 'a publisher by its slug: by its name it would count as another witness',
        mend: `write ${slug}`,
      });
    }
  }
}

/** @param place only looked up for what is not known, as finding it can take reading the file again */
function requireName(
  what: string,
  name: string,
  known: Known,
  declared: string,
  place: () => Place,
  report: Report,
): void {
  if (known.has(name)) return;
  report(place(), {
    found: `the ${what} ${name}`,
    expected: `one that is declared in ${declared}`,
    mend: `correct its spelling, or declare it there${didYouMean(name, known.keys())}`,
  });
}
