import { createHash } from 'node:crypto';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readOptions, runCommand } from '../src/command.ts';

// npm run bench:dataset -- --claims 1000000 --to <folder>: writes a made-up dataset, the same for the same numbers. Of ten
// claims four are about investments and six about companies; there are fifty to a source. Of two
// facts of each company, sources contradict one another.

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const countries = ['US', 'CN', 'GB', 'DE', 'FR', 'JP', 'KR', 'TW', 'IN', 'BR'];
const claimsPerSource = 50;
const sourcesPerFolderWrite = 50;

/** A number from 0 up to 1 that looks random and is the same for the same `seeds`. */
function chance(...seeds: readonly (string | number)[]): number {
  return Number.parseInt(sha256(seeds.join(' ')).slice(0, 8), 16) / 2 ** 32;
}

interface Said {
  subject: string;
  property: string;
  value: object;
  year?: number;
  /** The words that say so. */
  excerpt: string;
}

const company = (index: number) => `company-${index}`;
const investment = (index: number) => `investment-${index}`;

/** What is said of an investment: who invests in whom, what for, and how much. */
function aboutInvestment(index: number, companies: number): Said[] {
  const subject = investment(index);
  const [investor, counterparty] = [
    Math.floor(index % companies),
    Math.floor(chance('to', index) * companies),
  ];
  const millions = 100 + Math.floor(chance('amount', index) * 9_900);
  const said = (property: string, value: object, excerpt: string): Said => ({
    subject,
    property,
    value,
    excerpt,
  });
  return [
    said('investor', { entity: company(investor) }, `Deal ${index} is Company ${investor}'s`),
    said(
      'counterparty',
      { entity: company(counterparty) },
      `deal ${index} buys from Company ${counterparty}`,
    ),
    said('purpose', { text: index % 3 === 0 ? 'AI' : 'ACCELERATORS' }, `deal ${index} is for computing`),
    {
      subject,
      property: 'amount',
      value: { quantity: { value: millions * 1e6, hedge: index % 2 ? 'UP_TO' : 'STATED', currency: 'USD' } },
      year: 2015 + (index % 10),
      excerpt: `${index % 2 ? 'up to ' : ''}$${millions} million`,
    },
  ];
}

/** What is said of a company: where it is, and in each of many years how many people it employs or customers it serves. */
function aboutCompany(index: number, count: number): Said[] {
  const subject = company(index);
  const country = countries[Math.floor(chance('country', index) * countries.length)] ?? 'US';
  const said: Said[] = [
    {
      subject,
      property: 'country',
      value: { text: country },
      excerpt: `Company ${index} is at home in ${country}`,
    },
  ];
  for (let number = 1; number < count; number += 1) {
    const property = number % 2 ? 'headcount' : 'customers';
    const year = 1996 + (Math.floor(number / 2) % 28);
    said.push(people(index, property, number, year));
  }
  return said;
}

/** Other numbers for the first years of a company than it has been said to have. */
const denied = (index: number): Said[] => [
  people(index, 'headcount', -1, 1996),
  people(index, 'customers', -2, 1997),
];

function people(index: number, property: string, number: number, year: number): Said {
  const value = 1_000 + Math.floor(chance(property, index, number) * 99_000);
  return {
    subject: company(index),
    property,
    value: { quantity: { value, hedge: 'STATED' } },
    year,
    excerpt: `${value} people in ${year}`,
  };
}

function source(index: number, said: readonly Said[]) {
  const lines = said.map(({ excerpt }) => `It is said: ${excerpt}.`);
  const text = [`Document ${index}`, ...lines].join('\n');
  let start = `Document ${index}\n`.length;
  const claims = said.map(({ subject, property, value, year, excerpt }, position) => {
    const from = start + 'It is said: '.length;
    start += (lines[position]?.length ?? 0) + 1;
    return {
      key: `claim-${position + 1}`,
      subject,
      property,
      ...value,
      ...(year ? { period: { edtf: String(year), basis: 'INFERRED', reasoning: 'Made up.' } } : {}),
      modality: 'FACT',
      confidence: 'HIGH',
      passage: {
        excerpt,
        paragraph: position + 2,
        start: from,
        end: from + excerpt.length,
        sha256: sha256(excerpt),
      },
      statement: `Document ${index} says this of ${subject}.`,
    };
  });
  return {
    slug: `document-${index}`,
    kind: 'ARTICLE',
    title: `Document ${index}`,
    publisher: `publisher-${index % 100}`,
    byline: null,
    url: null,
    language: 'en',
    published: { edtf: `2025-${String((index % 12) + 1).padStart(2, '0')}`, basis: 'STATED' },
    sha256: sha256(text),
    length: text.length,
    claims,
  };
}

/** Everything that is said; null where a new document begins, since none contradicts itself. */
function* allSaid(claims: number): Generator<Said | null> {
  const companies = Math.max(1, Math.round(claims / 50));
  const investments = Math.round(claims / 10);
  for (let index = 0; index < investments; index += 1) yield* aboutInvestment(index, companies);
  const each = Math.floor((claims - investments * 4) / companies);
  for (let index = 0; index < companies; index += 1) yield* aboutCompany(index, each - denied(index).length);
  yield null;
  for (let index = 0; index < companies; index += 1) yield* denied(index);
}

await runCommand(async () => {
  const { claims, to } = readOptions({
    claims: { type: 'string', default: '1000000' },
    to: { type: 'string', default: '.data/large-dataset' },
  });
  const count = Number(claims);
  const companies = Math.max(1, Math.round(count / 50));
  await mkdir(join(to, 'sources'), { recursive: true });
  for (const file of ['units.yaml', 'properties.yaml', 'languages.yaml'])
    await cp(join('dataset', file), join(to, file));
  const list = (length: number, entry: (index: number) => object) =>
    JSON.stringify(Array.from({ length }, (_, index) => entry(index)));
  const named = (what: string, slug: string) => (index: number) => ({
    slug: `${slug}-${index}`,
    name: `${what} ${index}`,
  });
  const lists = {
    'publishers.yaml': list(100, named('Publisher', 'publisher')),
    'entities/companies.yaml': list(companies, named('Company', 'company')),
    'entities/investments.yaml': list(Math.round(count / 10), named('Deal', 'investment')),
    'entities/chips.yaml': '[]',
    'entities/products.yaml': '[]',
    'entities/events.yaml': '[]',
  };
  await mkdir(join(to, 'entities'), { recursive: true });
  for (const [file, text] of Object.entries(lists)) await writeFile(join(to, file), text);
  let said: Said[] = [];
  let written: Promise<void>[] = [];
  let sources = 0;
  const flush = async () => {
    const path = join(to, 'sources', `document-${sources}.json`);
    written.push(writeFile(path, JSON.stringify(source(sources, said))));
    sources += 1;
    said = [];
    if (written.length < sourcesPerFolderWrite) return;
    await Promise.all(written);
    written = [];
  };
  for (const one of allSaid(count)) {
    const isFull = one ? said.push(one) === claimsPerSource : said.length > 0;
    if (isFull) await flush();
  }
  if (said.length > 0) await flush();
  await Promise.all(written);
  console.log(`${to}: ${sources} sources`);
});
