import { type Conflict, conflicts } from '../../claims/standing.ts';
import { sha256 } from '../../claims/text.ts';
import { factsOf, type WeighableClaim, weighedClaim } from '../facts.ts';
import type { ListRows, SourceRows } from '../rows.ts';
import type { ClaimRow } from '../stored.ts';
import { weighableIn } from '../weighable.ts';
import { groupsBy, liveClaims } from './claims.ts';
import type { Raise } from './raise.ts';

/** The ids of the properties that have one value at a time. */
export function singleProperties({ properties }: Pick<ListRows, 'properties'>): ReadonlySet<string> {
  return new Set(properties.filter(({ single }) => single).map(({ id }) => id));
}

/** No source denies itself. */
export function lintOwnDenials(rows: SourceRows, single: ReadonlySet<string>, raise: Raise): void {
  const written = writtenIn(rows);
  const entries = rows.claims.filter(({ row }) => single.has(row.propertyId));
  for (const claims of groupsBy(entries, ({ row }) => row.factId)) {
    if (claims.length < 2) continue;
    for (const { claim, other, why } of denials(weighableIn({ ...rows, claims }))) {
      const entry = written.get(claim.id);
      if (!entry) continue;
      raise(entry, 'TWO_VALUES', entry.at('key'), {
        found: `what ${other.key} denies, for ${claim.propertyId} of ${claim.subjectId} (${why})`,
        expected: 'a source to agree with itself',
        mend: 'give each its period, or reject one with a note',
      });
    }
  }
}

/** No two facts deny each other whose periods are only spelled differently. */
export class Spellings {
  readonly #single: ReadonlySet<string>;
  /** How the same days of the same subject and property are spelled, by a hash of these. */
  readonly #spelled = new Map<number, string | null>();
  readonly #respelled = new Set<number>();
  readonly #suspects: SourceRows[] = [];

  constructor(single: ReadonlySet<string>) {
    this.#single = single;
  }

  /** Takes down the periods of one source. */
  add(rows: SourceRows): void {
    for (const { row } of liveClaims(rows)) {
      if (!this.#single.has(row.propertyId)) continue;
      const key = hashOf(sameDays(row));
      const spelled = this.#spelled.get(key);
      if (spelled === undefined) this.#spelled.set(key, row.periodEdtf);
      else if (spelled !== row.periodEdtf) this.#respelled.add(key);
    }
  }

  /** Whether any of all the periods is suspicious. */
  settle(): boolean {
    this.#spelled.clear();
    return this.#respelled.size > 0;
  }

  /** Takes down what is suspicious of a source, once all are there. */
  suspect({ claims, ...rows }: SourceRows): void {
    const suspects = claims.filter(({ row }) => this.#respelled.has(hashOf(sameDays(row))));
    if (suspects.length > 0) this.#suspects.push({ ...rows, claims: suspects });
  }

  /** Raises what denies another, once all that is suspicious is there. */
  lint(raise: Raise): void {
    const written = new Map(this.#suspects.flatMap((rows) => [...writtenIn(rows)]));
    const claims = this.#suspects
      .flatMap(weighableIn)
      .filter(({ propertyId }) => this.#single.has(propertyId));
    for (const facts of groupsBy(factsOf(claims), sameDays)) {
      for (const { claim, other, why } of denials(facts.flatMap(({ accepted }) => accepted ?? []))) {
        const entry = written.get(claim.id);
        if (!entry) continue;
        raise(entry, 'TWO_VALUES', entry.at('period', 'edtf'), {
          found: `what ${other.key} of ${other.sourceId} denies for the same days, written ${other.periodEdtf} (${why})`,
          expected: 'one fact for the same days, contested if need be',
          mend: `write ${other.periodEdtf} here too, or correct one of the two`,
        });
      }
    }
  }
}

function sameDays({
  subjectId,
  propertyId,
  periodStart,
  periodEnd,
}: Pick<ClaimRow, 'subjectId' | 'propertyId' | 'periodStart' | 'periodEnd'>): string {
  return [subjectId, propertyId, periodStart, periodEnd].join(' ');
}

/** 48 bits. Where two share one, they are only looked at once more. */
const hashOf = (text: string): number => Number.parseInt(sha256(text).slice(0, 12), 16);

const writtenIn = ({ claims }: SourceRows) => new Map(claims.map(({ row, written }) => [row.id, written]));

interface Denial {
  claim: WeighableClaim;
  other: WeighableClaim;
  why: string;
}

/** Each claim that one before it denies, once. */
function denials(claims: readonly WeighableClaim[]): Denial[] {
  if (claims.length < 2) return [];
  const byId = new Map(claims.map((claim) => [claim.id, claim]));
  const first = new Map<string, Conflict>();
  for (const conflict of conflicts(claims.map(weighedClaim))) {
    if (!first.has(conflict.claims[1])) first.set(conflict.claims[1], conflict);
  }
  return [...first.values()].flatMap(({ claims: [otherId, claimId], why }) => {
    const [claim, other] = [byId.get(claimId), byId.get(otherId)];
    return claim && other ? [{ claim, other, why: why.replace(/\.$/, '') }] : [];
  });
}
