import { type Candidate, isLive } from './acceptance.ts';
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

/** What the standing of a fact depends on in one of its claims. */
export interface WeighedClaim extends Pick<Candidate, 'id' | 'rank' | 'retired'> {
  /** Who, at the end of the attribution, is said to say so. Claims with the same root are one witness. */
  root: string;
  value: ClaimValue;
}

export interface Conflict {
  claims: readonly [string, string];
  why: string;
}

/**
 * What the live claims of one fact come to: `CONTESTED` when two cannot both be true, `CORROBORATED` when two of different
 * roots say what can be compared and can both be true, else `UNCONTESTED`. A many-valued property has a fact per value, and so
 * no conflicts.
 */
export function standing(claims: readonly WeighedClaim[]): Standing {
  if (conflicts(claims).length > 0) return 'CONTESTED';
  const live = claims.filter(isLive);
  const agree = live.some((a) => live.some((b) => a.root !== b.root && areComparable(a.value, b.value)));
  return agree ? 'CORROBORATED' : 'UNCONTESTED';
}

/** How many different roots the live claims go back to. */
export function independentSources(claims: readonly WeighedClaim[]): number {
  return new Set(claims.filter(isLive).map((claim) => claim.root)).size;
}

/** Every pair of live claims of one fact that cannot both be true, and why. */
export function conflicts(claims: readonly WeighedClaim[]): Conflict[] {
  const live = claims.filter(isLive);
  return live.flatMap((a, index) =>
    live.slice(index + 1).flatMap((b) => {
      const why = contradiction(a.value, b.value);
      return why === null ? [] : [{ claims: [a.id, b.id] as const, why }];
    }),
  );
}

function areComparable(a: ClaimValue, b: ClaimValue): boolean {
  if (a.kind === 'QUANTITY' && b.kind === 'QUANTITY') return comparable(a.quantity, b.quantity);
  return a.kind === b.kind;
}

function contradiction(a: ClaimValue, b: ClaimValue): string | null {
  if (a.kind === 'QUANTITY' && b.kind === 'QUANTITY' && disjoint(a.quantity, b.quantity)) {
    return `No number is both ${displayQuantity(a.quantity)} and ${displayQuantity(b.quantity)}.`;
  }
  if (a.kind === 'DATE' && b.kind === 'DATE' && !overlaps(a.date, b.date)) {
    return `${a.date.edtf} and ${b.date.edtf} share no day.`;
  }
  if (a.kind === 'TEXT' && b.kind === 'TEXT' && a.text !== b.text) {
    return `One says ${JSON.stringify(a.text)}, the other ${JSON.stringify(b.text)}.`;
  }
  if (a.kind === 'ENTITY' && b.kind === 'ENTITY' && a.entity !== b.entity) {
    return `One names ${a.entity}, the other ${b.entity}.`;
  }
  return null;
}
