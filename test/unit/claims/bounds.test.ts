import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Bounds, hull, intersection, satisfies, sum, within } from '../../../src/claims/bounds.ts';
import { addDecimals, compareDecimals } from '../../../src/claims/decimal.ts';
import { quantityOf, type StatedQuantity } from '../../../src/claims/quantity.ts';
import { bounds, comparison } from './arbitraries.ts';

const dollars = (stated: StatedQuantity) => quantityOf({ currency: 'USD', ...stated });

describe('a hedged quantity compares with a number', () => {
  test.each<[StatedQuantity, Parameters<typeof satisfies>[1], boolean, boolean]>([
    [{ value: '12e9', hedge: 'STATED' }, { gte: '1e10' }, true, true],
    [{ value: '14e9', hedge: 'UP_TO' }, { gte: '1e10' }, false, true],
    [{ value: '14e9', hedge: 'UP_TO' }, { lte: '14e9' }, true, true],
    [{ value: '14e9', hedge: 'UP_TO' }, { lt: '14e9' }, false, true],
    [{ value: '14e9', hedge: 'UP_TO' }, { gt: '14e9' }, false, false],
    [{ value: '12e9', hedge: 'MORE_THAN' }, { gt: '12e9' }, true, true],
    [{ value: '12e9', hedge: 'MORE_THAN' }, { eq: '12e9' }, false, false],
    [{ value: '12e9', hedge: 'AT_LEAST' }, { eq: '12e9' }, false, true],
    [{ value: '12e9', hedge: 'ABOUT' }, { eq: '12000000000.0' }, true, true],
    [{ value: '20', hedge: 'BETWEEN', upper: '30' }, { gte: '20', lte: '30' }, true, true],
    [{ value: '20', hedge: 'BETWEEN', upper: '30' }, { gte: '25', lt: '26' }, false, true],
    [{ value: '20', hedge: 'BETWEEN', upper: '30' }, { gte: '26', lte: '25' }, false, false],
    [{ value: '20', hedge: 'AT_LEAST' }, {}, true, true],
  ])('%j, %j: definitely %s, possibly %s', (stated, asked, definitely, possibly) => {
    expect(satisfies(dollars(stated), asked, 'DEFINITELY')).toBe(definitely);
    expect(satisfies(dollars(stated), asked, 'POSSIBLY')).toBe(possibly);
  });
});

/** Every bound, what lies between two of them, and what lies beyond all: what can tell sets of numbers with these bounds apart. */
function points(...all: Bounds[]): string[] {
  const ends = all.flatMap(({ lower, upper }) => [lower ?? '0', upper ?? '0']);
  return ends.flatMap((end) => ['-1', '-0.25', '0', '0.25', '1'].map((step) => addDecimals(end, step)));
}

const holds = ({ lower, upper, lowerInclusive, upperInclusive }: Bounds, point: string): boolean => {
  const [above, below] = [
    lower === null ? 1 : compareDecimals(point, lower),
    upper === null ? -1 : compareDecimals(point, upper),
  ];
  return (above > 0 || (above === 0 && lowerInclusive)) && (below < 0 || (below === 0 && upperInclusive));
};

const opposites = [
  ['gt', 'lte'],
  ['gte', 'lt'],
] as const;

describe('whatever the bounds', () => {
  test('what holds definitely holds possibly', () => {
    fc.assert(
      fc.property(bounds, comparison, (each, asked) => {
        if (satisfies(each, asked, 'DEFINITELY')) expect(satisfies(each, asked, 'POSSIBLY')).toBe(true);
      }),
    );
  });

  test('a comparison holds definitely when its opposite does not possibly', () => {
    fc.assert(
      fc.property(bounds, fc.constantFrom(...opposites), fc.integer({ min: -6, max: 6 }), (each, pair, n) => {
        for (const [one, other] of [pair, [pair[1], pair[0]] as const])
          expect(satisfies(each, { [one]: String(n) }, 'DEFINITELY')).toBe(
            !satisfies(each, { [other]: String(n) }, 'POSSIBLY'),
          );
      }),
    );
  });

  test('trying number by number comes to the same', () => {
    fc.assert(
      fc.property(bounds, comparison, (each, asked) => {
        const ends = Object.values(asked).map((end) => ({ ...each, lower: end, upper: end }));
        const compares = (point: string) =>
          Object.entries(asked).every(([operator, operand]) => {
            const order = compareDecimals(point, operand as string);
            return { eq: order === 0, gt: order > 0, gte: order >= 0, lt: order < 0, lte: order <= 0 }[
              operator
            ];
          });
        const numbers = points(each, ...ends).filter((point) => holds(each, point));
        expect(numbers).not.toEqual([]);
        expect(satisfies(each, asked, 'POSSIBLY')).toBe(numbers.some(compares));
        expect(satisfies(each, asked, 'DEFINITELY')).toBe(numbers.every(compares));
      }),
    );
  });

  test('the intersection holds what all hold, the hull all of them', () => {
    fc.assert(
      fc.property(fc.array(bounds, { minLength: 1, maxLength: 4 }), (all) => {
        const [met, around] = [intersection(all), hull(all)];
        for (const point of points(...all)) {
          expect(met !== null && holds(met, point)).toBe(all.every((each) => holds(each, point)));
          if (all.some((each) => holds(each, point))) expect(holds(around, point)).toBe(true);
        }
        for (const each of all) expect(within(each, around)).toBe(true);
        if (met) expect(within(met, around)).toBe(true);
      }),
    );
  });

  test('a sum holds what numbers come to that lie in each, whichever they are', () => {
    fc.assert(
      fc.property(fc.array(bounds, { maxLength: 4 }), (all) => {
        let sums = ['0'];
        for (const each of all) {
          const numbers = points(each).filter((point) => holds(each, point));
          sums = sums.flatMap((before) => numbers.slice(0, 6).map((number) => addDecimals(before, number)));
        }
        for (const each of sums) expect(holds(sum(all), each)).toBe(true);
      }),
    );
  });

  test('a sum ends where the ends of all come to, and more to add never makes it surer', () => {
    fc.assert(
      fc.property(fc.array(bounds, { maxLength: 6 }), bounds, (all, one) => {
        const [before, after] = [sum(all), sum([...all, one])];
        expect(after).toEqual(sum([one, ...all.toReversed()]));
        expect(after).toEqual(sum([before, one]));
        for (const [bound, inclusive] of [
          ['lower', 'lowerInclusive'],
          ['upper', 'upperInclusive'],
        ] as const) {
          const ends = [...all, one].map((each) => each[bound]);
          const total = ends.reduce((a, b) => (a === null || b === null ? null : addDecimals(a, b)), '0');
          expect(after[bound]).toBe(total);
          expect(after[inclusive]).toBe([...all, one].every((each) => each[inclusive]));
        }
        const width = ({ lower, upper }: Bounds) =>
          lower === null || upper === null ? null : addDecimals(upper, `${-Number(lower)}`);
        const [narrow, wide] = [width(before), width(after)];
        if (wide !== null) expect(compareDecimals(narrow ?? 'open', wide)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
