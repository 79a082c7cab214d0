import { english, type Wording, wordings } from './locales.ts';
import type { Quantity } from './quantity.ts';
import { shown } from './shown.ts';

/** The words for one unit, by language and CLDR plural category: `{ en: { one: 'person', other: 'people' } }`. */
export type UnitLabels = Readonly<Record<string, Partial<Record<Intl.LDMLPluralRule, string>>>>;

export interface DisplayOptions {
  /** BCP 47; `en` when left out. */
  locale?: string | undefined;
  /** The words for the quantity's own unit. */
  unitLabels?: UnitLabels | null | undefined;
}

export class LocaleError extends Error {
  override readonly name = 'LocaleError';
}

// Node takes decimals as text and writes them exactly; TypeScript wants that text to look like a number.
type Digits = `${number}`;

/**
 * A quantity in words: "up to $14 billion", "cerca de 1.000 pessoas". Never rounded: a number that would lose digits as
 * "14.1 billion" is written out. The tag's region decides how numbers look. A language or script without words here
 * is answered in English, number and all, rather than half in each; a unit without a label in it is named in English,
 * then by its id. Spaces are plain ones.
 * @throws LocaleError when `locale` is not a BCP 47 tag
 */
export function displayQuantity(
  quantity: Quantity,
  { locale = 'en', unitLabels }: DisplayOptions = {},
): string {
  const { tag, language, wording } = localeOf(locale);
  const { hedge, value, upper, unit, currency } = quantity;
  const last = hedge === 'BETWEEN' && upper !== null ? upper : value;
  const label = unit === null ? null : labelOf(unit, last, language, unitLabels ?? {});
  const amounts = (last === value ? [value] : [value, last]).map((number) => amount(number, currency, tag));
  // "between 10 and 12 people" names the unit once.
  if (label !== null) amounts.push(fill(wording.unit, [amounts.pop() ?? '', label]));
  return fill(wording[hedge], amounts).replace(/\s/gu, ' ');
}

function localeOf(text: string): { tag: string; language: string; wording: Wording } {
  try {
    const locale = new Intl.Locale(text);
    const wording = wordings[locale.language];
    const sameScript = locale.maximize().script === new Intl.Locale(locale.language).maximize().script;
    if (wording && sameScript) return { tag: locale.toString(), language: locale.language, wording };
  } catch {
    throw new LocaleError(`${shown(text)} is not a BCP 47 language tag such as en, pt-BR or zh.`);
  }
  return { tag: 'en', language: 'en', wording: english };
}

function amount(value: string, currency: string | null, tag: string): string {
  const compact = compactNumber(value, tag);
  const plain = { maximumFractionDigits: 20 } as const;
  if (currency === null) return compact ?? new Intl.NumberFormat(tag, plain).format(value as Digits);
  const money = { ...plain, style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  const format = new Intl.NumberFormat(tag, money);
  if (compact === null) return format.format(value as Digits);
  // Intl abbreviates compact money, "$14B", even when asked for words; so the words go where its digit would.
  const positive = compactNumber(value.replace('-', ''), tag) ?? '';
  const parts = format.formatToParts(value.startsWith('-') ? -1 : 1);
  return parts.map((part) => (part.type === 'integer' ? positive : part.value)).join('');
}

/** "14.5 billion" for a whole number from a million upwards that needs at most three decimals so; else null. */
function compactNumber(value: string, tag: string): string | null {
  if (!/^-?\d{7,}$/.test(value)) return null;
  const words = { notation: 'compact', compactDisplay: 'long', maximumFractionDigits: 20 } as const;
  const parts = new Intl.NumberFormat(tag, words).formatToParts(value as Digits);
  const decimals = parts.find((part) => part.type === 'fraction')?.value.length ?? 0;
  return decimals > 3 ? null : parts.map((part) => part.value).join('');
}

function labelOf(unit: string, value: string, displayed: string, labels: UnitLabels): string {
  const language = labels[displayed] ? displayed : 'en';
  // After a word like "million" the unit agrees with that word: "50 trilhões de tokens".
  const counted = compactNumber(value, displayed) === null ? Number(value) : 1_000_000;
  const label = labels[language];
  return label?.[new Intl.PluralRules(language).select(counted)] ?? label?.other ?? unit;
}

function fill(pattern: string, [first = '', second = '']: string[]): string {
  return pattern.replace(/\{([01])\}/g, (_, place) => (place === '0' ? first : second));
}
