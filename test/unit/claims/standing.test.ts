import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Bounds } from '../../../src/claims/bounds.ts';
import { periodOf } from '../../../src/claims/period.ts';
import { type Quantity, quantityOf } from '../../../src/claims/quantity.ts';
import {
  type ClaimValue,
  conflicts,
  independentSources,
  spread,
  standing,
  type WeighedClaim,
} from '../../../src/claims/standing.ts';
import type { Hedge } from '../../../src/claims/vocabulary.ts';
import { bounds } from './arbitraries.ts';

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
      'DISJOINT_BOUNDS',
      'No number is both up to $14 billion and more than $14 billion.',
    ],
    [
      date('2025-10/2025-12'),
      date('2026-02'),
      'DIFFERENT_DATES',
      '2025-10/2025-12 and 2026-02 share no day.',
    ],
    [entity('nvidia'), entity('huawei'), 'DIFFERENT_ENTITIES', 'One names nvidia, the other huawei.'],
    [text('PROTOTYPE'), text('AVAILABLE'), 'DIFFERENT_TEXTS', 'One says "PROTOTYPE", the other "AVAILABLE".'],
  ])('is contested when two claims cannot both be true: %#', (one, other, reason, why) => {
    const claims = [claim('scmp', one), claim('scmp', one), claim('reuters', other, { id: 'b' })];
    expect(standing(claims)).toBe('CONTESTED');
    expect(conflicts(claims)).toEqual([
      { claims: ["scmp's", 'b'], reason, why },
      { claims: ["scmp's", 'b'], reason, why },
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

describe('the spread of a fact', () => {
  const about = (claims: WeighedClaim[]) => {
    const found = spread(claims);
    const shown = (each: Bounds | null) =>
      each &&
      `${each.lowerInclusive ? '[' : '('}${each.lower}, ${each.upper}${each.upperInclusive ? ']' : ')'}`;
    return found && [shown(found.whole), shown(found.agreed)];
  };

  test('goes from the lowest to the highest bound, with what all agree on', () => {
    expect(about([claim('scmp', dollars('14', 'UP_TO'))])).toEqual(['(0, 14]', '(0, 14]']);
    expect(
      about([claim('scmp', dollars('14', 'UP_TO')), claim('reuters', dollars('12', 'MORE_THAN'))]),
    ).toEqual(['(0, null)', '(12, 14]']);
    expect(about([claim('scmp', dollars('14')), claim('reuters', dollars('12'))])).toEqual([
      '[12, 14]',
      null,
    ]);
    expect(
      about([claim('scmp', dollars('14')), claim('reuters', dollars('12'), { rank: 'REJECTED' })]),
    ).toEqual(['[14, 14]', '[14, 14]']);
  });

  test('is none where claims cannot be compared, are no numbers, or do not count', () => {
    const people: ClaimValue = {
      kind: 'QUANTITY',
      quantity: quantityOf({ value: '1', hedge: 'ABOUT', unit: 'person' }),
    };
    expect(spread([claim('scmp', dollars('14')), claim('reuters', people)])).toBeNull();
    expect(spread([claim('scmp', text('AI'))])).toBeNull();
    expect(spread([claim('scmp', dollars('14'), { retired: true })])).toBeNull();
  });

  test('has something that all agree on exactly where no two claims conflict', () => {
    const several = fc.array(bounds, { minLength: 1, maxLength: 4 }).map((all) =>
      all.map((each, index) => {
        const quantity: Quantity = { ...each, value: '0', hedge: 'STATED', unit: 'person', currency: null };
        return claim(`root ${index}`, { kind: 'QUANTITY', quantity });
      }),
    );
    fc.assert(
      fc.property(several, (claims) => {
        expect(spread(claims)?.agreed === null).toBe(conflicts(claims).length > 0);
      }),
    );
  });
});
