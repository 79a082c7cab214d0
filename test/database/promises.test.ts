import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Prisma } from '../../src/database/generated/client.ts';
import type { Database } from '../../src/database/open.ts';
import { testDatabase } from '../support/database.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
let made = 0;

/** A claim that breaks no promise: "up to 14 billion dollars", except for what is given. */
function claim(given: Partial<Prisma.ClaimUncheckedCreateInput> = {}): Prisma.ClaimUncheckedCreateInput {
  made += 1;
  return {
    id: sha256(`claim ${made}`),
    key: `key-${made}`,
    position: made,
    subjectId: 'acme',
    subjectKind: 'COMPANY',
    propertyId: 'amount',
    factId: 'fact',
    statement: 'Acme spent up to 14 billion dollars.',
    modality: 'FACT',
    confidence: 'HIGH',
    rank: 'NORMAL',
    valueKind: 'QUANTITY',
    value: '14e9',
    lower: 0,
    upper: '14e9',
    lowerInclusive: false,
    upperInclusive: true,
    hedge: 'UP_TO',
    currency: 'USD',
    sourceId: 'article',
    passageStart: 10,
    passageEnd: 15,
    passageParagraph: 1,
    hops: 0,
    passageSha256: sha256('bilhã'),
    passageExcerpt: 'bilhã',
    introducedInId: 1,
    ...given,
  };
}

const noQuantity = {
  value: null,
  lower: null,
  upper: null,
  lowerInclusive: null,
  upperInclusive: null,
  hedge: null,
  currency: null,
};
const quantity = (hedge: string, value: number, bounds: [number | null, boolean, number | null, boolean]) => {
  const [lower, lowerInclusive, upper, upperInclusive] = bounds;
  return {
    hedge,
    value,
    lower,
    lowerInclusive,
    upper,
    upperInclusive,
  } as Partial<Prisma.ClaimUncheckedCreateInput>;
};
const relative = {
  periodEdtf: '2026',
  periodBasis: 'RELATIVE',
  periodPhrase: 'next year',
  periodAnchor: '2025',
  periodAnchorBasis: 'INFERRED',
  periodReasoning: 'Written in 2025.',
} as const;
const midnight = (day: string) => new Date(`${day}T00:00:00Z`);

