import { join } from 'node:path';
import { type Comparison, compare } from './compare.ts';
import { type ClaimChanges, diffClaims } from './diff-claims.ts';
import type { Place, Problem, Report } from './problem.ts';
import { type Dataset, entityFiles } from './read.ts';
import type { Rows } from './rows.ts';
import type { State } from './state.ts';
import type { DefectRow, EntityRow, PropertyRow, PublisherRow, SourceRow } from './stored.ts';

/** What publishing a dataset does to a database. */
export interface Changes {
  publishers: Comparison<PublisherRow>;
  properties: Comparison<PropertyRow>;
  entities: Comparison<EntityRow>;
  sources: Comparison<SourceRow>;
  defects: Comparison<DefectRow>;
  claims: ClaimChanges;
}

const idOf = ({ id }: { id: string }) => id;

/** How a dataset differs from what is published, and every reason why it cannot follow upon that. */
export function diff(dataset: Dataset, rows: Rows, state: State): { changes: Changes; problems: Problem[] } {
  const problems: Problem[] = [];
  const report: Report = (place, problem) => problems.push({ ...place, ...problem });
  const topOf = (name: string): Place => ({ file: join(dataset.folder, name), line: 1, column: 1 });
  const sourceFile = new Map(state.sources.map(({ id, slug }) => [id, topOf(`sources/${slug}.yaml`)]));
  const claimsOf = new Map(dataset.sources.map(({ id, at }) => [id, at('claims')]));
  const placeOfSource = (id: string) => claimsOf.get(id) ?? sourceFile.get(id) ?? topOf('sources');
  const entityFile = new Map(state.entities.map(({ id, kind }) => [id, entityFiles[kind]]));

  const changes: Changes = {
    publishers: compare(rows.publishers, state.publishers, idOf),
    properties: compare(rows.properties, state.properties, idOf),
    entities: compare(rows.entities, state.entities, idOf),
    sources: compare(rows.sources, state.sources, idOf),
    defects: compare(rows.defects, state.defects, ({ sourceId, position }) => `${sourceId} ${position}`),
    claims: diffClaims(
      rows.claims,
      state.claims.filter(({ sourceId }) => claimsOf.has(sourceId)),
      ({ sourceId }) => placeOfSource(sourceId),
      report,
    ),
  };

  const vanished = (what: string, id: string, place: Place) =>
    report(place, {
      found: `no ${what} ${id}`,
      expected: `every ${what} that was published`,
      mend: 'put it back; to rename it, keep its id and change the slug',
    });
  for (const id of changes.publishers.vanished) vanished('publisher', id, topOf('publishers.yaml'));
  for (const id of changes.properties.vanished) vanished('property', id, topOf('properties.yaml'));
  for (const id of changes.entities.vanished) vanished('entity', id, topOf(entityFile.get(id) ?? 'entities'));
  for (const id of changes.sources.vanished) vanished('source', id, placeOfSource(id));
  for (const key of changes.defects.vanished) {
    const [sourceId = '', position] = key.split(' ');
    if (claimsOf.has(sourceId)) vanished('defect', `number ${Number(position) + 1}`, placeOfSource(sourceId));
  }
  for (const { key, column, is } of changes.entities.differences) {
    const entity = dataset.entities.find(({ id }) => id === key);
    if (column !== 'kind' || !entity) continue;
    const mend = `move it back to ${entityFile.get(key)}`;
    report(entity.at(), { found: `${key} as ${entity.kind}`, expected: `${is}, as it was published`, mend });
  }
  for (const { key, column } of changes.sources.differences) {
    const source = dataset.sources.find(({ id }) => id === key);
    if (column !== 'sha256' || !source) continue;
    report(source.at('sha256'), {
      found: `another text for ${key}`,
      expected: 'the text that its claims were read from',
      mend: 'add the new text as a source of its own, and retire what it no longer says',
    });
  }
  return { changes, problems };
}
