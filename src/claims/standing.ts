import { type Candidate, isLive } from './acceptance.ts';
import { type Bounds, hull, intersection } from './bounds.ts';
import { displayQuantity } from './display.ts';
import { overlaps, type Period } from './period.ts';
import { comparable, disjoint, type Quantity } from './quantity.ts';
import type { Standing } from './vocabulary.ts';

/** What a claim says, by value kind; `entity` is the id of the one it names. */
export type ClaimValue =
  | { kind: 'QUANTITY'; quantity: Quantity }
  | { kind: 'TEXT'; text: string }
  | { kind: 'ENTITY'; entity: string }
  | { kind: 'DATE'; date: Period };

/** What a claim of a fact says, and whether it counts. */
export interface ValuedClaim extends Pick<Candidate, 'id' | 'rank' | 'retired'> {
  value: ClaimValue;
}

/** What the standing of a fact depends on in one of its claims. */
export interface WeighedClaim extends ValuedClaim {
  /** Who, at the end of the attribution, is said to say so. Claims with the same root are one witness. */
  root: string;
}

/** Why two claims cannot both be true, by what they say. */
export type ConflictReason = 'DISJOINT_BOUNDS' | 'DIFFERENT_DATES' | 'DIFFERENT_TEXTS' | 'DIFFERENT_ENTITIES';

export interface Conflict {
  claims: readonly [string, string];
  reason: ConflictReason;
  why: string;
}

/** How far apart quantities are that count the same. */
export interface Spread extends Pick<Quantity, 'unit' | 'currency'> {
  /** From the lowest lower to the highest upper bound. */
  whole: Bounds;
  /** The numbers that all of them allow; null if there is none, and so two of them conflict. */
  agreed: Bounds | null;
}

/**
 * What the live claims of one fact come to: `CONTESTED` when two cannot both be true, `CORROBORATED` when two of different
 * roots say what can be compared and can both be true, else `UNCONTESTED`. A many-valued property has a fact per value, and so
 * no conflicts.
 */
export function standing(claims: readonly WeighedClaim[]): Standing {
  const live = claims.filter(isLive);
  if (live.some((a, index) => live.slice(index + 1).some((b) => contradiction(a.value, b.value) !== null)))
    return 'CONTESTED';
  const agree = live.some((a) => live.some((b) => a.root !== b.root && areComparable(a.value, b.value)));
  return agree ? 'CORROBORATED' : 'UNCONTESTED';
}

/** How many different roots the live claims go back to. */
export function independentSources(claims: readonly WeighedClaim[]): number {
  return new Set(claims.filter(isLive).map((claim) => claim.root)).size;
}

/** Every pair of live claims of one fact that cannot both be true, and why. */
export function conflicts(claims: readonly ValuedClaim[]): Conflict[] {
  const live = claims.filter(isLive);
  return live.flatMap((a, index) =>
    live.slice(index + 1).flatMap((b) => {
      const conflict = contradiction(a.value, b.value);
      if (conflict === null) return [];
      const { reason, why } = conflict;
      return [{ claims: [a.id, b.id] as const, reason, why: why() }];
    }),
  );
}

/** How far apart the live claims of one fact are; null where they are no quantities, or not all in one unit or currency. */
export function spread(claims: readonly ValuedClaim[]): Spread | null {
  const quantities = claims
    .filter(isLive)
    .flatMap(({ value }) => (value.kind === 'QUANTITY' ? [value.quantity] : []));
  const [first] = quantities;
  if (!first || !quantities.every((each) => comparable(first, each))) return null;
  const { unit, currency } = first;
  return { unit, currency, whole: hull(quantities), agreed: intersection(quantities) };
}

function areComparable(a: ClaimValue, b: ClaimValue): boolean {
  if (a.kind === 'QUANTITY' && b.kind === 'QUANTITY') return comparable(a.quantity, b.quantity);
  return a.kind === b.kind;
}

/** Why two values cannot both be true; in words, which take longest, only when asked. */
function contradiction(a: ClaimValue, b: ClaimValue): { reason: ConflictReason; why: () => string } | null {
  if (a.kind === 'QUANTITY' && b.kind === 'QUANTITY' && disjoint(a.quantity, b.quantity)) {
    const why = () => `No number is both ${displayQuantity(a.quantity)} and ${displayQuantity(b.quantity)}.`;
    return { reason: 'DISJOINT_BOUNDS', why };
  }
  if (a.kind === 'DATE' && b.kind === 'DATE' && !overlaps(a.date, b.date)) {
    return { reason: 'DIFFERENT_DATES', why: () => `${a.date.edtf} and ${b.date.edtf} share no day.` };
  }
  if (a.kind === 'TEXT' && b.kind === 'TEXT' && a.text !== b.text) {
    const why = () => `One says ${JSON.stringify(a.text)}, the other ${JSON.stringify(b.text)}.`;
    return { reason: 'DIFFERENT_TEXTS', why };
  }
  if (a.kind === 'ENTITY' && b.kind === 'ENTITY' && a.entity !== b.entity) {
    return { reason: 'DIFFERENT_ENTITIES', why: () => `One names ${a.entity}, the other ${b.entity}.` };
  }
  return null;
}
