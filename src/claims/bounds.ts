import { addDecimals, compareDecimals } from './decimal.ts';

/** The numbers that lie between two bounds, of which there is at least one. A bound that is `null` is open, and not inclusive. */
export interface Bounds {
  lower: string | null;
  upper: string | null;
  lowerInclusive: boolean;
  upperInclusive: boolean;
}

/** What a number is compared with: side by side all must hold. Decimals are plain strings. */
export interface Comparison {
  eq?: string | null | undefined;
  gt?: string | null | undefined;
  gte?: string | null | undefined;
  lt?: string | null | undefined;
  lte?: string | null | undefined;
}

/** Whether a comparison has to hold for every number that a quantity can be, or for one. */
export const certainties = ['DEFINITELY', 'POSSIBLY'] as const;
export type Certainty = (typeof certainties)[number];

/** The bounds that each comparison with a number stands for. */
export const boundsOfComparison: Readonly<Record<keyof Comparison, (number: string) => Bounds>> = {
  eq: (number) => ({ ...from(number, true), ...to(number, true) }),
  gt: (number) => ({ ...everything, ...from(number, false) }),
  gte: (number) => ({ ...everything, ...from(number, true) }),
  lt: (number) => ({ ...everything, ...to(number, false) }),
  lte: (number) => ({ ...everything, ...to(number, true) }),
};

/** The comparisons that are given, as bounds that a number has to lie in. */
export function boundsAsked(asked: Comparison): Bounds[] {
  return (Object.keys(boundsOfComparison) as (keyof Comparison)[]).flatMap((operator) => {
    const number = asked[operator];
    return number == null ? [] : [boundsOfComparison[operator](number)];
  });
}

/**
 * Whether a number that is only known to lie in `bounds` compares as asked: `DEFINITELY` if every number in them does,
 * `POSSIBLY` if one does. "Up to 14" is possibly 10 or more, never definitely. What no number can be, none is.
 */
export function satisfies(bounds: Bounds, asked: Comparison, certainty: Certainty): boolean {
  const wanted = intersection([everything, ...boundsAsked(asked)]);
  if (wanted === null) return false;
  return certainty === 'DEFINITELY' ? within(bounds, wanted) : intersect(bounds, wanted);
}

/** Whether every number in `a` is in `b`. */
export function within(a: Bounds, b: Bounds): boolean {
  return compareLower(a, b) >= 0 && compareUpper(a, b) <= 0;
}

/** Whether a number is in both. */
export function intersect(a: Bounds, b: Bounds): boolean {
  return intersection([a, b]) !== null;
}

/** The numbers that are in all of them; null if there is none. */
export function intersection(all: readonly Bounds[]): Bounds | null {
  const met = all.reduce((a, b) => join(compareLower(a, b) < 0 ? b : a, compareUpper(a, b) > 0 ? b : a));
  if (met.lower === null || met.upper === null) return met;
  const order = compareDecimals(met.lower, met.upper);
  return order < 0 || (order === 0 && met.lowerInclusive && met.upperInclusive) ? met : null;
}

/** From the lowest lower to the highest upper bound. */
export function hull(all: readonly Bounds[]): Bounds {
  return all.reduce((a, b) => join(compareLower(a, b) > 0 ? b : a, compareUpper(a, b) < 0 ? b : a));
}

/** What numbers can come to that lie in one of these each. @throws DecimalError as `addDecimals` does */
export function sum(all: readonly Bounds[]): Bounds {
  const nothing = { ...from('0', true), ...to('0', true) };
  return all.reduce(
    (a, b) => ({
      lower: a.lower === null || b.lower === null ? null : addDecimals(a.lower, b.lower),
      upper: a.upper === null || b.upper === null ? null : addDecimals(a.upper, b.upper),
      lowerInclusive: a.lowerInclusive && b.lowerInclusive,
      upperInclusive: a.upperInclusive && b.upperInclusive,
    }),
    nothing,
  );
}

const everything: Bounds = { lower: null, upper: null, lowerInclusive: false, upperInclusive: false };
const from = (lower: string, lowerInclusive: boolean) => ({ lower, lowerInclusive });
const to = (upper: string, upperInclusive: boolean) => ({ upper, upperInclusive });

const join = ({ lower, lowerInclusive }: Bounds, { upper, upperInclusive }: Bounds): Bounds => ({
  lower,
  upper,
  lowerInclusive,
  upperInclusive,
});

/** Negative if `a` begins before `b`. */
function compareLower(a: Bounds, b: Bounds): number {
  if (a.lower === null || b.lower === null) return Number(b.lower === null) - Number(a.lower === null);
  return compareDecimals(a.lower, b.lower) || Number(b.lowerInclusive) - Number(a.lowerInclusive);
}

/** Negative if `a` ends before `b`. */
function compareUpper(a: Bounds, b: Bounds): number {
  if (a.upper === null || b.upper === null) return Number(a.upper === null) - Number(b.upper === null);
  return compareDecimals(a.upper, b.upper) || Number(a.upperInclusive) - Number(b.upperInclusive);
}
