import { join } from 'node:path';
import { compareDecimals } from '../../claims/decimal.ts';
import { hedgesIn, relativeDatesIn } from '../../claims/hedging.ts';
import { numbersIn } from '../../claims/numbers.ts';
import { type Words, wordsOf } from '../../claims/wording.ts';
import type { Lists, Source } from '../read.ts';
import type { Raise } from './raise.ts';

type Claim = Source['claims'][number];
type Quantity = NonNullable<Claim['quantity']>;

/** The words of each language that sources are in, by its tag; `undefined` for one that dataset/languages.yaml says nothing of. */
export function wordsIn({ languages }: Lists): (tag: string) => Words | undefined {
  const known = new Map<string, Words | undefined>();
  return (tag) => {
    if (!known.has(tag)) {
      const entry = languages.find(({ language }) => language === languageOf(tag));
      known.set(tag, entry && wordsOf(entry, tag));
    }
    return known.get(tag);
  };
}

/** Every claim says what its excerpt says: hedge, number and date. */
export function lintExcerpts({ claims }: Source, words: Words, raise: Raise): void {
  for (const claim of claims.filter(({ retired }) => retired === null)) {
    if (claim.quantity) {
      lintHedge(claim, claim.quantity, words, raise);
      lintNumber(claim, claim.quantity, words, raise);
    }
    lintDate(claim, words, raise);
  }
}

/** A source whose excerpts nobody but the curator has read. */
export interface Unread {
  slug: string;
  /** A BCP 47 tag. */
  language: string;
}

const mostNamed = 3;

/** The same in words, one line for each language. */
export function unreadExcerpts(folder: string, unread: readonly Unread[]): string[] {
  const tags = [...new Set(unread.map(({ language }) => languageOf(language)))].sort();
  return tags.map((tag) => {
    const slugs = unread.filter(({ language }) => languageOf(language) === tag).map(({ slug }) => slug);
    const more = slugs.length > mostNamed ? ` and ${slugs.length - mostNamed} more` : '';
    const mend =
      tag === 'und' ? 'name their language there' : `describe it in ${join(folder, 'languages.yaml')}`;
    return `language ${tag}: the excerpts of ${slugs.slice(0, mostNamed).join(', ')}${more} are not read by lints; ${mend} and they are`;
  });
}

function languageOf(tag: string): string {
  // Of "und", whose language is not known, the locale has none.
  return new Intl.Locale(tag).language || 'und';
}

function lintHedge(claim: Claim, { hedge }: Quantity, words: Words, raise: Raise): void {
  const found = hedgesIn(claim.passage.excerpt, words);
  const [first] = found;
  // Where there is no number either, that is what has to be mended first.
  if (!first && hedge !== 'STATED' && numbersIn(claim.passage.excerpt, words).length > 0) {
    raise(claim, 'HEDGE_ADDED', claim.at('quantity', 'hedge'), {
      found: `hedge: ${hedge}, where the excerpt bounds no number`,
      expected: 'an excerpt with the words that bound it',
      mend: 'choose the words that do, or write hedge: STATED',
    });
  }
  if (!first || found.some(({ hedges }) => hedges.includes(hedge))) return;
  const meant = first.hedges.join(' or ');
  raise(claim, hedge === 'STATED' ? 'HEDGE_LOST' : 'HEDGE_DIFFERS', claim.at('quantity', 'hedge'), {
    found: `hedge: ${hedge}, where the excerpt has "${first.phrase}" (${meant})`,
    expected: 'the hedge of the excerpt',
    mend: `write hedge: ${meant}`,
  });
}

function lintNumber(claim: Claim, { value, upper }: Quantity, words: Words, raise: Raise): void {
  const { excerpt } = claim.passage;
  const found = numbersIn(excerpt, words);
  if (found.length === 0) {
    raise(claim, 'NUMBER_MISSING', claim.at('passage', 'excerpt'), {
      found: `no number in ${JSON.stringify(excerpt)}`,
      expected: 'an excerpt with the number of the claim',
      mend: 'choose the words that hold it',
    });
    return;
  }
  for (const [key, number] of [
    ['value', value],
    ['upper', upper],
  ] as const) {
    // "Fell by 5" is -5.
    const size = number?.replace('-', '');
    if (size === undefined || found.some((each) => compareDecimals(each, size) === 0)) continue;
    raise(claim, 'NUMBER_DIFFERS', claim.at('quantity', key), {
      found: `${key}: ${number}, where the excerpt has ${found.join(', ')}`,
      expected: 'a number of the excerpt',
      mend: `correct ${key}, or the excerpt`,
    });
  }
}

function lintDate(claim: Claim, words: Words, raise: Raise): void {
  const [phrase] = relativeDatesIn(claim.passage.excerpt, words);
  if (phrase === undefined) return;
  if ([claim.period, claim.date].some((each) => each && each.basis !== 'STATED')) return;
  raise(claim, 'RELATIVE_DATE', claim.at('passage', 'excerpt'), {
    found: `"${phrase}", and no period or date that is counted from it`,
    expected: 'a period or date with basis: RELATIVE or INFERRED',
    mend: 'add period, with basis, phrase, anchor and reasoning',
  });
}
