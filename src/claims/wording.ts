import type { Hedge } from './vocabulary.ts';

/** How a language writes numbers, bounds them, and counts dates from its own; see dataset/languages.yaml. */
export interface Language {
  /** Whether spaces stand between words. */
  spaced: boolean;
  decimal: string;
  grouping: readonly string[];
  /** In these phrases and in `relativeDates`, … stands for a number. */
  hedges: Readonly<Partial<Record<Hedge, readonly string[]>>>;
  /** Words by power of ten. */
  scales: Readonly<Record<string, readonly string[]>>;
  /** Decimals in plain notation, by word. */
  numbers: Readonly<Record<string, string>>;
  /** What can stand between the parts of one number: "and". */
  joining: readonly string[];
  /** Whether the parts of a number are written as one word. */
  compounds: boolean;
  relativeDates: readonly string[];
  /** By language tag: separators as a whole, scales and numbers word by word. */
  locales: Readonly<Record<string, Local>>;
}

type Local = {
  [Key in 'decimal' | 'grouping' | 'scales' | 'numbers']?: Language[Key] | undefined;
};

/** A language as it is written in one region, ready for reading: its words, folded, with what they mean. */
export interface Words {
  spaced: boolean;
  decimal: string;
  grouping: readonly string[];
  /** Powers of ten by word. */
  scales: ReadonlyMap<string, number>;
  numbers: ReadonlyMap<string, string>;
  joining: readonly string[];
  compounds: boolean;
  hedges: ReadonlyMap<string, readonly Hedge[]>;
  relativeDates: readonly string[];
}

/** The words of `language` in the region of `tag` (BCP 47), such as pt-PT. */
export function wordsOf(language: Language, tag: string): Words {
  const local = language.locales[tag] ?? {};
  const { decimal = language.decimal, grouping = language.grouping } = local;
  const scales = [language.scales, local.scales ?? {}].flatMap((table) =>
    Object.entries(table).flatMap(([power, words]) =>
      words.map((word) => [fold(word), Number(power)] as const),
    ),
  );
  const numbers = Object.entries({ ...language.numbers, ...local.numbers });
  const hedges = new Map<string, Hedge[]>();
  for (const [hedge, phrases] of Object.entries(language.hedges)) {
    for (const phrase of phrases) hedges.set(phrase, [...(hedges.get(phrase) ?? []), hedge as Hedge]);
  }
  return {
    spaced: language.spaced,
    decimal: fold(decimal),
    grouping: grouping.map(fold),
    scales: new Map(scales),
    numbers: new Map(numbers.map(([word, value]) => [fold(word), value])),
    joining: language.joining.map(fold),
    compounds: language.compounds,
    hedges,
    relativeDates: language.relativeDates,
  };
}

/** Compatible forms made one (NFKC), so that all spaces and digits are plain, and in small letters. */
export function fold(text: string): string {
  return plain(text).toLowerCase();
}

/**
 * A phrase as numbers and phrases are looked for in it: folded, with `#` for the digits of names such as H200, and `$` for
 * what names a currency before a number.
 */
export function readable(phrase: string): string {
  return plain(phrase)
    .replace(/(?<=[\p{Lu}\p{Ll}\p{M}])[0-9]+/gu, (digits, at: number, text: string) =>
      currencyCode.test(text.slice(0, at)) ? digits : '#'.repeat(digits.length),
    )
    .replace(/(?<![\p{L}\p{M}\p{N}])\p{Lu}{1,3}(?=\p{Sc} ?[0-9])/gu, '')
    .replace(/(?<![\p{L}\p{M}\p{N}])\p{Lu}{3}(?= ?[0-9])/gu, '$')
    .toLowerCase();
}

const currencyCode = /(?<![\p{L}\p{M}\p{N}])\p{Lu}{3}$/u;

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[’‘]/g, "'");
}

/** A letter or digit, in a pattern. */
export const wordCharacter = '[\\p{L}\\p{M}\\p{N}]';

/** A pattern for the longest of `words` (folded) that stands somewhere; one that never matches where there are none. */
export function longest(words: Iterable<string>): string {
  const all = [...words].toSorted((a, b) => b.length - a.length);
  return all.length === 0 ? '(?!)' : `(?:${all.map(escaped).join('|')})`;
}

/** `text` as it stands, in a pattern. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
