import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { sha256 } from '../../src/claims/text.ts';
import { checkedDataset } from '../../src/curation/check.ts';
import { checkProjection } from '../../src/curation/check-projection.ts';
import { publish } from '../../src/curation/publish.ts';
import { readSource } from '../../src/curation/read.ts';
import type { Database } from '../../src/database/open.ts';
import { createContext } from '../../src/graphql/context.ts';
import { ReleaseFeed } from '../../src/graphql/release-feed.ts';
import { latestFact } from '../../src/graphql/types/fact.ts';
import { testDatabase } from '../support/database.ts';
import { article, editedDataset } from './edited-dataset.ts';

let database: Database;
beforeEach(async () => {
  database = await testDatabase();
});
afterEach(() => database.close());

const seed = async (folder: string) => publish(database, await checkedDataset(folder));
const fact = (subjectId: string, propertyId: string) =>
  database.prisma.fact.findFirstOrThrow({ where: { subjectId, propertyId }, include: { accepted: true } });

/** A second document, which makes one claim. */
async function withSource(claim: object, header: object = {}, base?: string): Promise<string> {
  const folder = base ?? (await editedDataset());
  const text = 'A report of our own.';
  const source = {
    slug: 'report',
    kind: 'PRESS_RELEASE',
    title: 'A report',
    publisher: 'scmp',
    byline: null,
    url: 'https://example.org/report',
    language: 'en',
    published: { edtf: '2025-12-20', basis: 'STATED' },
    reliability: 'HIGH',
    sha256: sha256(text),
    length: text.length,
    ...header,
    claims: [
      {
        key: 'claim',
        modality: 'FACT',
        confidence: 'HIGH',
        passage: { excerpt: 'A report', paragraph: 1, start: 0, end: 8, sha256: sha256('A report') },
        statement: 'The report says so.',
        ...claim,
      },
    ],
  };
  await writeFile(join(folder, 'sources', 'report.yaml'), stringify(source));
  return folder;
}

describe('a second source', () => {
  test('that agrees corroborates, and is accepted where it is the more reliable', async () => {
    await seed('dataset');
    const folder = await withSource({ subject: 'doubao', property: 'developer', entity: 'bytedance' });
    expect(await seed(folder)).toMatchObject({ release: { version: '1.1.0' }, added: 1, reaccepted: 1 });
    expect(await fact('doubao', 'developer')).toMatchObject({
      standing: 'CORROBORATED',
      independentSources: 2,
      acceptedBecause: 'SOURCE_RELIABILITY',
      accepted: { sourceId: 'report' },
    });
  });

  test('that disagrees contests, and moves the typed column when it is accepted', async () => {
    await seed(await withSource({ subject: 'doubao', property: 'developer', entity: 'nvidia' }));
    expect(await fact('doubao', 'developer')).toMatchObject({ standing: 'CONTESTED', independentSources: 2 });
    const product = await database.prisma.product.findUniqueOrThrow({ where: { slug: 'doubao' } });
    expect(product.developerId).toBe('nvidia');
  });

  test('that repeats the same root is no second witness', async () => {
    await seed(
      await withSource(
        { subject: 'bytedance', property: 'country', text: 'CN', attribution: ['scmp'] },
        { publisher: null },
      ),
    );
    expect(await fact('bytedance', 'country')).toMatchObject({
      standing: 'UNCONTESTED',
      independentSources: 1,
    });
  });

  test('that credits nameless sources credits others than another document does', async () => {
    const nameless = { attribution: [{ name: 'Chinese sources' }] };
    const own = await editedDataset([
      article,
      'property: country\n',
      'property: country\n    attribution: [{ name: Chinese sources }]\n',
    ]);
    const { source } = readSource(await checkedDataset(own), article);
    const [claim] = (source?.claims ?? []).filter(
      ({ property, attribution }) => property === 'country' && attribution.length > 0,
    );
    const { subject, text } = claim as NonNullable<typeof claim>;
    await seed(await withSource({ subject, property: 'country', text, ...nameless }, {}, own));
    expect(await fact(subject, 'country')).toMatchObject({ standing: 'CORROBORATED', independentSources: 2 });
  });

  test('for a later year moves what the typed table shows', async () => {
    await seed(
      await withSource({
        subject: 'bytedance-nvidia-2026',
        property: 'amount',
        quantity: { value: 15e9, hedge: 'AT_LEAST', currency: 'USD' },
        period: { edtf: '2027', basis: 'STATED' },
        answers: { NUMBER_MISSING: 'Made up.', FUTURE_FACT: 'Made up.' },
      }),
    );
    const investment = await database.prisma.investment.findUniqueOrThrow({
      where: { slug: 'bytedance-nvidia-2026' },
    });
    expect(investment).toMatchObject({
      amountHedge: 'AT_LEAST',
      amountUpper: null,
      periodEdtf: '2027',
      status: 'FACT',
    });
    expect(investment.amountLower?.toFixed()).toBe('15000000000');
  });
});

