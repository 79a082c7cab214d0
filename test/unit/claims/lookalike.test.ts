import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName, lookalikes } from '../../../src/claims/lookalike.ts';

const firstOf = (...names: string[]) =>
  lookalikes(names.map((name) => ({ name, owner: name }))).get(names.length - 1);

describe('a name is folded', () => {
  test.each([
    ['NVIDIA', 'nvidia'],
    ['Nvidia Corp.', 'nvidia'],
    ['ByteDance Co., Ltd.', 'bytedance'],
    ['Café S.A.', 'cafe'],
    ["Moore's-Threads GmbH", 'mooresthreads'],
    ['字节跳动有限公司', '字节跳动'],
    ['株式会社サンプル', 'サンプル'],
    ['Ｈ２０', 'h20'],
    ['Inc', 'inc'],
    ['公司', '公司'],
    ['…', ''],
  ])('%j to %j', (name, folded) => {
    expect(foldName(name)).toBe(folded);
  });
});

describe('names look alike', () => {
  test.each([
    ['Nvidia', 'Nvidia Inc'],
    ['Nvidia', 'Nvida'],
    ['Nvida', 'Nvidia'],
    ['Huawei', 'Hauwei'],
    ['Huawei', 'Huavei'],
    ['H20', 'h-20'],
    ['Seed', 'SEED'],
    ['Moore Threads', 'MooreThread'],
  ])('%j and %j', (one, other) => {
    expect(firstOf(one, other)).toBe(0);
  });

  test.each([
    ['Nvidia H20', 'Nvidia H200'],
    ['Nvidia H100', 'Nvidia H200'],
    ['Seed', 'Seeds'],
    ['Nvidia', 'Nvdai'],
    ['abcdefg', 'gabcdef'],
    ['…', '!'],
  ])('but not %j and %j', (one, other) => {
    expect(firstOf(one, other)).toBeUndefined();
  });

  test('but not those of one owner', () => {
    expect(
      lookalikes([
        { name: 'Nvidia', owner: 'a' },
        { name: 'NVIDIA', owner: 'a' },
      ]).size,
    ).toBe(0);
  });

  const word = fc.string({ unit: fc.constantFrom(...'abc1'), minLength: 4, maxLength: 8 });

  test('exactly where comparing every pair says so', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const names = words.map((name, index) => ({ name, owner: `${index}` }));
        const alike = words.map((name, index) =>
          words
            .slice(0, index)
            .findIndex((other) => other === name || (lettersIn(other, name) >= 6 && oneEdit(other, name))),
        );
        expect(words.map((_, index) => lookalikes(names).get(index) ?? -1)).toEqual(alike);
      }),
    );
  });

  test('in a hundred thousand names, without comparing every pair', () => {
    const letters = (number: number) => [...`${number}`].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const names = Array.from({ length: 100_000 }, (_, index) => ({
      name: `company ${letters(index * 7919)}`,
      owner: `${index}`,
    }));
    const started = performance.now();
    expect(lookalikes([...names, { name: 'Company Bgjbz', owner: 'typo' }]).size).toBeGreaterThan(0);
    // All pairs would take hours.
    expect(performance.now() - started).toBeLessThan(60_000);
  });
});

function lettersIn(...names: string[]): number {
  return Math.max(...names.map((name) => name.replace(/\d/g, '').length));
}

/** All that a name becomes by one edit of a letter, the slow way. */
function oneEdit(one: string, other: string): boolean {
  const letters = ['a', 'b', 'c'];
  for (let at = 0; at <= one.length; at += 1) {
    const [head, here, next, tail] = [
      one.slice(0, at),
      one.charAt(at),
      one.charAt(at + 1),
      one.slice(at + 1),
    ];
    const isLetter = letters.includes(here);
    if (letters.some((letter) => head + letter + here + tail === other)) return true;
    if (isLetter && head + tail === other) return true;
    if (isLetter && letters.some((letter) => head + letter + tail === other)) return true;
    if (isLetter && letters.includes(next) && head + next + here + one.slice(at + 2) === other) return true;
  }
  return false;
}
