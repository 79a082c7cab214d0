import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlaps, PeriodError, periodOf } from '../../../src/claims/period.ts';

describe('a period', () => {
  test.each([
    ['2026', '2026-01-01', '2026-12-31'],
    ['2025-12', '2025-12-01', '2025-12-31'],
    ['2025-12~', '2025-12-01', '2025-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2026-02-17', '2026-02-17', '2026-02-17'],
    ['2025?', '2025-01-01', '2025-12-31'],
    ['2025%', '2025-01-01', '2025-12-31'],
    ['202X', '2020-01-01', '2029-12-31'],
    ['2025-XX', '2025-01-01', '2025-12-31'],
    ['2023-02-XX', '2023-02-01', '2023-02-28'],
    ['0050', '0050-01-01', '0050-12-31'],
    ['2025-10/2025-12', '2025-10-01', '2025-12-31'],
    ['2024-12~/2025-12~', '2024-12-01', '2025-12-31'],
    ['2025-12/2025', '2025-12-01', '2025-12-31'],
    ['2026/2026', '2026-01-01', '2026-12-31'],
    ['2025-10-07/2025-12', '2025-10-07', '2025-12-31'],
    ['../2025-12', null, '2025-12-31'],
    ['/2025-12', null, '2025-12-31'],
    ['2025-12/..', '2025-12-01', null],
    ['2025-12/', '2025-12-01', null],
  ])('%s is from %s to %s', (edtf, start, end) => {
    expect(periodOf(edtf)).toEqual({ edtf, start, end });
  });

  test.each([
    ['soon', 'is not EDTF such as 2026'],
    ['', 'is not EDTF'],
    [' 2026', 'is not EDTF'],
    ['20250', 'is not EDTF'],
    ['20', 'is not EDTF'],
    ['202', 'is not EDTF'],
    ['2025-13', 'is not EDTF'],
    ['2025-02-30', 'is not EDTF'],
    ['2026-02-17T10:00:00Z', 'is not EDTF'],
    ['[2025,2026]', 'is not EDTF'],
    ['2024-XX-15', 'is not EDTF'],
    ['2025-21', 'for a season, write its months'],
    ['2026/2025', 'ends before it begins'],
    ['../..', 'says nothing'],
    ['/', 'says nothing'],
    ['0000', 'has a year outside 0001 to 9999'],
    ['-0100', 'has a year outside 0001 to 9999'],
    ['2'.repeat(100_000), 'is not EDTF'],
  ])('is not %s', (edtf, expected) => {
    expect(() => periodOf(edtf)).toThrow(PeriodError);
    expect(() => periodOf(edtf)).toThrow(expected);
  });

  test('of one day is that day, wherever the clock stands', () => {
    const days = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        expect(periodOf(day)).toEqual({ edtf: day, start: day, end: day });
      }),
    );
  });

  test('is read or refused by name, whatever is written', () => {
    const pieces = fc.constantFrom(
      '2025',
      '-',
      '12',
      '/',
      '..',
      '~',
      '?',
      '%',
      'X',
      'Y',
      '21',
      '[',
      'T',
      ' ',
      '0',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 7 }), (written) => {
        try {
          const { start, end } = periodOf(written.join(''));
          expect((start ?? '0') <= (end ?? '9')).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PeriodError);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('two periods overlap when they can share a day', () => {
  const meet = (a: string, b: string) => overlaps(periodOf(a), periodOf(b));
  expect(meet('2025', '2025-12-31')).toBe(true);
  expect(meet('2025', '2026')).toBe(false);
  expect(meet('../2025-12', '2025-12/..')).toBe(true);
  expect(meet('../2025-12', '2026-01/..')).toBe(false);
});
