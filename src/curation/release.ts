import { type Count, countOfKind } from '../claims/counts.ts';
import { type EntityKind, entityKinds } from '../claims/vocabulary.ts';
import type { Release } from '../database/generated/client.ts';
import type { Changes } from './diff.ts';
import type { Rows } from './rows.ts';

/** How many of each a release serves. Retired claims are not counted, nor facts that only they are about. */
export type Counts = Record<Count, number>;

/**
 * The version after `last`, by semantic versioning: major when a property's values change their shape, minor when
 * anything is added, else patch. The first is 1.0.0.
 */
export function nextVersion(last: Pick<Release, 'version'> | null, changes: Changes): string {
  const [major = 0, minor = 0, patch = 0] = last?.version.split('.').map(Number) ?? [];
  const { publishers, properties, entities, sources, defects, claims } = changes;
  const superseding = new Set(claims.retired.map(({ supersededById }) => supersededById));
  const reshaped = properties.differences.some(({ column }) =>
    ['valueKind', 'unit', 'single'].includes(column),
  );
  const extended =
    [publishers, properties, entities, sources, defects].some(({ added }) => added.length > 0) ||
    claims.added.some(({ row }) => !superseding.has(row.id));
  if (last === null || reshaped) return `${major + 1}.0.0`;
  return extended ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
}

export function countsOf({ entities, sources, publishers, properties, claims }: Rows): Counts {
  const ofKinds = entityKinds.map((of) => [
    countOfKind[of],
    entities.filter(({ kind }) => kind === of).length,
  ]);
  const live = claims.filter(({ written }) => written.retired === null);
  return {
    ...(Object.fromEntries(ofKinds) as Record<(typeof countOfKind)[EntityKind], number>),
    sources: sources.length,
    publishers: publishers.length,
    claims: live.length,
    facts: new Set(live.map(({ row }) => row.factId)).size,
    properties: properties.length,
  };
}
