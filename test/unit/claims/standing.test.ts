import { describe, expect, test } from 'vitest';
import { periodOf } from '../../../src/claims/period.ts';
import { quantityOf } from '../../../src/claims/quantity.ts';
import {
  type ClaimValue,
  conflicts,
  independentSources,
  standing,
  type WeighedClaim,
} from '../../../src/claims/standing.ts';
import type { Hedge } from '../../../src/claims/vocabulary.ts';

const dollars = (value: string, hedge: Hedge = 'STATED'): ClaimValue => ({
  kind: 'QUANTITY',
  quantity: quantityOf({ value, hedge, currency: 'USD' }),
});
const date = (edtf: string): ClaimValue => ({ kind: 'DATE', date: periodOf(edtf) });
const entity = (id: string): ClaimValue => ({ kind: 'ENTITY', entity: id });
const text = (words: string): ClaimValue => ({ kind: 'TEXT', text: words });

function claim(root: string, value: ClaimValue, differing: Partial<WeighedClaim> = {}): WeighedClaim {
  return { id: `${root}'s`, root, value, rank: 'NORMAL', retired: false, ...differing };
}

describe('a fact', () => {
  test('is uncontested while one root says so, however often', () => {
    const claims = [claim('scmp', dollars('14e9')), claim('scmp', dollars('14e9'), { id: 'again' })];
    expect(standing(claims)).toBe('UNCONTESTED');
    expect(independentSources(claims)).toBe(1);
    expect(standing([])).toBe('UNCONTESTED');
  });

  test('is corroborated when two roots say what can both be true', () => {
    const claims = [claim('scmp', dollars('14e9', 'UP_TO')), claim('reuters', dollars('12e9', 'MORE_THAN'))];
    expect(standing(claims)).toBe('CORROBORATED');
    expect(independentSources(claims)).toBe(2);
  });

  test.each([
    [
      dollars('14e9', 'UP_TO'),
      dollars('14e9', 'MORE_THAN'),
      'No number is both up to $14 billion and more than $14 billion.',
    ],
    [date('2025-10/2025-12'), date('2026-02'), '2025-10/2025-12 and 2026-02 share no day.'],
    [entity('nvidia'), entity('huawei'), 'One names nvidia, the other huawei.'],
    [text('PROTOTYPE'), text('AVAILABLE'), 'One says "PROTOTYPE", the other "AVAILABLE".'],
  ])('is contested when two claims cannot both be true: %#', (one, other, why) => {
    const claims = [claim('scmp', one), claim('scmp', one), claim('reuters', other, { id: 'b' })];
    expect(standing(claims)).toBe('CONTESTED');
    expect(conflicts(claims)).toEqual([
      { claims: ["scmp's", 'b'], why },
      { claims: ["scmp's", 'b'], why },
    ]);
  });

  test.each([
    [dollars('14e9', 'UP_TO'), dollars('14e9')],
    [date('2025'), date('2025-12')],
    [entity('nvidia'), entity('nvidia')],
    [text('AI'), text('AI')],
  ])('is not contested when they can: %#', (one, other) => {
    expect(conflicts([claim('scmp', one), claim('reuters', other)])).toEqual([]);
  });

  test('is neither corroborated nor contested by what cannot be compared with it', () => {
    const yuan: ClaimValue = {
      kind: 'QUANTITY',
      quantity: quantityOf({ value: '1', hedge: 'STATED', currency: 'CNY' }),
    };
    const claims = [claim('scmp', dollars('14e9')), claim('reuters', yuan)];
    expect(standing(claims)).toBe('UNCONTESTED');
    expect(independentSources(claims)).toBe(2);
    expect(standing([...claims, claim('bloomberg', dollars('14e9', 'UP_TO'))])).toBe('CORROBORATED');
  });

  test.each([{ retired: true }, { rank: 'REJECTED' as const }])(
    'is not touched by a claim that is %j',
    (gone) => {
      const claims = [claim('scmp', dollars('14e9')), claim('reuters', dollars('20e9'), gone)];
      expect(standing(claims)).toBe('UNCONTESTED');
      expect(independentSources(claims)).toBe(1);
    },
  );
});
