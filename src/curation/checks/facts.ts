import { isLive } from '../../claims/acceptance.ts';
import type { EntityKind } from '../../claims/vocabulary.ts';
import { factsOf, type WeighableClaim } from '../facts.ts';
import type { Place, Report } from '../problem.ts';
import { type Face, facesOf, projection } from '../projection.ts';
import type { Lists } from '../read.ts';
import type { SourceRows } from '../rows.ts';
import { weighableIn } from '../weighable.ts';
import type { Locate } from '../yaml-file.ts';

/** The properties that every entity of some kind has to have a claim on, and those that lead from an entity to another of its kind. */
const origins = Object.values(projection).flatMap(({ table, columns }) =>
  Object.values(columns).map((origin) => ({ table, ...origin })),
);
const required = new Set(origins.filter((origin) => origin.required).map(({ property }) => property));
const upwards = new Set(
  origins
    .filter(({ names, table }) => names !== undefined && projection[names].table === table)
    .map(({ property }) => property),
);

/**
 * What the claims of all sources come to can be stored: one preferred claim a fact at most, complete typed faces, and no
 * circles. Of a claim only that is kept which these can depend on.
 */
export class FactsCheck {
  readonly #single: ReadonlySet<string>;
  readonly #preferred = new Map<string, Place>();
  readonly #present = new Set<string>();
  readonly #upwards: WeighableClaim[] = [];

  constructor(single: ReadonlySet<string>) {
    this.#single = single;
  }

  /** Takes down the claims of one source. */
  add(rows: SourceRows, report: Report): void {
    for (const { row, written } of rows.claims) {
      if (required.has(row.propertyId) && row.rank !== 'REJECTED')
        this.#present.add(`${row.subjectId} ${row.propertyId}`);
      const live = isLive({ rank: row.rank, retired: written.retired !== null });
      if (!live || row.rank !== 'PREFERRED' || !this.#single.has(row.propertyId)) continue;
      const other = this.#preferred.get(row.factId);
      if (!other) this.#preferred.set(row.factId, written.at('rank'));
      else {
        report(written.at('rank'), {
          found: `a second PREFERRED claim for ${row.propertyId} of ${row.subjectId}, in the same period`,
          expected: 'at most one',
          mend: `lower one of them; the first is at ${other.file}:${other.line}`,
        });
      }
    }
    const claims = rows.claims.filter(({ row }) => upwards.has(row.propertyId));
    this.#upwards.push(...weighableIn({ ...rows, claims }));
  }

  /** Reports what all of them lack, or lead to. */
  finish(entities: Lists['entities'], report: Report): void {
    for (const { id, kind, at } of entities) checkComplete(id, kind, this.#present, at, report);
    const placeOf = new Map(entities.map(({ id, at }) => [id, at]));
    const rows = entities.map(({ at, answers, ...row }) => row);
    const faces = facesOf(rows, factsOf(this.#upwards), new Set());
    for (const { table, columns } of Object.values(projection)) {
      for (const [column, { property }] of Object.entries(columns)) {
        if (upwards.has(property)) checkCircles(faces.get(table) ?? [], column, property, placeOf, report);
      }
    }
  }
}

/** No two claims of a source say the same; those of two sources cannot. */
export function checkDistinct({ claims }: SourceRows, report: Report): void {
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

function checkComplete(
  id: string,
  kind: EntityKind,
  present: ReadonlySet<string>,
  at: Locate,
  report: Report,
): void {
  const needed = Object.values(projection[kind].columns).filter((origin) => origin.required);
  const lacking = [...new Set(needed.map(({ property }) => property))].filter(
    (property) => !present.has(`${id} ${property}`),
  );
  if (lacking.length === 0) return;
  report(at(), {
    found: `${id} without a claim for ${lacking.join(', ')}`,
    expected: `each entity of its kind to have one for each of these`,
    mend: 'add what is missing; or put back the claim, with `retired`, or the file of the source that had it; an entity that was never published can be removed',
  });
}

function checkCircles(
  faces: readonly Face[],
  column: string,
  property: string,
  placeOf: ReadonlyMap<string, Locate>,
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
    report(at(), {
      found: `${property} in a circle: ${circle}`,
      expected: 'nothing to be above itself',
      mend: `correct one of the claims for ${property}`,
    });
  }
}
