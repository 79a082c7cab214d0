import { type Bounds, intersect } from './bounds.ts';
import { compareDecimals, decimal } from './decimal.ts';
import type { Hedge } from './vocabulary.ts';

/** A number as a text states and bounds it. Decimals are plain strings. */
export interface Quantity extends Bounds {
  value: string;
  hedge: Hedge;
  /** What is counted, as an id of dataset/units.yaml. */
  unit: string | null;
  /** ISO 4217, such as `USD`. */
  currency: string | null;
}

export interface StatedQuantity {
  /** The number as stated; of `BETWEEN`, the lower of the two. */
  value: string;
  hedge: Hedge;
  /** The higher number of `BETWEEN`, and of nothing else. */
  upper?: string | undefined;
  unit?: string | null | undefined;
  currency?: string | null | undefined;
  /** Whether it can be negative, as a change can; a count or a price cannot. */
  signed?: boolean | undefined;
}

export class QuantityError extends Error {
  override readonly name = 'QuantityError';
}

/**
 * The quantity that a stated number and its hedge come to. `ABOUT` widens nothing; the bounds are never a guess.
 * @throws QuantityError when the parts contradict one another
 * @throws DecimalError when a number is none
 */
export function quantityOf(stated: StatedQuantity): Quantity {
  const { hedge, unit = null, currency = null, signed = false } = stated;
  const value = decimal(stated.value);
  if (unit !== null && currency !== null) {
    throw new QuantityError(`A quantity has a unit or a currency, not both: ${unit}, ${currency}.`);
  }
  if (currency !== null && !/^[A-Z]{3}$/.test(currency)) {
    throw new QuantityError(`${JSON.stringify(currency)} is not an ISO 4217 currency code such as USD.`);
  }
  if (!signed && value.startsWith('-')) {
    throw new QuantityError(`${value} is negative, and this quantity cannot be.`);
  }
  if (!signed && value === '0' && (hedge === 'UP_TO' || hedge === 'LESS_THAN')) {
    throw new QuantityError(`${hedge} 0 leaves no number that this quantity could be.`);
  }
  return { value, hedge, unit, currency, ...boundsOf(value, hedge, higherOf(value, stated), signed) };
}

/** Whether the two count the same: in different units or currencies they neither agree nor contradict each other. */
export function comparable(a: Quantity, b: Quantity): boolean {
  return a.unit === b.unit && a.currency === b.currency;
}

/** Whether the two are comparable, and no number can be both. */
export function disjoint(a: Quantity, b: Quantity): boolean {
  return comparable(a, b) && !intersect(a, b);
}

function boundsOf(value: string, hedge: Hedge, higher: string, signed: boolean): Bounds {
  const floor = signed ? null : '0';
  switch (hedge) {
    case 'STATED':
    case 'ABOUT':
      return { lower: value, upper: value, lowerInclusive: true, upperInclusive: true };
    case 'UP_TO':
      return { lower: floor, upper: value, lowerInclusive: false, upperInclusive: true };
    case 'LESS_THAN':
      return { lower: floor, upper: value, lowerInclusive: false, upperInclusive: false };
    case 'AT_LEAST':
      return { lower: value, upper: null, lowerInclusive: true, upperInclusive: false };
    case 'MORE_THAN':
      return { lower: value, upper: null, lowerInclusive: false, upperInclusive: false };
    case 'BETWEEN':
      return { lower: value, upper: higher, lowerInclusive: true, upperInclusive: true };
  }
}

function higherOf(value: string, { hedge, upper }: StatedQuantity): string {
  if (hedge !== 'BETWEEN') {
    if (upper === undefined) return value;
    throw new QuantityError(`Only BETWEEN has an upper number; ${hedge} ${value} was given ${upper}.`);
  }
  if (upper === undefined) throw new QuantityError(`BETWEEN ${value} needs the upper number too.`);
  const higher = decimal(upper);
  if (compareDecimals(value, higher) < 0) return higher;
  throw new QuantityError(
    `BETWEEN goes from the lower to the higher number; ${value} is not below ${higher}.`,
  );
}
