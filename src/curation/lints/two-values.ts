import { type Conflict, conflicts } from '../../claims/standing.ts';
import { type AcceptedFact, factsOf, type WeighableClaim, weighedClaim } from '../facts.ts';
import type { Rows } from '../rows.ts';
import { weighableIn } from '../weighable.ts';
import { groupsBy } from './claims.ts';
import type { Raise } from './raise.ts';

/** No source denies itself, and no two facts deny each other whose periods are only spelled differently. */
export function lintTwoValues(rows: Rows, raise: Raise): void {
  const single = new Set(rows.properties.filter((property) => property.single).map(({ id }) => id));
  const written = new Map(rows.claims.map((entry) => [entry.row.id, entry.written]));
  const claims = weighableIn(rows).filter(({ propertyId }) => single.has(propertyId));
  for (const group of groupsBy(claims, ({ sourceId, factId }) => `${sourceId} ${factId}`)) {
    for (const { claim, other, why } of denials(group)) {
      const entry = written.get(claim.id);
      if (!entry) continue;
      raise(entry, 'TWO_VALUES', entry.at('key'), {
        found: `what ${other.key} denies, for ${claim.propertyId} of ${claim.subjectId} (${why})`,
        expected: 'a source to agree with itself',
        mend: 'give each its period, or reject one with a note',
      });
    }
  }
  const sameDays = ({ subjectId, propertyId, periodStart, periodEnd }: AcceptedFact) =>
    [subjectId, propertyId, periodStart, periodEnd].join(' ');
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
