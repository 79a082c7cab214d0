import { parse } from 'node:path';
import type { Report } from '../problem.ts';
import type { Lists, Source } from '../read.ts';
import type { Locate } from '../yaml-file.ts';

type Slugged = { id: string; slug: string; at: Locate };

// An id that was left out is the slug; two such are reported as that.
const isGiven = ({ id, slug }: Slugged) => id !== slug;

/** Nothing in the lists that has to be told apart by a name shares it with another. */
export function checkNames(
  { languages, units, properties, publishers, entities }: Lists,
  report: Report,
): void {
  languages.forEach(once('language', report));
  units.forEach(once('id', report));
  properties.forEach(once('id', report));
  for (const entries of [publishers, entities] as const) {
    const [slug, id] = [once('slug', report), once('id', report, isGiven)];
    for (const entry of entries) slug(entry);
    for (const entry of entries) id(entry);
  }
}

/** The same for sources, one after another, each of which also stands in a file of its slug. */
export function sourceNames(report: Report): (source: Source, file: string) => void {
  const slug = once('slug', report);
  const id = once('id', report, isGiven);
  const sha256 = once('sha256', report);
  return ({ claims, ...header }, file) => {
    slug(header);
    id(header);
    sha256(header);
    claims.forEach(once('key', report));
    const { base, name, ext } = parse(file);
    if (name === header.slug) return;
    report(header.at('slug'), {
      found: `the slug ${header.slug} in ${base}`,
      expected: 'a source in the file of its slug',
      mend: `rename the file to ${header.slug}${ext}, or correct the slug`,
    });
  };
}

/** Takes entries one after another, and reports those that have the `key` of one before. */
function once<Key extends string, Named extends { at: Locate } & Record<Key, string>>(
  key: Key,
  report: Report,
  counts: (entry: Named) => boolean = () => true,
): (entry: Named) => void {
  const first = new Map<string, Named>();
  return (entry) => {
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
  };
}
