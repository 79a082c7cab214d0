import fc from 'fast-check';
import { compareDecimals } from '../../../src/claims/decimal.ts';
import { quantityOf } from '../../../src/claims/quantity.ts';
import { hedges } from '../../../src/claims/vocabulary.ts';

const digits = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });

/** A number that is not negative, of up to 30 digits before and 20 after the point, not always in canonical form. */
export const number = fc
  .tuple(digits(30), fc.option(digits(20), { nil: undefined }))
  .map(([whole, fraction]) => (fraction === undefined ? whole : `${whole}.${fraction}`));

/** A number and its negation alike. */
export const signedNumber = fc.tuple(fc.constantFrom('', '-'), number).map((parts) => parts.join(''));

/** Any quantity that can be stated: of a count, of money, or of neither. */
export const quantity = fc
  .record({
    hedge: fc.constantFrom(...hedges),
    numbers: fc
      .tuple(signedNumber, signedNumber)
      .filter(([a, b]) => compareDecimals(a, b) !== 0)
      .map((pair) => pair.sort(compareDecimals)),
    measure: fc.constantFrom({ unit: 'person' }, { currency: 'USD' }, { currency: 'JPY' }, {}),
  })
  .map(({ hedge, numbers: [value, upper], measure }) =>
    quantityOf({ value, hedge, signed: true, ...measure, ...(hedge === 'BETWEEN' && { upper }) }),
  );

/** Text as documents have it: several lines, characters beyond the BMP, combining marks, CR and LF. */
export const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.constantFrom(
        '\n',
        '\r\n',
        '\r',
        ' ',
        'é',
        'e\u0301',
        '\u0323\u0307',
        '👩‍💻',
        '𝒳',
        '한국',
        '\u1112\u1161\u11ab',
        '字节',
      ),
    ),
    { maxLength: 30 },
  )
  .map((pieces) => pieces.join(''));

const small = fc.integer({ min: -12, max: 12 }).map((halves) => String(halves / 2));

/** Bounds near zero, open, closed or infinite on either side, so that many of them touch. */
export const bounds = fc
  .record({
    lower: fc.option(small),
    upper: fc.option(small),
    lowerInclusive: fc.boolean(),
    upperInclusive: fc.boolean(),
  })
  .map((each) => ({
    ...each,
    lowerInclusive: each.lower !== null && each.lowerInclusive,
    upperInclusive: each.upper !== null && each.upperInclusive,
  }))
  .filter(({ lower, upper, lowerInclusive, upperInclusive }) => {
    if (lower === null || upper === null) return true;
    const order = compareDecimals(lower, upper);
    return order < 0 || (order === 0 && lowerInclusive && upperInclusive);
  });

/** One or two comparisons with numbers near zero. */
export const comparison = fc
  .uniqueArray(fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte'), { minLength: 1, maxLength: 2 })
  .chain((operators) => fc.record(Object.fromEntries(operators.map((operator) => [operator, small]))));
