import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { locate, PassageError, provePassage } from '../../../src/claims/passage.ts';
import { codePointLength, normalise, paragraphs, sha256, sliceCodePoints } from '../../../src/claims/text.ts';
import { text } from './arbitraries.ts';

const article = 'Chips 𝒳: up to 14 billion.\n\nUp to 14 billion, or 14 billion more.\nNothing.';

function failure(...sought: Parameters<typeof locate>): { code: string; message: string } {
  try {
    locate(...sought);
  } catch (error) {
    if (error instanceof PassageError) return { code: error.code, message: error.message };
  }
  throw new Error('No PassageError was thrown.');
}

describe('locating an excerpt', () => {
  test('gives its span in code points, its paragraph and its hash', () => {
    expect(locate(article, 'up to 14')).toEqual({
      start: 9,
      end: 17,
      paragraph: 1,
      sha256: sha256('up to 14'),
      excerpt: 'up to 14',
    });
  });

  test('finds a decomposed excerpt in the composed text', () => {
    expect(locate('o café', 'cafe\u0301')).toMatchObject({ start: 2, end: 6, excerpt: 'café' });
  });

  test('takes the occurrence that is asked for', () => {
    expect(locate(article, '14 billion', { paragraph: 2, occurrence: 2 })).toMatchObject({ start: 49 });
    expect(locate(article, '14 billion', { occurrence: 2 })).toMatchObject({ start: 34, paragraph: 2 });
  });

  test('names the occurrences when it cannot choose', () => {
    expect(failure(article, '14 billion', { paragraph: 2 })).toEqual({
      code: 'PASSAGE_AMBIGUOUS',
      message:
        '"14 billion" stands 2 times in paragraph 2: paragraph 2 at 34, paragraph 2 at 49. Say which occurrence.',
    });
    expect(failure('aaa', 'aa').code).toBe('PASSAGE_AMBIGUOUS');
  });

  test('says where else it stands when it is not there', () => {
    expect(failure(article, 'Chips', { paragraph: 3 })).toEqual({
      code: 'PASSAGE_NOT_FOUND',
      message: '"Chips" does not stand in paragraph 3. It stands in paragraph 1 at 0.',
    });
    expect(failure(article, 'Nothing', { occurrence: 2 }).message).toBe(
      '"Nothing" has no occurrence 2 in the text. It stands in paragraph 3 at 66.',
    );
    expect(failure(article, '15 billion').message).toBe('"15 billion" does not stand in the text.');
  });

  test('never finds nothing, or what runs over the end of a paragraph', () => {
    expect(failure(article, '').code).toBe('PASSAGE_NOT_FOUND');
    expect(failure(article, 'more.\nNothing').code).toBe('PASSAGE_NOT_FOUND');
  });
});

describe('proving a passage', () => {
  const passage = locate(article, 'Nothing');

  test('finds nothing wrong with what was located', () => {
    expect(provePassage(article, passage)).toEqual([]);
  });

  test('says what is wrong', () => {
    expect(provePassage(article, { ...passage, start: passage.start - 1, end: passage.end - 1 })).toEqual([
      'The span 65–72 holds "\\nNothin", not "Nothing".',
      'The span 65–72 lies within no paragraph, not in paragraph 3.',
    ]);
    expect(provePassage(article, { ...passage, sha256: sha256('') })).toEqual([
      `The sha256 of the span 66–73 is ${sha256('Nothing')}, not ${sha256('')}.`,
    ]);
    expect(provePassage(article, { ...passage, paragraph: 1 })).toEqual([
      'The span 66–73 lies in paragraph 3, not in paragraph 1.',
    ]);
  });

  test.each([
    [-1, 5],
    [5, 5],
    [0, 1000],
    [0.5, 3],
    [Number.NaN, 3],
  ])('refuses a span from %d to %d', (start, end) => {
    expect(provePassage(article, { ...passage, start, end })).toEqual([
      `The span ${start}–${end} is not one within a text of 74 code points.`,
    ]);
  });
});

test('whatever stands in a paragraph can be located and proven', () => {
  const spans = text
    .map(normalise)
    .map((any) => ({ any, lines: paragraphs(any) }))
    .filter(({ lines }) => lines.length > 0)
    .chain(({ any, lines }) =>
      fc.record({ any: fc.constant(any), line: fc.constantFrom(...lines), seed: fc.nat() }),
    );
  fc.assert(
    fc.property(spans, fc.nat(), ({ any, line, seed }, size) => {
      const length = codePointLength(line.text);
      const start = line.start + (seed % length);
      const end = start + 1 + (size % (line.end - start));
      const excerpt = sliceCodePoints(any, start, end);
      const first = locate(any, excerpt, { paragraph: line.number, occurrence: 1 });
      expect(first.start).toBeLessThanOrEqual(start);
      expect(provePassage(any, first)).toEqual([]);
      expect(provePassage(any, { ...first, start, end })).toEqual([]);
    }),
  );
});