describe('of several periods the latest', () => {
  const amount = (edtf: string | null) => ({
    subject: 'bytedance-nvidia-2026',
    property: 'amount',
    quantity: { value: 15e9, hedge: 'AT_LEAST', currency: 'USD' },
    modality: 'PLAN',
    // The same days as our article's 2026, and another amount.
    answers: { NUMBER_MISSING: 'Made up.', ...(edtf === '2026~' ? { TWO_VALUES: 'Made up.' } : {}) },
    ...(edtf === null ? {} : { period: { edtf, basis: 'STATED' } }),
  });

  // The article's own is 2026.
  test.each([
    ['2027', '2027'],
    ['2025', '2026'],
    ['2025/..', '2025/..'],
    ['../2026', '2026'],
    [null, '2026'],
    ['2026~', null],
  ])('counts, in typed columns as in fact(property:): with %s it is %s', async (other, latest) => {
    await seed(await withSource(amount(other)));
    const investment = await database.prisma.investment.findUniqueOrThrow({
      where: { slug: 'bytedance-nvidia-2026' },
    });
    if (latest !== null) expect(investment.periodEdtf).toBe(latest);
    const releases = new ReleaseFeed(database, { onFailure: () => {} });
    const context = createContext({ database, address: 'http://localhost:4000', releases });
    const shown = await latestFact(context, 'bytedance-nvidia-2026', 'amount', null);
    expect(shown?.acceptedId).toBe(investment.amountClaimId);
  });
});

describe('facts and typed tables', () => {
  beforeEach(async () => {
    await seed('dataset');
  });

  test('say what the article says, hedge and all', async () => {
    const investment = await database.prisma.investment.findUniqueOrThrow({
      where: { slug: 'bytedance-nvidia-2026' },
    });
    expect(investment).toMatchObject({
      investorId: 'bytedance',
      counterpartyId: 'nvidia',
      purpose: 'ACCELERATORS',
      status: 'PLAN',
      amountHedge: 'UP_TO',
      amountLowerInclusive: false,
      amountUpperInclusive: true,
      amountCurrency: 'USD',
      periodEdtf: '2026',
    });
    expect(investment.amountValue?.toFixed()).toBe('14000000000');
  });

  test('accept nothing that is rejected', async () => {
    const rejected = await database.prisma.claim.findFirstOrThrow({
      where: { key: 'shipments-pandemic' },
      include: { fact: true },
    });
    expect(rejected.fact).toMatchObject({ acceptedId: null, acceptedBecause: null, independentSources: 0 });
  });

  test('name the document itself first, then whom it credits', async () => {
    const chain = await database.prisma.attribution.findMany({
      where: { claim: { key: 'nvidia-2026-amount' } },
      orderBy: { position: 'asc' },
    });
    expect(chain.map(({ name, publisherId }) => [name, publisherId])).toEqual([
      ['Untitled article, by admin', null],
      ['South China Morning Post', 'scmp'],
    ]);
  });

  test('are proven by the claims in the same database', async () => {
    expect(await checkProjection(database)).toBe(
      '20 faces, 180 columns, 70 facts: all say what their accepted claims say',
    );
  });

  test('are found out when they say something else, and brought back by publishing again', async () => {
    await database.prisma.company.update({ where: { slug: 'bytedance' }, data: { country: 'US' } });
    await database.prisma.fact.updateMany({
      where: { propertyId: 'architecture' },
      data: { standing: 'CONTESTED' },
    });
    await expect(checkProjection(database)).rejects.toMatchObject({
      code: 'PROJECTION_MISMATCH',
      message: expect.stringMatching(
        /^2 mismatches\nFact [0-9a-f]{64}: standing is "CONTESTED", but its claims say "UNCONTESTED"\nCompany bytedance: country is "US", but its claims say "CN"$/,
      ),
    });
    await seed('dataset');
    await expect(checkProjection(database)).resolves.toContain('all say what their accepted claims say');
    // What is served changed, though no claim did: that is a release too.
    const [first, second] = await database.prisma.release.findMany({ orderBy: { number: 'asc' } });
    expect(second).toMatchObject({ version: '1.0.1', contentHash: first?.contentHash });
  });
});
