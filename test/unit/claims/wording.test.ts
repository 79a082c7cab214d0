import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../../../src/claims/decimal.ts';
import { hedgesIn, relativeDatesIn } from '../../../src/claims/hedging.ts';
import { numbersIn } from '../../../src/claims/numbers.ts';
import { hedges } from '../../../src/claims/vocabulary.ts';
import { wordsOf } from '../../../src/claims/wording.ts';
import { readDataset } from '../../../src/curation/read.ts';
import { text } from './arbitraries.ts';

const { languages } = (await readDataset('dataset')).dataset;

function words(tag: string) {
  const language = languages.find((each) => each.language === tag.split('-')[0]);
  if (!language) throw new Error(`no ${tag}`);
  return wordsOf(language, tag);
}

describe('the numbers of a phrase', () => {
  test.each([
    ['en', 'up to US$14.5 billion', ['14500000000']],
    ['en', '$14bn', ['14000000000']],
    ['en', '1,250,000 of 5k', ['1250000', '5000']],
    ['en', 'half a trillion', ['500000000000']],
    ['en', 'two hundred fifty', ['200', '50', '250']],
    ['en', 'twenty-five million', ['20', '5000000', '25000000']],
    ['en', 'a billion, 50% and a 5-million-dollar chip', ['1000000000', '50', '5000000']],
    ['en', 'RMB100 million for the H200', ['100000000']],
    ['en', 'plan b', []],
    ['pt', 'até US$ 14 bilhões', ['14000000000']],
    ['pt-BR', 'aproximadamente 1.000 especialistas', ['1000']],
    ['pt-BR', 'mais de dez vezes', ['10']],
    ['pt-PT', '14,5 mil milhões', ['14500000000']],
    ['pt-PT', 'um bilião', ['1000000000000']],
    ['pt-PT', 'um bilhão', ['1000000000000']],
    ['es', '14 mil millones', ['14000000000']],
    ['es-ES', 'tres billones', ['3000000000000']],
    ['es-US', 'tres billones', ['3000000000']],
    ['es-MX', '1,000.5', ['1000.5']],
    ['fr', '14\u202f000,5 et trois milliards', ['14000.5', '3000000000']],
    ['fr-CA', '3 G$', ['3000000000']],
    ['de', '14,5 Mrd. Euro', ['14500000000']],
    ['de', 'eine Billion', ['1000000000000']],
    ['de-CH', "1'000.5", ['1000.5']],
    ['ru', '14,5 млрд долларов', ['14500000000']],
    ['ru', 'пять тысяч', ['5000']],
    ['zh', '约140亿美元', ['14000000000']],
    ['zh', '1.2万亿', ['1200000000000']],
    ['zh', '三千万', ['30000000']],
    ['zh', '１４０多亿', ['14000000000']],
    ['ja', '1兆5000億円', ['1000000000000', '500000000000', '1500000000000']],
    ['ja', '約百人', ['100']],
  ])('in %s, of %j, are %j', (tag, phrase, expected) => {
    expect(numbersIn(phrase, words(tag))).toEqual(expected);
  });

  test.each([
    ['en', '14 to 16 billion', ['14000000000', '16000000000']],
    ['en', 'between $14 and $16 billion', ['14000000000', '16000000000']],
    ['pt', 'de 14 a 16 bilhões', ['14000000000', '16000000000']],
    ['zh', '10至12亿', ['1000000000', '1200000000']],
    ['en', '14, 15 and 16 billion', ['14', '14000000000', '15', '15000000000', '16000000000']],
    ['en', '14 chips, 16 billion', ['14', '16000000000']],
  ])('in %s, of %j, share their scale where they can: %j', (tag, phrase, expected) => {
    expect(numbersIn(phrase, words(tag))).toEqual(expected);
  });

  test('are never what the other convention makes of it', () => {
    expect(numbersIn('1.000', words('en'))).toEqual(['1']);
    expect(numbersIn('1.000', words('de'))).toEqual(['1000']);
    expect(numbersIn('14.5 bilhões', words('pt'))).not.toContain('14500000000');
  });

  const tag = fc.constantFrom(...languages.map(({ language }) => language));
  const scale = (tag: string) => fc.constantFrom(...words(tag).scales);

  test('include any number, written with the separators and a scale word of its language', () => {
    const written = tag.chain((tag) =>
      fc.record({
        tag: fc.constant(tag),
        number: fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.nat(999)),
        scale: scale(tag),
      }),
    );
    fc.assert(
      fc.property(written, ({ tag, number: [whole, fraction], scale: [word, power] }) => {
        const { decimal: point, grouping } = words(tag);
        const groups = `${whole}`.replace(/\B(?=(\d{3})+$)/g, grouping[0] ?? '');
        const phrase = `x ${groups}${point}${fraction} ${word} x`;
        expect(numbersIn(phrase, words(tag))).toContain(decimal(`${whole}.${fraction}e${power}`));
      }),
    );
  });

  test('are decimals, whatever the text, and each stands there once', () => {
    const pieces = tag.chain((tag) => {
      const { numbers, scales, hedges, relativeDates } = words(tag);
      const known = [...numbers.keys(), ...scales.keys(), ...hedges.keys(), ...relativeDates];
      const piece = fc.oneof(
        text,
        fc.constantFrom(...known),
        fc.nat().map(String),
        fc.constantFrom(' ', '-'),
      );
      return fc.tuple(
        fc.constant(tag),
        fc.array(piece).map((all) => all.join('')),
      );
    });
    fc.assert(
      fc.property(pieces, ([tag, phrase]) => {
        const found = numbersIn(phrase, words(tag));
        expect(found.map(decimal)).toEqual(found);
        expect(new Set(found).size).toBe(found.length);
        for (const { hedges: meant } of hedgesIn(phrase, words(tag))) {
          expect(meant.every((hedge) => hedges.includes(hedge))).toBe(true);
        }
        relativeDatesIn(phrase, words(tag));
      }),
    );
  });
});

