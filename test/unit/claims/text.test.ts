import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  codePointLength,
  hasMoreWords,
  normalise,
  paragraphs,
  sha256,
  sliceCodePoints,
  wordCount,
} from '../../../src/claims/text.ts';
import { text } from './arbitraries.ts';

test('a normalised text is NFC, with LF and without a byte order mark, and normalises to itself', () => {
  expect(normalise('\uFEFFcafe\u0301\r\nb\rc')).toBe('café\nb\nc');
  fc.assert(fc.property(text, (any) => normalise(normalise(any)) === normalise(any)));
});

test('a hash is that of the UTF-8 bytes', () => {
  expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(sha256('é')).toBe('4a99557e4033c3539de2eb65472017cad5f9557f7a0625a09f1c3f6e2ba69c4c');
});

test('characters beyond the BMP count once and are never cut', () => {
  expect(codePointLength('a𝒳b')).toBe(3);
  expect(sliceCodePoints('a𝒳b', 1, 2)).toBe('𝒳');
});

test('paragraphs are the lines that are not blank', () => {
  expect(paragraphs('\n𝒳 one\n \t\n\ntwo\n')).toEqual([
    { number: 1, start: 1, end: 6, text: '𝒳 one' },
    { number: 2, start: 11, end: 14, text: 'two' },
  ]);
  expect(paragraphs(' \n')).toEqual([]);
});

test('every paragraph is the slice of its span', () => {
  fc.assert(
    fc.property(text.map(normalise), (any) => {
      for (const { start, end, text } of paragraphs(any)) expect(sliceCodePoints(any, start, end)).toBe(text);
    }),
  );
});

test('words are counted in languages with and without spaces', () => {
  expect(wordCount('até US$ 14 bilhões, em 2026')).toBe(6);
  expect(wordCount('最大140億ドル')).toBe(4);
  expect(wordCount('字节跳动计划投资')).toBeGreaterThan(2);
  expect(wordCount(' – ')).toBe(0);
});

test('more words than so many are found as they are counted', () => {
  const words = fc.array(
    fc.oneof(text, fc.string(), fc.constantFrom("don't", '1,000', 'a.b', 'a_b', '$8.4')),
  );
  fc.assert(
    fc.property(words, fc.nat(8), (any, most) => {
      const phrase = any.join(' ');
      expect(hasMoreWords(phrase, most)).toBe(wordCount(phrase) > most);
    }),
  );
});
