import type { Hedge } from './vocabulary.ts';

/** How a language bounds a number, {0}, or two, {0} and {1}; `unit` joins a number {0} to what it counts, {1}. */
export type Wording = Readonly<Record<Hedge | 'unit', string>>;

export const english: Wording = {
  STATED: '{0}',
  ABOUT: 'about {0}',
  UP_TO: 'up to {0}',
  AT_LEAST: 'at least {0}',
  MORE_THAN: 'more than {0}',
  LESS_THAN: 'less than {0}',
  BETWEEN: 'between {0} and {1}',
  unit: '{0} {1}',
};

/** Wordings by language. Russian says it with words that leave the number in the nominative, as Intl writes it. */
export const wordings: Readonly<Record<string, Wording>> = {
  en: english,
  pt: {
    STATED: '{0}',
    ABOUT: 'cerca de {0}',
    UP_TO: 'até {0}',
    AT_LEAST: 'pelo menos {0}',
    MORE_THAN: 'mais de {0}',
    LESS_THAN: 'menos de {0}',
    BETWEEN: 'entre {0} e {1}',
    unit: '{0} {1}',
  },
  es: {
    STATED: '{0}',
    ABOUT: 'alrededor de {0}',
    UP_TO: 'hasta {0}',
    AT_LEAST: 'al menos {0}',
    MORE_THAN: 'más de {0}',
    LESS_THAN: 'menos de {0}',
    BETWEEN: 'entre {0} y {1}',
    unit: '{0} {1}',
  },
  fr: {
    STATED: '{0}',
    ABOUT: 'environ {0}',
    UP_TO: 'jusqu’à {0}',
    AT_LEAST: 'au moins {0}',
    MORE_THAN: 'plus de {0}',
    LESS_THAN: 'moins de {0}',
    BETWEEN: 'entre {0} et {1}',
    unit: '{0} {1}',
  },
  de: {
    STATED: '{0}',
    ABOUT: 'rund {0}',
    UP_TO: 'bis zu {0}',
    AT_LEAST: 'mindestens {0}',
    MORE_THAN: 'mehr als {0}',
    LESS_THAN: 'weniger als {0}',
    BETWEEN: 'zwischen {0} und {1}',
    unit: '{0} {1}',
  },
  ru: {
    STATED: '{0}',
    ABOUT: 'примерно {0}',
    UP_TO: 'максимум {0}',
    AT_LEAST: 'минимум {0}',
    MORE_THAN: 'больше чем {0}',
    LESS_THAN: 'меньше чем {0}',
    BETWEEN: '{0} – {1}',
    unit: '{0} {1}',
  },
  zh: {
    STATED: '{0}',
    ABOUT: '约{0}',
    UP_TO: '最多{0}',
    AT_LEAST: '至少{0}',
    MORE_THAN: '超过{0}',
    LESS_THAN: '不到{0}',
    BETWEEN: '{0}至{1}',
    unit: '{0}{1}',
  },
  ja: {
    STATED: '{0}',
    ABOUT: '約{0}',
    UP_TO: '最大{0}',
    AT_LEAST: '{0}以上',
    MORE_THAN: '{0}超',
    LESS_THAN: '{0}未満',
    BETWEEN: '{0}〜{1}',
    unit: '{0}{1}',
  },
};
