import { type EntityKind, entityKinds } from '../../claims/vocabulary.ts';
import { didYouMean } from '../did-you-mean.ts';
import { folded, type Names } from '../names.ts';
import type { Place, Report } from '../problem.ts';
import { entityFiles, type Lists, type Source } from '../read.ts';

/** Where entities of these kinds are declared. */
const filesOf = (kinds: readonly EntityKind[] = entityKinds) =>
  kinds.length < entityKinds.length ? kinds.map((kind) => entityFiles[kind]).join(' or ') : 'entities/';

/** The units that properties call by name are declared. */
export function checkUnits({ properties }: Lists, names: Names, report: Report): void {
  const requireName = requiring(report);
  for (const { unit, at } of properties) {
    if (unit !== null)
      requireName('unit', unit, names.units, () => ({ at: at('unit'), declared: 'units.yaml' }));
  }
}

/** Whatever a source calls by name is declared somewhere. */
export function checkReferences({ publisher, claims, at }: Source, names: Names, report: Report): void {
  const { publishers, properties, entities, publisherSlugs } = names;
  const requireName = requiring(report);
  const inPublishers = { declared: 'publishers.yaml' };
  if (publisher !== null) {
    requireName('publisher', publisher, publishers, () => ({ at: at('publisher'), ...inPublishers }));
  }
  for (const { subject, property, entity, attribution, at } of claims) {
    const inEntities = (key: 'subject' | 'entity', kinds: 'subjects' | 'valueSubjects') => () => {
      return { at: at(key), declared: filesOf(properties.get(property)?.[kinds]) };
    };
    requireName('subject', subject, entities, inEntities('subject', 'subjects'));
    requireName('property', property, properties, () => ({
      at: at('property'),
      declared: 'properties.yaml',
    }));
    if (entity !== null) requireName('entity', entity, entities, inEntities('entity', 'valueSubjects'));
    for (const [index, link] of attribution.entries()) {
      if (typeof link === 'string') {
        const hint = '; who is no publication is { name: … }';
        requireName('publisher', link, publishers, () => {
          return { at: at('attribution', index), ...inPublishers, hint };
        });
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

/** What to say of a name that is not known; only worked out then, as finding the place can take reading a file again. */
type Otherwise = () => { at: Place; declared: string; hint?: string };

const requiring =
  (report: Report) =>
  (what: string, name: string, known: ReadonlyMap<string, unknown>, otherwise: Otherwise): void => {
    if (known.has(name)) return;
    const { at, declared, hint = '' } = otherwise();
    report(at, {
      found: `the ${what} ${name}`,
      expected: `one that is declared in ${declared}`,
      mend: `correct its spelling, or declare it there${didYouMean(name, known.keys()) || hint}`,
    });
  };
