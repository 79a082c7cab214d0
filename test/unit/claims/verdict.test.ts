import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { satisfies } from '../../../src/claims/bounds.ts';
import { periodOf } from '../../../src/claims/period.ts';
import { type Quantity, quantityOf } from '../../../src/claims/quantity.ts';
import { type ClaimValue, conflicts } from '../../../src/claims/standing.ts';
import { type Statement, type Verdict, verdict, verdictOf } from '../../../src/claims/verdict.ts';
import { bounds } from './arbitraries.ts';

const upTo14: ClaimValue = {
  kind: 'QUANTITY',
  quantity: quantityOf({ value: '14', hedge: 'UP_TO', currency: 'USD' }),
};
const number = (text: string, currency = 'USD'): Statement => ({
  kind: 'QUANTITY',
  bounds: { lower: text, upper: text, lowerInclusive: true, upperInclusive: true },
  unit: null,
  currency,
});
const date = (edtf: string) => ({ kind: 'DATE', date: periodOf(edtf) }) as const;

describe('one claim', () => {
  test.each<[ClaimValue, Statement, Verdict]>([
    [upTo14, number('12'), 'WITHIN_BOUNDS'],
    [upTo14, number('14'), 'WITHIN_BOUNDS'],
    [upTo14, number('15'), 'CONTRADICTED'],
    [upTo14, number('12', 'CNY'), 'NOT_KNOWN'],
    [{ kind: 'TEXT', text: 'Hopper' }, { kind: 'TEXT', text: ' hopper' }, 'SUPPORTED'],
    [{ kind: 'TEXT', text: 'Hopper' }, { kind: 'TEXT', text: 'Blackwell' }, 'CONTRADICTED'],
    [{ kind: 'ENTITY', entity: 'nvidia' }, { kind: 'ENTITY', entity: 'nvidia' }, 'SUPPORTED'],
    [{ kind: 'ENTITY', entity: 'nvidia' }, { kind: 'ENTITY', entity: 'huawei' }, 'CONTRADICTED'],
    [date('2025-12-18'), date('2025-12'), 'SUPPORTED'],
    [date('2025-10/2025-12'), date('2025-12'), 'WITHIN_BOUNDS'],
    [date('2025'), date('2026'), 'CONTRADICTED'],
    [date('2025'), { kind: 'TEXT', text: '2025' }, 'NOT_KNOWN'],
  ])('%j, %j: %s', (claim, statement, expected) => {
    expect(verdictOf(claim, statement, true)).toBe(expected);
    const another = expected === 'CONTRADICTED' ? 'NOT_KNOWN' : expected;
    expect(verdictOf(claim, statement, false)).toBe(another);
  });

  test('supports a range that it lies in for certain, contradicts what it conflicts with, and itself never', () => {
    fc.assert(
      fc.property(bounds, bounds, (said, asked) => {
        const quantity: Quantity = { ...said, value: '0', hedge: 'STATED', unit: null, currency: 'USD' };
        const claim: ClaimValue = { kind: 'QUANTITY', quantity };
        const check = (other: typeof said) =>
          verdictOf(claim, { kind: 'QUANTITY', bounds: other, unit: null, currency: 'USD' }, true);
        const comparison = {
          [asked.lowerInclusive ? 'gte' : 'gt']: asked.lower,
          [asked.upperInclusive ? 'lte' : 'lt']: asked.upper,
        };
        expect(check(asked) === 'SUPPORTED').toBe(satisfies(said, comparison, 'DEFINITELY'));
        const other: ClaimValue = { kind: 'QUANTITY', quantity: { ...quantity, ...asked } };
        const both = [claim, other].map(
          (value, n) => ({ id: `${n}`, rank: 'NORMAL', retired: false, value }) as const,
        );
        expect(check(asked) === 'CONTRADICTED').toBe(conflicts(both).length > 0);
        expect(check(said)).toBe('SUPPORTED');
      }),
    );
  });
});

describe('several claims', () => {
  test.each<[Verdict[], Verdict]>([
    [[], 'NOT_KNOWN'],
    [['NOT_KNOWN', 'WITHIN_BOUNDS'], 'WITHIN_BOUNDS'],
    [['WITHIN_BOUNDS', 'SUPPORTED', 'CONTRADICTED'], 'SUPPORTED'],
    [['NOT_KNOWN', 'CONTRADICTED', 'SUPPORTED'], 'CONTRADICTED'],
  ])('%j come to %s', (each, expected) => expect(verdict(each)).toBe(expected));
});