describe('what the database promises', () => {
  let database: Database;

  /** Stores a claim with the chain of attribution that every claim has. */
  const store = (data: Prisma.ClaimUncheckedCreateInput, positions = [0]) =>
    database.prisma.$transaction([
      database.prisma.claim.create({ data }),
      database.prisma.attribution.createMany({
        data: positions.map((position) => ({ claimId: data.id, position, name: 'Somebody' })),
      }),
      // PGlite's adapter does not tell when a COMMIT fails, so what is deferred is checked before.
      database.prisma.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`,
    ]);

  beforeAll(async () => {
    database = await testDatabase();
    const { prisma } = database;
    await prisma.release.create({ data: { number: 1, version: '1.0.0', contentHash: 'x', counts: {} } });
    await prisma.source.create({
      data: {
        id: 'article',
        slug: 'article',
        kind: 'ARTICLE',
        language: 'en',
        sha256: sha256('article'),
        length: 100,
      },
    });
    await prisma.entity.create({ data: { id: 'acme', kind: 'COMPANY', slug: 'acme', name: 'Acme' } });
    await prisma.property.create({
      data: { id: 'amount', label: 'Amount', description: 'Money.', valueKind: 'QUANTITY', single: true },
    });
    await prisma.fact.create({
      data: {
        id: 'fact',
        subjectId: 'acme',
        subjectKind: 'COMPANY',
        propertyId: 'amount',
        independentSources: 1,
        standing: 'UNCONTESTED',
      },
    });
  });
  afterAll(() => database.close());

  it.each<[string, Partial<Prisma.ClaimUncheckedCreateInput>]>([
    ['up to', {}],
    ['up to, of what can be negative', quantity('UP_TO', 5, [null, false, 5, true])],
    ['stated', quantity('STATED', 5, [5, true, 5, true])],
    ['about', quantity('ABOUT', 5, [5, true, 5, true])],
    ['at least', quantity('AT_LEAST', 5, [5, true, null, false])],
    ['more than', quantity('MORE_THAN', 5, [5, false, null, false])],
    ['less than', quantity('LESS_THAN', 5, [0, false, 5, false])],
    ['between', quantity('BETWEEN', 5, [5, true, 7, true])],
    ['a text', { ...noQuantity, valueKind: 'TEXT', text: 'Hopper' }],
    ['an entity', { ...noQuantity, valueKind: 'ENTITY', entityId: 'acme', entityKind: 'COMPANY' }],
    ['a date', { ...noQuantity, valueKind: 'DATE', dateEdtf: '2026', dateBasis: 'STATED' }],
    ['a relative period', relative],
    ['a rejected claim with a note', { rank: 'REJECTED', note: 'Garbled.' }],
  ])('takes %s', async (_, given) => {
    await expect(store(claim(given))).resolves.toBeDefined();
  });

  it.each<[string, Partial<Prisma.ClaimUncheckedCreateInput>]>([
    ['claim_id_is_a_hash', { id: 'not-a-hash' }],
    ['claim_has_one_kind_of_value', { text: 'a text as well' }],
    ['claim_has_one_kind_of_value', { ...noQuantity }],
    ['claim_has_one_kind_of_value', { valueKind: 'TEXT', text: 'with a number' }],
    ['claim_has_one_kind_of_value', { unit: 'token' }],
    ['claim_has_one_kind_of_value', { entityId: 'acme', entityKind: 'COMPANY' }],
    ['claim_bounds_agree_with_hedge', quantity('BETWEEN', 7, [7, true, 5, true])],
    ['claim_bounds_are_in_order', quantity('MORE_THAN', 5, [5, false, null, true])],
    ['claim_bounds_agree_with_hedge', quantity('UP_TO', 5, [0, false, 6, true])],
    ['claim_bounds_agree_with_hedge', quantity('UP_TO', 5, [1, false, 5, true])],
    ['claim_bounds_agree_with_hedge', quantity('STATED', 5, [5, true, null, false])],
    ['claim_bounds_agree_with_hedge', quantity('ABOUT', 5, [4, true, 6, true])],
    ['claim_bounds_agree_with_hedge', quantity('MORE_THAN', 5, [5, true, null, false])],
    ['claim_bounds_agree_with_hedge', quantity('AT_LEAST', 5, [5, false, null, false])],
    ['claim_bounds_agree_with_hedge', quantity('BETWEEN', 6, [5, true, 7, true])],
    ['claim_passage_is_sound', { passageEnd: 16 }],
    ['claim_passage_is_sound', { passageStart: -5, passageEnd: 0 }],
    ['claim_passage_is_sound', { passageSha256: sha256('another') }],
    ['claim_passage_is_sound', { passageParagraph: 0 }],
    ['claim_passage_is_sound', { passageExcerpt: '     ', passageSha256: sha256('     ') }],
    ['claim_period_is_explained', { periodEdtf: '2026' }],
    ['claim_period_is_explained', { ...relative, periodPhrase: null }],
    ['claim_period_is_explained', { ...relative, periodReasoning: null }],
    ['claim_period_is_explained', { ...relative, periodAnchorBasis: null }],
    ['claim_period_is_explained', { periodEdtf: '2026', periodBasis: 'INFERRED' }],
    ['claim_period_is_explained', { periodStart: midnight('2026-01-01') }],
    [
      'claim_period_is_explained',
      { ...relative, periodStart: midnight('2026-12-31'), periodEnd: midnight('2026-01-01') },
    ],
    [
      'claim_date_is_explained',
      { ...noQuantity, valueKind: 'DATE', dateEdtf: '2026', dateBasis: 'RELATIVE' },
    ],
    ['claim_doubt_has_a_note', { confidence: 'LOW' }],
    ['claim_doubt_has_a_note', { rank: 'REJECTED', note: ' ' }],
    ['claim_retirement_has_a_reason', { retiredInId: 1, retirementReason: 'CURATION_ERROR' }],
    ['claim_retirement_has_a_reason', { retirementNote: 'never retired' }],
    ['Claim_sourceId_fkey', { sourceId: 'no-such-source' }],
    ['Claim_subjectId_subjectKind_fkey', { subjectKind: 'CHIP' }],
  ])('refuses what breaks %s: %o', async (constraint, given) => {
    await expect(store(claim(given))).rejects.toThrow(constraint);
  });

  it.each(['sourceId', 'passageStart', 'passageExcerpt', 'statement'] as const)(
    'refuses a claim without %s',
    async (column) => {
      const { [column]: _, ...rest } = claim();
      const names = Object.keys(rest).map((name) => `"${name}"`);
      const json = JSON.stringify({ ...rest, confidence: 'HIGH' });
      const insert = `INSERT INTO "Claim" (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::"Claim", '${json}')`;
      await expect(database.prisma.$executeRawUnsafe(insert)).rejects.toThrow(
        /23502|null value|[Nn]ull constraint/,
      );
    },
  );

  it('refuses a second live claim of the same key in the same source', async () => {
    const first = claim();
    await store(first);
    await expect(store(claim({ key: first.key }))).rejects.toThrow(/Unique constraint|claim_key_is_unique/);
  });

  it.each([
    ['none', [], 0, /claim_is_attributed|has no attribution/],
    ['one that does not begin with the source', [1], 1, /claim_is_attributed|has no attribution/],
    ['one with a gap', [0, 2], 2, /claim_is_attributed|or one with a gap/],
    ['one that is longer than it says', [0, 1], 0, /attribution_comes_with|has fewer hops/],
    ['one that is shorter than it says', [0], 1, /claim_is_attributed|or not 1 hops/],
  ])('refuses a claim with %s for a chain of attribution', async (_, positions, hops, refusal) => {
    await expect(store(claim({ hops }), positions)).rejects.toThrow(refusal);
  });

  const link = (claimId: string, position: number) =>
    database.prisma.attribution.create({ data: { claimId, position, name: 'Somebody else' } });

  it('lets no link be added to the attribution of a claim of the newest release either', async () => {
    const [stored] = await store(claim());
    await expect(link(stored.id, 1)).rejects.toThrow(/cannot grow|attribution_comes_with/);
  });

  it('lets links follow in the transaction of their claim, past savepoints, but none beyond its hops', async () => {
    const { prisma } = database;
    const extend = (position: number) => {
      const data = claim({ hops: 1 });
      return prisma.$transaction([
        prisma.$executeRaw`SAVEPOINT one`,
        prisma.claim.create({ data }),
        prisma.$executeRaw`RELEASE SAVEPOINT one`,
        prisma.$executeRaw`SAVEPOINT two`,
        link(data.id, 0),
        link(data.id, position),
        prisma.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`,
      ]);
    };
    await expect(extend(1)).resolves.toBeDefined();
    await expect(extend(2)).rejects.toThrow(/has fewer hops|attribution_comes_with/);
  });

  it.each([
    'DELETE FROM "Claim"',
    'TRUNCATE "Claim" CASCADE',
    'DELETE FROM "Attribution"',
    `UPDATE "Attribution" SET name = 'Another'`,
    'DELETE FROM "Release"',
    `UPDATE "Release" SET version = '9.9.9'`,
  ])('refuses %s', async (statement) => {
    await expect(database.prisma.$executeRawUnsafe(statement)).rejects.toThrow('append-only');
  });

  it('lets a release be completed once, by the transaction that makes it, and not be left without hash or version', async () => {
    const { prisma } = database;
    const made = (contentHash: string, version: string) =>
      prisma.release.create({ data: { number: 9, version, contentHash, counts: {} } });
    const completed = (data: { contentHash: string; version?: string }) =>
      prisma.release.update({ where: { number: 9 }, data });
    const whole = prisma.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
    const once = [
      made('', ''),
      completed({ contentHash: 'x' }),
      completed({ contentHash: 'x', version: '9.0.0' }),
      whole,
    ];
    await expect(prisma.$transaction([...once, completed({ contentHash: 'x' })])).rejects.toThrow(
      'append-only',
    );
    await expect(
      prisma.$transaction([made('x', ''), completed({ contentHash: 'y', version: '9.0.0' })]),
    ).rejects.toThrow('append-only');
    await expect(prisma.$transaction([made('', '9.0.0'), whole])).rejects.toThrow('no version or no hash');
    await expect(prisma.$transaction([made('x', ''), whole])).rejects.toThrow('no version or no hash');
  });

  it('refuses to change what a claim says, and to retire it twice or bring it back', async () => {
    const { prisma } = database;
    const [stored] = await store(claim());
    const where = { id: stored.id };
    await expect(prisma.claim.update({ where, data: { statement: 'Something else.' } })).rejects.toThrow(
      'cannot change',
    );
    await expect(prisma.claim.update({ where, data: { value: 1, upper: 1 } })).rejects.toThrow(
      'cannot change',
    );
    await prisma.release.upsert({
      where: { number: 2 },
      create: { number: 2, version: '1.0.1', contentHash: 'y', counts: {} },
      update: {},
    });
    await prisma.claim.update({ where, data: { retiredInId: 2, retirementReason: 'CURATION_ERROR' } });
    await expect(prisma.claim.update({ where, data: { retirementReason: 'NEWER_VALUE' } })).rejects.toThrow(
      'only once',
    );
    await expect(
      prisma.claim.update({ where, data: { retiredInId: null, retirementReason: null } }),
    ).rejects.toThrow('only once');
  });

  it('lets no link be added to the attribution of a published claim', async () => {
    const { prisma } = database;
    const [stored] = await store(claim({ introducedInId: 2 }));
    await prisma.release.create({ data: { number: 3, version: '1.0.2', contentHash: 'z', counts: {} } });
    await expect(
      prisma.attribution.create({ data: { claimId: stored.id, position: 1, name: 'Somebody else' } }),
    ).rejects.toThrow(/cannot grow|attribution_comes_with/);
  });
});
