import type { WrittenClaim } from './document.ts';

/** A document that is suspicious, and what a curator is told of it. */
export type Suspicion = { lint: string; of: string; says: string; claims: WrittenClaim[]; header?: object };

/** A claim for an amount of money. */
export const amount = (excerpt: string, quantity: object, more: object = {}): WrittenClaim => ({
  excerpt,
  subject: 'bytedance-ai-2026',
  property: 'amount',
  quantity: { hedge: 'STATED', currency: 'USD', ...quantity },
  ...more,
});
export const stated = (edtf: string) => ({ period: { edtf, basis: 'STATED' } });
/** A claim for a count, whose excerpt is the count unless it is given. */
export const customers = (value: number, more: object = {}): WrittenClaim => ({
  excerpt: `${value} customers`,
  subject: 'volcano-engine',
  property: 'customers',
  quantity: { value, hedge: 'STATED' },
  ...more,
});

// What is raised is raised on the last claim.
export const suspicions: Suspicion[] = [
  {
    lint: 'HEDGE_LOST',
    of: 'a bound that is taken for the number',
    claims: [amount('up to $14 billion', { value: 14e9 }, stated('2024'))],
    says: 'found hedge: STATED, where the excerpt has "up to …" (UP_TO), expected the hedge of the excerpt (HEDGE_LOST; mend: write hedge: UP_TO, or answer it: answers: { HEDGE_LOST: why })',
  },
  {
    lint: 'HEDGE_LOST',
    of: 'a range that is taken for a number, in Chinese',
    claims: [amount('10亿美元至12亿美元', { value: 12e8 }, stated('2024'))],
    header: { language: 'zh' },
    says: 'found hedge: STATED, where the excerpt has "…至…" (BETWEEN), expected the hedge of the excerpt (HEDGE_LOST; mend: write hedge: BETWEEN, or answer it: answers: { HEDGE_LOST: why })',
  },
  {
    lint: 'HEDGE_ADDED',
    of: 'a bound that the excerpt does not have',
    claims: [amount('$14 billion', { value: 14e9, hedge: 'UP_TO' }, stated('2024'))],
    says: 'found hedge: UP_TO, where the excerpt bounds no number, expected an excerpt with the words that bound it (HEDGE_ADDED; mend: choose the words that do, or write hedge: STATED, or answer it: answers: { HEDGE_ADDED: why })',
  },
  {
    lint: 'HEDGE_ADDED',
    of: 'roughly a number that the excerpt has as it is, in Portuguese',
    claims: [amount('14 bilhões de dólares', { value: 14e9, hedge: 'ABOUT' }, stated('2024'))],
    header: { language: 'pt' },
    says: 'found hedge: ABOUT, where the excerpt bounds no number, expected an excerpt with the words that bound it (HEDGE_ADDED; mend: choose the words that do, or write hedge: STATED, or answer it: answers: { HEDGE_ADDED: why })',
  },
  {
    lint: 'HEDGE_DIFFERS',
    of: 'another bound',
    claims: [amount('no more than $14 billion', { value: 14e9, hedge: 'MORE_THAN' }, stated('2024'))],
    says: 'found hedge: MORE_THAN, where the excerpt has "no more than" (UP_TO), expected the hedge of the excerpt (HEDGE_DIFFERS; mend: write hedge: UP_TO, or answer it: answers: { HEDGE_DIFFERS: why })',
  },
  {
    lint: 'NUMBER_DIFFERS',
    of: 'another scale word',
    claims: [amount('$14 million', { value: 14e9 }, stated('2024'))],
    says: 'found value: 14000000000, where the excerpt has 14000000, expected a number of the excerpt (NUMBER_DIFFERS; mend: correct value, or the excerpt, or answer it: answers: { NUMBER_DIFFERS: why })',
  },
  {
    lint: 'NUMBER_DIFFERS',
    of: 'a false friend: un billón',
    claims: [amount('un billón de dólares', { value: 1e9 }, stated('2024'))],
    header: { language: 'es' },
    says: 'found value: 1000000000, where the excerpt has 1000000000000, expected a number of the excerpt (NUMBER_DIFFERS; mend: correct value, or the excerpt, or answer it: answers: { NUMBER_DIFFERS: why })',
  },
  {
    lint: 'NUMBER_DIFFERS',
    of: 'a range whose end is another',
    claims: [amount('$14 to $16 billion', { value: 14e9, hedge: 'BETWEEN', upper: 18e9 }, stated('2024'))],
    says: 'found upper: 18000000000, where the excerpt has 14000000000, 16000000000, expected a number of the excerpt (NUMBER_DIFFERS; mend: correct upper, or the excerpt, or answer it: answers: { NUMBER_DIFFERS: why })',
  },
  {
    lint: 'NUMBER_MISSING',
    of: 'an excerpt beside the number',
    claims: [amount('its spending on Nvidia H200', { value: 14e9 }, stated('2024'))],
    says: 'found no number in "its spending on Nvidia H200", expected an excerpt with the number of the claim (NUMBER_MISSING; mend: choose the words that hold it, or answer it: answers: { NUMBER_MISSING: why })',
  },
  {
    lint: 'RELATIVE_DATE',
    of: 'a date that is taken as stated',
    claims: [amount('$14 billion this year', { value: 14e9 }, stated('2025'))],
    says: 'found "this year", and no period or date that is counted from it, expected a period or date with basis: RELATIVE or INFERRED (RELATIVE_DATE; mend: add period, with basis, phrase, anchor and reasoning, or answer it: answers: { RELATIVE_DATE: why })',
  },
  {
    lint: 'MAGNITUDE',
    of: 'a value out of all proportion',
    claims: [300, 200, 250_000].map((value, index) => customers(value, stated(`${2021 + index}`))),
    says: 'found value: 250000, where the median of 3 others for customers is 200, expected a value within a factor of 1000 of it (MAGNITUDE; mend: compare the value and its scale word with the text, or answer it: answers: { MAGNITUDE: why })',
  },
  {
    lint: 'TWO_VALUES',
    of: 'a source that denies itself',
    claims: [customers(300, stated('2024')), customers(400, stated('2024'))],
    says: 'found what claim-1 denies, for customers of volcano-engine (No number is both 300 customer and 400 customer), expected a source to agree with itself (TWO_VALUES; mend: give each its period, or reject one with a note, or answer it: answers: { TWO_VALUES: why })',
  },
  {
    lint: 'TWO_VALUES',
    of: 'the same days, spelled differently',
    claims: [customers(300, stated('2024')), customers(400, stated('2024-01/2024-12'))],
    says: 'found what claim-1 of report denies for the same days, written 2024 (No number is both 300 customer and 400 customer), expected one fact for the same days, contested if need be (TWO_VALUES; mend: write 2024 here too, or correct one of the two, or answer it: answers: { TWO_VALUES: why })',
  },
  {
    lint: 'DUPLICATE_CLAIM',
    of: 'what was said before',
    claims: [
      customers(300, stated('2024')),
      customers(300, { ...stated('2024'), excerpt: '300 customers, as was said' }),
    ],
    says: 'found the value of claim-1 again, for customers of volcano-engine, expected a source to say a thing once (DUPLICATE_CLAIM; mend: remove one of the two, or retire it, or answer it: answers: { DUPLICATE_CLAIM: why })',
  },
  {
    lint: 'FUTURE_FACT',
    of: 'a fact that the document could not know',
    claims: [customers(300, stated('2026'))],
    says: 'found modality: FACT for 2026, in a source published 2025-12-20, expected a fact to begin before its source is published (FUTURE_FACT; mend: correct modality, period, or the date of the source, or answer it: answers: { FUTURE_FACT: why })',
  },
];
