import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDecimals, compareDecimals, DecimalError, decimal } from '../../../src/claims/decimal.ts';
import { signedNumber } from './arbitraries.ts';

describe('a decimal', () => {
  test.each([
    ['14e9', '14000000000'],
    ['1.25E+3', '1250'],
    ['12.50', '12.5'],
    ['0012', '12'],
    ['+5', '5'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['125e-4', '0.0125'],
    ['1000', '1000'],
    ['0e999', '0'],
    ['12345678901234567890.01234567890123456789', '12345678901234567890.01234567890123456789'],
  ])('written %s is %s in plain notation', (written, plain) => {
    expect(decimal(written)).toBe(plain);
  });

  test.each([
    '',
    ' 1',
    '1,000',
    '1_000',
    '.5',
    '5.',
    'e9',
    '0x10',
    'NaN',
    'Infinity',
    '1e1000',
    '٣',
    '1\n',
    '--1',
  ])('is not %j', (nonsense) => {
    expect(() => decimal(nonsense)).toThrow(DecimalError);
  });

  test('has at most 100 digits before the point and 20 after it', () => {
    expect(decimal('1e99')).toHaveLength(100);
    expect(() => decimal('1e100')).toThrow('"1e100" has more than 100 digits before or 20 after the point.');
    expect(decimal('1e-20')).toBe('0.00000000000000000001');
    expect(() => decimal('1e-21')).toThrow(DecimalError);
    expect(() => decimal('9'.repeat(100_000))).toThrow(DecimalError);
  });

  test('in plain notation stays as it is', () => {
    fc.assert(fc.property(signedNumber, (written) => decimal(decimal(written)) === decimal(written)));
  });
});

describe('comparing decimals', () => {
  test('sees the last digit, the sign, and no difference in notation', () => {
    expect(compareDecimals('12345678901234567890.1', '12345678901234567890.2')).toBe(-1);
    expect(compareDecimals('9', '10')).toBe(-1);
    expect(compareDecimals('-0.5', '-0.25')).toBe(-1);
    expect(compareDecimals('14e9', '14000000000.0')).toBe(0);
  });

  test('agrees with whole numbers', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        fc.pre(`${a}${b}`.length < 200);
        expect(compareDecimals(`${a}`, `${b}`)).toBe(a < b ? -1 : Number(a > b));
      }),
    );
  });
});

test('adding decimals loses no digit', () => {
  expect(addDecimals('12345678901234567890.1', '0.00000000000000000009')).toBe(
    '12345678901234567890.10000000000000000009',
  );
  expect(addDecimals('-0.5', '1e3')).toBe('999.5');
});
