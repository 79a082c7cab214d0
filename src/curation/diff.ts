import { join } from 'node:path';
import { type Comparison, compare } from './compare.ts';
import { type ClaimChanges, diffClaims } from './diff-claims.ts';
import type { Place, Report } from './problem.ts';
import { type Dataset, entityFiles } from './read.ts';
import type { ListRows, SourceRows } from './rows.ts';
import type { SourcesState } from './state.ts';
import type { DefectRow, EntityRow, PropertyRow, PublisherRow, SourceRow } from './stored.ts';

/** What publishing a dataset does to the lists in a database. */
export interface ListChanges {
  publishers: Comparison<PublisherRow>;
  properties: Comparison<PropertyRow>;
  entities: Comparison<EntityRow>;
}

/** What it does to some of the sources. */
export interface SourceChanges {
  sources: Comparison<SourceRow>;
  defects: Comparison<DefectRow>;
  claims: ClaimChanges;
}

const idOf = ({ id }: { id: string }) => id;

/** How the lists of a dataset differ from what is published, and, reported, every reason why they cannot follow upon that. */
export function diffLists(dataset: Dataset, rows: ListRows, state: ListRows, report: Report): ListChanges {
  const entityFile = new Map(state.entities.map(({ id, kind }) => [id, entityFiles[kind]]));
  const changes: ListChanges = {
    publishers: compare(rows.publishers, state.publishers, idOf),
    properties: compare(rows.properties, state.properties, idOf),
    entities: compare(rows.entities, state.entities, idOf),
  };
  const top = (name: string) => topOf(dataset, name);
  const vanished = (what: string, id: string, name: string) => reportVanished(what, id, top(name), report);
  for (const id of changes.publishers.vanished) vanished('publisher', id, 'publishers.yaml');
  for (const id of changes.properties.vanished) vanished('property', id, 'properties.yaml');
  for (const id of changes.entities.vanished) vanished('entity', id, entityFile.get(id) ?? 'entities');
  for (const { key, column, is } of changes.entities.differences) {
    const entity = dataset.entities.find(({ id }) => id === key);
    if (column !== 'kind' || !entity) continue;
    const mend = `move it back to ${entityFile.get(key)}`;
    report(entity.at(), { found: `${key} as ${entity.kind}`, expected: `${is}, as it was published`, mend });
  }
  return changes;
}

/** The same of some sources. @param state what is published of these */
export function diffSources(rows: readonly SourceRows[], state: SourcesState, report: Report): SourceChanges {
  const placeOf = new Map(rows.map(({ source, at }) => [source.id, at]));
  const claimsOf = (id: string): Place => placeOf.get(id)?.('claims') ?? { file: id, line: 1, column: 1 };
  const changes: SourceChanges = {
    sources: compare(
      rows.map(({ source }) => source),
      state.sources,
      idOf,
    ),
    defects: compare(
      rows.flatMap(({ defects }) => defects),
      state.defects,
      ({ sourceId, position }) => `${sourceId} ${position}`,
    ),
    claims: diffClaims(
      rows.flatMap(({ claims }) => claims),
      state.claims,
      ({ sourceId }) => claimsOf(sourceId),
      report,
    ),
  };
  for (const key of changes.defects.vanished) {
    const [sourceId = '', position] = key.split(' ');
    reportVanished('defect', `number ${Number(position) + 1}`, claimsOf(sourceId), report);
  }
  for (const { key, column } of changes.sources.differences) {
    const at = placeOf.get(key);
    if (column !== 'sha256' || !at) continue;
    report(at('sha256'), {
      found: `another text for ${key}`,
      expected: 'the text that its claims were read from',
      mend: 'add the new text as a source of its own, and retire what it no longer says',
    });
  }
  return changes;
}

function topOf({ folder }: Dataset, name: string): Place {
  return { file: join(folder, name), line: 1, column: 1 };
}

function reportVanished(what: string, id: string, place: Place, report: Report): void {
  report(place, {
    found: `no ${what} ${id}`,
    expected: `every ${what} that was published`,
    mend: 'put it back; to rename it, keep its id and change the slug',
  });
}