describe('the hedges of a phrase', () => {
  const meant = (tag: string, phrase: string) =>
    hedgesIn(phrase, words(tag)).map(({ hedges: meant }) => meant.join(' or '));

  test.each([
    ['en', 'up to US$14 billion', ['UP_TO']],
    ['en', 'no more than 5', ['UP_TO']],
    ['en', 'more than 5', ['MORE_THAN']],
    ['en', 'More Than Five', ['MORE_THAN']],
    ['en', 'not less than 5', ['AT_LEAST']],
    ['en', '100 people or more', ['AT_LEAST']],
    ['en', '100+ customers', ['AT_LEAST']],
    ['en', 'over RMB 100 million', ['MORE_THAN']],
    ['en', 'nearly 5', ['ABOUT or LESS_THAN']],
    ['en', 'between 5 and 6', ['BETWEEN']],
    ['en', '$14 to $16 billion', ['BETWEEN']],
    ['en', 'about 5 and at least 6', ['ABOUT', 'AT_LEAST']],
    ['en', 'news about the H20', []],
    ['en', 'up to date', []],
    ['en', 'twenty-five handovers', []],
    ['en', 'moreover 5', []],
    ['pt-BR', 'até US$ 14 bilhões', ['UP_TO']],
    ['pt', 'ultrapassando US$ 12 bilhões', ['MORE_THAN']],
    ['pt', 'pelo menos um', ['AT_LEAST']],
    ['pt', 'cerca de 1.000', ['ABOUT']],
    ['pt', 'menos de 5', ['LESS_THAN']],
    ['pt', 'entre 5 e 6 bilhões', ['BETWEEN']],
    ['es', 'hasta 14 mil millones', ['UP_TO']],
    ['es', 'no menos de 5', ['AT_LEAST']],
    ['fr', 'jusqu’à 14 milliards', ['UP_TO']],
    ['fr', 'plus d’un milliard', ['MORE_THAN']],
    ['de', 'bis zu 14 Milliarden', ['UP_TO']],
    ['de', 'Knapp 3 Billionen', ['ABOUT or LESS_THAN']],
    ['ru', 'не более 5', ['UP_TO']],
    ['ru', 'более чем 5', ['MORE_THAN']],
    ['en', 'more than two billion and 300 million', ['MORE_THAN']],
    ['en', 'between two million and 300 thousand', ['BETWEEN']],
    ['es', 'entre mil y dos millones', ['BETWEEN']],
    ['de', 'über zwei Milliarden und dreihunderttausend', ['MORE_THAN']],
    ['zh', '约140亿美元', ['ABOUT']],
    ['zh', '不超过5亿', ['UP_TO']],
    ['zh', '超过人民币5亿元', ['MORE_THAN']],
    ['zh', '10亿美元以上', ['AT_LEAST or MORE_THAN']],
    ['zh', '10至12亿', ['BETWEEN']],
    ['zh', '至少5家', ['AT_LEAST']],
    ['ja', '約100人', ['ABOUT']],
    ['ja', '100人未満', ['LESS_THAN']],
  ])('in %s, of %j, are %j', (tag, phrase, expected) => {
    expect(meant(tag, phrase)).toEqual(expected);
  });
});

describe('a relative date', () => {
  test.each([
    ['en', 'spent this year', ['this year']],
    ['en', 'three years ago', ['… years ago']],
    ['en', 'in the year 2025', []],
    ['pt-BR', 'no próximo ano', ['próximo ano']],
    ['pt-BR', 'neste mês', ['neste mês']],
    ['pt-BR', 'em 2026', []],
    ['es', 'el año pasado', ['año pasado']],
    ['fr', 'l’année dernière', ['année dernière']],
    ['de', 'im nächsten Jahr', ['nächsten Jahr']],
    ['ru', 'в прошлом году', ['прошлом году']],
    ['zh', '公司明年投资', ['明年']],
    ['zh', '上个月', ['上个月']],
    ['ja', '3年前に', ['…年前']],
  ])('in %s, of %j, is %j', (tag, phrase, expected) => {
    expect(relativeDatesIn(phrase, words(tag))).toEqual(expected);
  });
});
