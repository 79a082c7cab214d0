import { isLive } from '../../claims/acceptance.ts';
import { factsOf } from '../facts.ts';
import type { Place, Report } from '../problem.ts';
import { type Face, facesOf, projection } from '../projection.ts';
import type { Dataset } from '../read.ts';
import type { Rows } from '../rows.ts';
import { weighableIn } from '../weighable.ts';

/** What the claims come to can be stored: one preferred claim a fact at most, complete typed faces, and no circles. */
export function checkFacts(dataset: Dataset, rows: Rows, report: Report): void {
  const placeOf = new Map(dataset.entities.map(({ id, at }) => [id, at()]));
  checkDistinct(rows, report);
  checkPreferred(rows, report);
  const faces = facesOf(rows.entities, factsOf(weighableIn(rows)));
  for (const { table, columns } of Object.values(projection)) {
    for (const face of faces.get(table) ?? []) {
      const at = placeOf.get(face.id);
      if (at) checkComplete(face, columns, at, report);
    }
    for (const [column, { names, property }] of Object.entries(columns)) {
      if (names && projection[names].table === table)
        checkCircles(faces.get(table) ?? [], column, property, placeOf, report);
    }
  }
}

function checkDistinct({ claims }: Rows, report: Report): void {
  const keys = new Map<string, string>();
  for (const { row, written } of claims) {
    const key = keys.get(row.id);
    if (key === undefined) keys.set(row.id, row.key);
    else {
      const expected = 'each claim to say something of its own';
      report(written.at('key'), {
        found: `the content of ${key} again`,
        expected,
        mend: 'remove one of the two',
      });
    }
  }
}

function checkPreferred({ claims, properties }: Rows, report: Report): void {
  const single = new Set(properties.filter((property) => property.single).map(({ id }) => id));
  const preferred = new Map<string, Place>();
  for (const { row, written } of claims) {
    const live = isLive({ rank: row.rank, retired: written.retired !== null });
    if (!live || row.rank !== 'PREFERRED' || !single.has(row.propertyId)) continue;
    const other = preferred.get(row.factId);
    if (!other) preferred.set(row.factId, written.at('rank'));
    else {
      report(written.at('rank'), {
        found: `a second PREFERRED claim for ${row.propertyId} of ${row.subjectId}, in the same period`,
        expected: 'at most one',
        mend: `lower one of them; the first is at ${other.file}:${other.line}`,
      });
    }
  }
}

type Columns = (typeof projection)[keyof typeof projection]['columns'];

function checkComplete(face: Face, columns: Columns, at: Place, report: Report): void {
  const required = Object.entries(columns).filter(
    ([column, { required }]) => required && face[column] === null,
  );
  for (const property of new Set(required.map(([, origin]) => origin.property))) {
    report(at, {
      found: `${face.id} without an accepted claim for ${property}`,
      expected: 'each entity of its kind to have one',
      mend: `add a claim with property: ${property}, or remove the entity`,
    });
  }
}

function checkCircles(
  faces: readonly Face[],
  column: string,
  property: string,
  placeOf: ReadonlyMap<string, Place>,
  report: Report,
): void {
  const above = new Map(faces.map((face) => [face.id, face[column]]));
  for (const { id } of faces) {
    const seen = new Set<unknown>();
    let next = above.get(id);
    while (typeof next === 'string' && next !== id && !seen.has(next)) {
      seen.add(next);
      next = above.get(next);
    }
    const at = placeOf.get(id);
    // Each circle is reported once, where its first entity stands.
    if (next !== id || !at || [...seen].some((other) => String(other) < id)) continue;
    const circle = [id, ...seen, id].join(' → ');
    report(at, {
      found: `${property} in a circle: ${circle}`,
      expected: 'nothing to be above itself',
      mend: `correct one of the claims for ${property}`,
    });
  }
}
