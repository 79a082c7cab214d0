import { basename } from 'node:path';
import type { Names } from '../names.ts';
import type { Report } from '../problem.ts';
import type { Dataset } from '../read.ts';
import type { Locate, Located } from '../yaml-file.ts';

/** Nothing that has to be told apart by a name shares it with another, and each source stands in a file of its name. */
export function checkNames(dataset: Dataset, _names: Names, report: Report): void {
  unique(dataset.languages, 'language', report);
  unique(dataset.units, 'id', report);
  unique(dataset.properties, 'id', report);
  const slugged: readonly Located<{ id: string; slug: string }>[][] = [
    dataset.publishers,
    dataset.entities,
    dataset.sources,
  ];
  for (const entries of slugged) {
    unique(entries, 'slug', report);
    // An id that was left out is the slug; two such have just been reported.
    unique(entries, 'id', report, ({ id, slug }) => id !== slug);
  }
  unique(dataset.sources, 'sha256', report);
  for (const { slug, at, claims } of dataset.sources) {
    unique(claims, 'key', report);
    const { file } = at();
    if (basename(file) === `${slug}.yaml`) continue;
    report(at('slug'), {
      found: `the slug ${slug} in ${basename(file)}`,
      expected: 'a source in the file of its slug',
      mend: `rename the file to ${slug}.yaml, or correct the slug`,
    });
  }
}

function unique<Key extends string, Named extends { at: Locate } & Record<Key, string>>(
  entries: readonly Named[],
  key: Key,
  report: Report,
  counts: (entry: Named) => boolean = () => true,
): void {
  const first = new Map<string, Named>();
  for (const entry of entries) {
    const other = first.get(entry[key]);
    if (!other) first.set(entry[key], entry);
    else if (counts(entry) || counts(other)) {
      const { file, line } = other.at(key);
      report(entry.at(key), {
        found: `the ${key} ${entry[key]} for the second time`,
        expected: `each ${key} once`,
        mend: `give one of them another; the first is at ${file}:${line}`,
      });
    }
  }
}
