import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accept, type Candidate } from '../../../src/claims/acceptance.ts';
import { ranks, reliabilities } from '../../../src/claims/vocabulary.ts';

function candidate(id: string, differing: Partial<Candidate> = {}): Candidate {
  return {
    id,
    rank: 'NORMAL',
    retired: false,
    hops: 1,
    reliability: 'MEDIUM',
    published: '2025-12-31',
    ...differing,
  };
}

describe('the accepted claim', () => {
  test('is the only one there is', () => {
    expect(accept([candidate('a')])).toEqual({ accepted: 'a', because: 'ONLY_CLAIM' });
  });

  test('is never a retired or rejected one', () => {
    const gone = [candidate('a', { retired: true, rank: 'PREFERRED' }), candidate('b', { rank: 'REJECTED' })];
    expect(accept(gone)).toBeNull();
    expect(accept([...gone, candidate('c')])).toEqual({ accepted: 'c', because: 'ONLY_CLAIM' });
    expect(accept([])).toBeNull();
  });

  test.each<[string, Partial<Candidate>, Partial<Candidate>, string]>([
    ['preferred', { rank: 'PREFERRED', hops: 3 }, { hops: 0, reliability: 'HIGH' }, 'RANK'],
    ['nearer its root', { hops: 0, reliability: 'LOW' }, { hops: 1, reliability: 'HIGH' }, 'FEWER_HOPS'],
    ['from the more reliable source', { reliability: 'HIGH', published: null }, {}, 'SOURCE_RELIABILITY'],
    ['not known to be unreliable', { reliability: 'UNKNOWN' }, { reliability: 'LOW' }, 'SOURCE_RELIABILITY'],
    ['known to be fair', { reliability: 'MEDIUM' }, { reliability: 'UNKNOWN' }, 'SOURCE_RELIABILITY'],
    ['published later', { published: '2026-01-01' }, {}, 'LATER_PUBLICATION'],
    ['published at a known time', {}, { published: null }, 'LATER_PUBLICATION'],
  ])('is the one %s', (_, better, worse, because) => {
    const candidates = [candidate('a', worse), candidate('z', better)];
    expect(accept(candidates)).toEqual({ accepted: 'z', because });
  });

  test('is the one with the lower id when nothing else tells them apart', () => {
    expect(accept([candidate('b'), candidate('a')])).toEqual({ accepted: 'a', because: 'TIE_BREAK' });
  });

  test('is explained against the next best, not the worst', () => {
    const candidates = [candidate('a', { hops: 5 }), candidate('b'), candidate('c', { reliability: 'HIGH' })];
    expect(accept(candidates)).toEqual({ accepted: 'c', because: 'SOURCE_RELIABILITY' });
  });

  test('does not depend on the order of the claims, and taking others away does not unseat it', () => {
    const candidates = fc.uniqueArray(
      fc.record({
        id: fc.nat(99).map(String),
        rank: fc.constantFrom(...ranks),
        retired: fc.boolean(),
        hops: fc.nat(2),
        reliability: fc.constantFrom(...reliabilities),
        published: fc.constantFrom(null, '2025-01-01', '2025-12-31'),
      }),
      { selector: ({ id }) => id, maxLength: 12 },
    );
    const shuffled = candidates.chain((all) =>
      fc.record({
        all: fc.constant(all),
        others: fc.shuffledSubarray(all, { minLength: all.length }),
        fewer: fc.subarray(all),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ all, others, fewer }) => {
        const result = accept(all);
        expect(accept(others)).toEqual(result);
        const winner = all.find(({ id }) => id === result?.accepted);
        if (winner)
          expect(accept([...fewer.filter((each) => each !== winner), winner])?.accepted).toBe(winner.id);
      }),
    );
  });
});
