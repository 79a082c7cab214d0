import { type Bounds, intersect, within } from './bounds.ts';
import { overlaps, type Period, within as withinPeriod } from './period.ts';
import type { ClaimValue } from './standing.ts';

/** What the claims on a fact say to a statement, from firm to nothing. */
export type Verdict = 'SUPPORTED' | 'CONTRADICTED' | 'WITHIN_BOUNDS' | 'NOT_KNOWN';

/** What somebody else says, to be checked; a number by the numbers that it can be. */
export type Statement =
  | { kind: 'QUANTITY'; bounds: Bounds; unit: string | null; currency: string | null }
  | { kind: 'TEXT'; text: string }
  | { kind: 'ENTITY'; entity: string }
  | { kind: 'DATE'; date: Period };

/**
 * What one claim says to a statement on the same fact: `SUPPORTED` if it cannot be true without the statement being true,
 * `WITHIN_BOUNDS` if both can be true, `CONTRADICTED` if they cannot, `NOT_KNOWN` if it tells something else.
 * @param single whether the property has one value at a time; where it can have several, another value contradicts nothing
 */
export function verdictOf(claim: ClaimValue, statement: Statement, single: boolean): Verdict {
  const otherwise = single ? 'CONTRADICTED' : 'NOT_KNOWN';
  if (claim.kind === 'QUANTITY' && statement.kind === 'QUANTITY') {
    const { quantity } = claim;
    if (quantity.unit !== statement.unit || quantity.currency !== statement.currency) return 'NOT_KNOWN';
    if (within(quantity, statement.bounds)) return 'SUPPORTED';
    return intersect(quantity, statement.bounds) ? 'WITHIN_BOUNDS' : otherwise;
  }
  if (claim.kind === 'DATE' && statement.kind === 'DATE') {
    if (withinPeriod(claim.date, statement.date)) return 'SUPPORTED';
    return overlaps(claim.date, statement.date) ? 'WITHIN_BOUNDS' : otherwise;
  }
  if (claim.kind === 'TEXT' && statement.kind === 'TEXT')
    return sameWords(claim.text, statement.text) ? 'SUPPORTED' : otherwise;
  if (claim.kind === 'ENTITY' && statement.kind === 'ENTITY')
    return claim.entity === statement.entity ? 'SUPPORTED' : otherwise;
  return 'NOT_KNOWN';
}

/**
 * What several claims come to: the first that supports or contradicts decides, else whether one leaves it open.
 * @param inOrder what each says, in the order in which they would be accepted
 */
export function verdict(inOrder: readonly Verdict[]): Verdict {
  const decisive = inOrder.find((each) => each === 'SUPPORTED' || each === 'CONTRADICTED');
  return decisive ?? (inOrder.includes('WITHIN_BOUNDS') ? 'WITHIN_BOUNDS' : 'NOT_KNOWN');
}

/** Whether two texts differ in nothing but case, spaces and how characters are composed. */
export function sameWords(a: string, b: string): boolean {
  return folded(a) === folded(b);
}

const folded = (text: string) => text.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
