import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../../src/claims/numbers.ts';
import { wordsOf } from '../../../src/claims/wording.ts';
import { readDataset } from '../../../src/curation/read.ts';

const { languages } = (await readDataset('dataset')).dataset;
const words = new Map(languages.map((language) => [language.language, wordsOf(language, language.language)]));
const read = (tag: string, phrase: string) => {
  const known = words.get(tag);
  if (!known) throw new Error(`no ${tag}`);
  return numbersIn(phrase, known);
};

describe('a number of several parts is read whole', () => {
  test.each([
    ['en', '2 billion and 300 million dollars', '2300000000'],
    ['en', 'a hundred and fifty thousand', '150000'],
    ['en', 'two and a half billion', '2500000000'],
    ['en', '2 and a half billion', '2500000000'],
    ['pt', 'dois bilhões e trezentos milhões', '2300000000'],
    ['pt', 'três mil e quinhentos milhões', '3500000000'],
    ['pt', 'dois bilhões e meio', '2500000000'],
    ['es', 'dos mil trescientos millones', '2300000000'],
    ['es', 'mil millones', '1000000000'],
    ['es', 'treinta y cinco mil', '35000'],
    ['es', 'veintiún mil novecientos', '21900'],
    ['fr', 'deux milliards trois cents millions', '2300000000'],
    ['fr', 'trois cent soixante-douze mille', '372000'],
    ['de', 'zwei Milliarden 300 Millionen', '2300000000'],
    ['de', '2 Mrd. 300 Mio. Euro', '2300000000'],
    ['de', 'zweieinhalb Milliarden', '2500000000'],
    ['ru', '2 млрд 300 млн рублей', '2300000000'],
    ['ru', 'сто двадцать пять тыс. человек', '125000'],
    ['zh', '3亿5000万', '350000000'],
    ['zh', '3亿零500万', '305000000'],
    ['zh', '2万3千亿', '2300000000000'],
    ['ja', '1兆2000億円', '1200000000000'],
    ['ja', '2千5百万円', '25000000'],
    ['ja', '百二十万', '1200000'],
  ])('in %s, %j as %s', (tag, phrase, whole) => {
    expect(read(tag, phrase).at(-1)).toBe(whole);
  });

  test('written with digits and falling scale words, in any language', () => {
    const written = fc.constantFrom(...words).chain(([tag, { scales, joining, spaced }]) => {
      const scale = fc.constantFrom(...scales);
      const digits = fc.integer({ min: 1, max: 999 });
      const gap = fc.constantFrom(...(spaced ? [' ', ...joining.map((word) => ` ${word} `)] : ['']));
      return fc.tuple(fc.constant(tag), digits, scale, gap, digits, scale, fc.constant(spaced ? ' ' : ''));
    });
    fc.assert(
      fc.property(written, ([tag, large, [first, power], gap, small, [second, lower], space]) => {
        const part = BigInt(small) * 10n ** BigInt(lower);
        fc.pre(part < 10n ** BigInt(power));
        const whole = BigInt(large) * 10n ** BigInt(power) + part;
        expect(read(tag, `${large}${space}${first}${gap}${small}${space}${second}`)).toContain(`${whole}`);
      }),
    );
  });
});

describe('any whole number is read as it is spelled', () => {
  const parts = (number: number, unit: number) => [Math.floor(number / unit), number % unit] as const;
  const split = (list: string) => list.split(' ');
  const english = split(
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  );
  const englishTens = split('- - twenty thirty forty fifty sixty seventy eighty ninety');
  const german = split(
    'null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn',
  );
  const germanTens = split('- - zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig');

  function inEnglish(number: number): string {
    for (const [unit, word] of [
      [1e9, 'billion'],
      [1e6, 'million'],
      [1e3, 'thousand'],
      [100, 'hundred'],
    ] as const) {
      const [count, rest] = parts(number, unit);
      const and = rest < 100 ? ' and ' : ' ';
      if (count > 0) return `${inEnglish(count)} ${word}${rest > 0 ? and + inEnglish(rest) : ''}`;
    }
    const [tens, ones] = parts(number, 10);
    return tens < 2 ? `${english[number]}` : `${englishTens[tens]}${ones > 0 ? `-${english[ones]}` : ''}`;
  }

  function inGerman(number: number): string {
    for (const [unit, word] of [
      [1e9, ' Milliarden '],
      [1e6, ' Millionen '],
      [1e3, 'tausend'],
      [100, 'hundert'],
    ] as const) {
      const [count, rest] = parts(number, unit);
      if (count > 0) return `${inGerman(count)}${word}${rest > 0 ? inGerman(rest) : ''}`.trim();
    }
    const [tens, ones] = parts(number, 10);
    if (tens < 2) return `${german[number]}`;
    return `${ones > 0 ? `${german[ones]}und` : ''}${germanTens[tens]}`;
  }

  function inChinese(number: number): string {
    for (const [unit, word] of [
      [1e8, '亿'],
      [1e4, '万'],
      [1e3, '千'],
      [100, '百'],
      [10, '十'],
    ] as const) {
      const [count, rest] = parts(number, unit);
      const zero = rest < unit / 10 ? '零' : '';
      if (count > 0) return `${inChinese(count)}${word}${rest > 0 ? zero + inChinese(rest) : ''}`;
    }
    return `${'零一二三四五六七八九'[number]}`;
  }

  test.each([
    ['en', inEnglish],
    ['de', inGerman],
    ['zh', inChinese],
  ])('in %s', (tag, spelled) => {
    const number = fc.oneof(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 999_999_999_999 }));
    fc.assert(
      fc.property(number, (number) => {
        expect([spelled(number), read(tag, spelled(number)).at(-1)]).toEqual([spelled(number), `${number}`]);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['en', 'in 2020 five million', ['2020', '5000000']],
  ['en', 'between two million and 300 thousand', ['2000000', '300000']],
  ['en', 'two million and five million', ['2000000', '5000000']],
  ['es', 'entre mil y dos millones', ['1000', '2000000']],
  ['de', 'achtzehn und zwanzig', ['18', '20']],
  ['de', 'die Anzahl der Achtung', []],
  ['zh', '二〇二六年', ['2', '0', '6']],
])('numbers side by side are no sum: in %s, of %j, are %j', (tag, phrase, expected) => {
  expect(read(tag, phrase)).toEqual(expected);
});
