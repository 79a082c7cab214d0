import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareDecimals, DecimalError } from '../../../src/claims/decimal.ts';
import { disjoint, QuantityError, quantityOf, type StatedQuantity } from '../../../src/claims/quantity.ts';
import type { Hedge } from '../../../src/claims/vocabulary.ts';
import { quantity } from './arbitraries.ts';

function interval(stated: StatedQuantity): string {
  const { lower, upper, lowerInclusive, upperInclusive } = quantityOf(stated);
  return `${lowerInclusive ? '[' : '('}${lower ?? '-∞'}, ${upper ?? '∞'}${upperInclusive ? ']' : ')'}`;
}

describe('a hedge bounds the number', () => {
  test.each<[Hedge, string]>([
    ['STATED', '[5, 5]'],
    ['ABOUT', '[5, 5]'],
    ['UP_TO', '(0, 5]'],
    ['LESS_THAN', '(0, 5)'],
    ['AT_LEAST', '[5, ∞)'],
    ['MORE_THAN', '(5, ∞)'],
  ])('%s 5 is %s', (hedge, bounds) => {
    expect(interval({ value: '5', hedge })).toBe(bounds);
  });

  test('BETWEEN 5 and 7 is [5, 7], with the lower as its value', () => {
    expect(interval({ value: '5', hedge: 'BETWEEN', upper: '7' })).toBe('[5, 7]');
    expect(quantityOf({ value: '5', hedge: 'BETWEEN', upper: '7' }).value).toBe('5');
  });

  test('what can be negative has no floor', () => {
    expect(interval({ value: '-5', hedge: 'UP_TO', signed: true })).toBe('(-∞, -5]');
    expect(interval({ value: '0', hedge: 'LESS_THAN', signed: true })).toBe('(-∞, 0)');
  });

  test('whatever the hedge, the bounds are in order and hold the number unless the hedge excludes it', () => {
    fc.assert(
      fc.property(quantity, ({ value, lower, upper, lowerInclusive, upperInclusive, hedge }) => {
        if (lower !== null && upper !== null) expect(compareDecimals(lower, upper)).toBeLessThanOrEqual(0);
        if (lower === null) expect(lowerInclusive).toBe(false);
        if (upper === null) expect(upperInclusive).toBe(false);
        expect([lower, upper]).toContain(value);
        const excluded = hedge === 'MORE_THAN' || hedge === 'LESS_THAN';
        expect(value === lower ? lowerInclusive : upperInclusive).toBe(!excluded);
      }),
    );
  });
});

describe('a quantity that contradicts itself is refused', () => {
  test.each<[string, StatedQuantity]>([
    ['BETWEEN 5 needs the upper number too.', { value: '5', hedge: 'BETWEEN' }],
    ['7 is not below 7.', { value: '7', hedge: 'BETWEEN', upper: '7.0' }],
    ['10 is not below 9.', { value: '10', hedge: 'BETWEEN', upper: '9' }],
    ['Only BETWEEN has an upper number; UP_TO 5 was given 7.', { value: '5', hedge: 'UP_TO', upper: '7' }],
    ['-5 is negative', { value: '-5', hedge: 'STATED' }],
    ['UP_TO 0 leaves no number', { value: '0', hedge: 'UP_TO' }],
    ['LESS_THAN 0 leaves no number', { value: '0.0', hedge: 'LESS_THAN' }],
    ['not both: person, USD', { value: '5', hedge: 'STATED', unit: 'person', currency: 'USD' }],
    ['"dollars" is not an ISO 4217', { value: '5', hedge: 'STATED', currency: 'dollars' }],
  ])('%s', (message, stated) => {
    expect(() => quantityOf(stated)).toThrow(QuantityError);
    expect(() => quantityOf(stated)).toThrow(message);
  });

  test('and so is one without a number', () => {
    expect(() => quantityOf({ value: 'many', hedge: 'ABOUT' })).toThrow(DecimalError);
  });
});

describe('two quantities are disjoint', () => {
  const dollars = (value: string, hedge: Hedge) => quantityOf({ value, hedge, currency: 'USD' });

  test('when no number is both', () => {
    expect(disjoint(dollars('12e9', 'MORE_THAN'), dollars('12e9', 'UP_TO'))).toBe(true);
    expect(disjoint(dollars('12e9', 'STATED'), dollars('12.1e9', 'ABOUT'))).toBe(true);
    expect(disjoint(dollars('12e9', 'AT_LEAST'), dollars('12e9', 'UP_TO'))).toBe(false);
    expect(disjoint(dollars('12e9', 'MORE_THAN'), dollars('14e9', 'UP_TO'))).toBe(false);
  });

  test('never when they are in different currencies or units', () => {
    const yuan = quantityOf({ value: '1', hedge: 'STATED', currency: 'CNY' });
    expect(disjoint(dollars('12e9', 'STATED'), yuan)).toBe(false);
  });

  test('in either order, and never from themselves', () => {
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        expect(disjoint(a, b)).toBe(disjoint(b, a));
        expect(disjoint(a, a)).toBe(false);
      }),
    );
  });
});
