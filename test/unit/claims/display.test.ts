import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { displayQuantity, LocaleError, type UnitLabels } from '../../../src/claims/display.ts';
import { wordings } from '../../../src/claims/locales.ts';
import { quantityOf } from '../../../src/claims/quantity.ts';
import type { Hedge } from '../../../src/claims/vocabulary.ts';
import { quantity } from './arbitraries.ts';

const people: UnitLabels = {
  en: { one: 'person', other: 'people' },
  pt: { one: 'pessoa', many: 'de pessoas', other: 'pessoas' },
  ru: { one: 'человек', few: 'человека', many: 'человек', other: 'человека' },
  zh: { other: '人' },
};

function money(value: string, hedge: Hedge, locale?: string): string {
  const upper = hedge === 'BETWEEN' ? { upper: '20e9' } : {};
  return displayQuantity(quantityOf({ value, hedge, currency: 'USD', ...upper }), { locale });
}

function count(value: string, hedge: Hedge, locale?: string): string {
  const upper = hedge === 'BETWEEN' ? { upper: '2e6' } : {};
  return displayQuantity(quantityOf({ value, hedge, unit: 'person', ...upper }), {
    locale,
    unitLabels: people,
  });
}

describe('money', () => {
  test.each([
    ['en', 'up to $14 billion'],
    ['pt', 'até US$ 14 bilhões'],
    ['pt-BR', 'até US$ 14 bilhões'],
    ['pt-PT', 'até 14 mil milhões US$'],
    ['es', 'hasta 14 mil millones US$'],
    ['fr', 'jusqu’à 14 milliards $US'],
    ['de', 'bis zu 14 Milliarden $'],
    ['ru', 'максимум 14 миллиардов $'],
    ['zh', '最多US$140亿'],
    ['ja', '最大$140億'],
  ])('in %s reads %s', (locale, words) => {
    expect(money('14e9', 'UP_TO', locale)).toBe(words);
  });

  test.each<[string, Hedge, string]>([
    ['12e9', 'MORE_THAN', 'more than $12 billion'],
    ['12.5e9', 'ABOUT', 'about $12.5 billion'],
    ['2e6', 'BETWEEN', 'between $2 million and $20 billion'],
    ['14123456789', 'STATED', '$14,123,456,789'],
    ['999999', 'AT_LEAST', 'at least $999,999'],
    ['12.5', 'LESS_THAN', 'less than $12.50'],
  ])('of %s, %s, reads %s', (value, hedge, words) => {
    expect(money(value, hedge)).toBe(words);
  });

  test('that is owed keeps its sign', () => {
    const loss = quantityOf({ value: '-3e9', hedge: 'STATED', currency: 'USD', signed: true });
    expect(displayQuantity(loss)).toBe('-$3 billion');
  });
});

describe('a count', () => {
  test.each<[string, Hedge, string, string]>([
    ['1000', 'ABOUT', 'en', 'about 1,000 people'],
    ['1', 'STATED', 'en', '1 person'],
    ['10', 'BETWEEN', 'en', 'between 10 and 2 million people'],
    ['50e12', 'STATED', 'pt', '50 trilhões de pessoas'],
    ['1.25e6', 'STATED', 'pt', '1,25 milhão de pessoas'],
    ['1000', 'ABOUT', 'pt', 'cerca de 1.000 pessoas'],
    ['3', 'MORE_THAN', 'ru', 'больше чем 3 человека'],
    ['100', 'MORE_THAN', 'zh', '超过100人'],
    ['100', 'MORE_THAN', 'fr', 'plus de 100 people'],
  ])('of %s, %s, in %s, reads %s', (value, hedge, locale, words) => {
    expect(count(value, hedge, locale)).toBe(words);
  });

  test('without words for its unit names the unit by its id', () => {
    const tokens = quantityOf({ value: '50e12', hedge: 'STATED', unit: 'token' });
    expect(displayQuantity(tokens)).toBe('50 trillion token');
    expect(displayQuantity(tokens, { unitLabels: null, locale: 'ja' })).toBe('50兆token');
  });

  test('of nothing in particular is a number', () => {
    expect(displayQuantity(quantityOf({ value: '0.125', hedge: 'MORE_THAN' }))).toBe('more than 0.125');
  });
});

describe('a locale', () => {
  test('of a language or script without words here is answered in English', () => {
    expect(count('1000000', 'ABOUT', 'hi')).toBe('about 1 million people');
    expect(count('1000000', 'ABOUT', 'zh-TW')).toBe('about 1 million people');
  });

  test.each(['', 'en_US', 'x', 'nonsense-nonsense-nonsense', '<script>'])('%j is refused', (locale) => {
    expect(() => count('1', 'STATED', locale)).toThrow(LocaleError);
  });
});

describe('every quantity', () => {
  const locale = fc.constantFrom(...Object.keys(wordings), 'pt-PT', 'de-CH', 'en-IN', 'zh-Hant', 'hi');

  test('can be displayed in every language, on one line and with plain spaces', () => {
    fc.assert(
      fc.property(quantity, locale, (any, locale) => {
        expect(displayQuantity(any, { locale, unitLabels: people })).toMatch(/^[^\n\u00a0\u202f]+$/);
      }),
    );
  });

  test('keeps all its digits', () => {
    const significant = (digits: string) => digits.replace(/^0+|0+$/g, '');
    const figures = (text: string) =>
      (text.match(/\d[\d.,]*/g) ?? []).map((figure) => figure.replace(/\D/g, ''));
    fc.assert(
      fc.property(quantity, (any) => {
        const stated = any.hedge === 'BETWEEN' ? `${any.lower} ${any.upper}` : any.value;
        expect(figures(displayQuantity(any)).map(significant)).toEqual(figures(stated).map(significant));
      }),
    );
  });
});
