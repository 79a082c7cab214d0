import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { addDecimals } from '../../src/claims/decimal.ts';
import { quantityOf } from '../../src/claims/quantity.ts';
import { type Hedge, hedges } from '../../src/claims/vocabulary.ts';
import { addDocument, type WrittenClaim } from '../curation/document.ts';

/** What is made up of one investment. */
const madeUp = fc.record({
  hedge: fc.constantFrom(...hedges),
  value: fc.integer({ min: 20_000_000_001, max: 90_000_000_000 }).map((tenths) => String(tenths / 10)),
  currency: fc.constantFrom('USD', 'USD', 'USD', 'CNY'),
  investor: fc.constantFrom('bytedance', 'huawei', 'nvidia'),
  counterparty: fc.constantFrom('nvidia', 'metax', null),
  purpose: fc.constantFrom('AI', 'ACCELERATORS'),
  modality: fc.constantFrom('FACT', 'PLAN', 'FORECAST'),
  period: fc.constantFrom('2024', '2025', '2025-03', '2024/2026', '2025/..', null),
  // Which of the earlier ones it is part of, if any.
  partOf: fc.option(fc.nat(), { freq: 2 }),
  contested: fc.constantFrom(false, false, false, true),
  withdrawn: fc.constantFrom(false, false, false, false, true),
});

/** How a document writes a number with each hedge, or two. */
const written: Record<Hedge, (value: string, upper: string | undefined) => string> = {
  STATED: (value) => value,
  ABOUT: (value) => `about ${value}`,
  UP_TO: (value) => `up to ${value}`,
  AT_LEAST: (value) => `at least ${value}`,
  MORE_THAN: (value) => `more than ${value}`,
  LESS_THAN: (value) => `less than ${value}`,
  BETWEEN: (value, upper) => `between ${value} and ${upper}`,
};

/** In letters: a digit would be a number of the excerpt. */
const slugOf = (index: number) =>
  `made-up-${[...index.toString(26)].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 26))).join('')}`;

/** `count` investments, some part of others, the same ones for the same `seed`. */
export function madeUpInvestments(count: number, seed: number) {
  return fc.sample(madeUp, { numRuns: count, seed }).map(({ value, hedge, currency, ...each }, index) => {
    const upper = hedge === 'BETWEEN' ? addDecimals(value, '1e9') : undefined;
    return {
      ...each,
      slug: slugOf(index),
      partOf: each.partOf === null || index === 0 ? null : slugOf(each.partOf % index),
      stated: { value, hedge, currency, ...(upper && { upper }) },
      bounds: quantityOf({ value, hedge, currency, upper }),
    };
  });
}
export type MadeUp = ReturnType<typeof madeUpInvestments>[number];

/** Adds them to a dataset: what is said of each, and elsewhere what else is said of those that are contested. */
export async function addInvestments(folder: string, all: readonly MadeUp[]): Promise<void> {
  await appendFile(
    join(folder, 'entities', 'investments.yaml'),
    stringify(all.map(({ slug }, index) => ({ slug, name: `Deal ${index}` }))),
  );
  await addDocument(folder, 'ledger', all.flatMap(saidOf));
  const others = all.filter(({ contested }) => contested);
  await addDocument(
    folder,
    'denial',
    others.map((each) => {
      const [, , amount] = saidOf(each);
      const value = each.bounds.upper === null ? '1000000000' : '50000000000';
      const quantity = { value, hedge: 'STATED', currency: each.stated.currency };
      return { ...amount, quantity, excerpt: `${each.slug}: ${value}` };
    }),
  );
}

function saidOf({
  slug,
  investor,
  purpose,
  stated,
  period,
  modality,
  counterparty,
  partOf,
}: MadeUp): WrittenClaim[] {
  const claim = (property: string, value: object, words = 'is said'): WrittenClaim => ({
    key: `${property.toLowerCase()}-${slug}`,
    subject: slug,
    property,
    excerpt: `${slug}: ${property} ${words}`,
    ...value,
  });
  return [
    claim('investor', { entity: investor }),
    claim('purpose', { text: purpose }),
    claim(
      'amount',
      { quantity: stated, modality, ...(period && { period: { edtf: period, basis: 'STATED' } }) },
      written[stated.hedge](stated.value, stated.upper),
    ),
    ...(counterparty ? [claim('counterparty', { entity: counterparty })] : []),
    ...(partOf ? [claim('partOf', { entity: partOf })] : []),
  ];
}
