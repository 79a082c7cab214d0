import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, claimId, factId, type Json, type JsonObject } from '../../../src/claims/claim-id.ts';
import { sha256 } from '../../../src/claims/text.ts';

describe('canonical JSON', () => {
  test('is that of RFC 8785', () => {
    const example = {
      numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
      string: '€$\u000f\nA\'B"\\\\"/',
      literals: [null, true, false],
    };
    expect(canonicalJson(example)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('sorts keys by UTF-16 code units', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\uff21': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, '\u00f6': 7 };
    expect([...canonicalJson(keys).matchAll(/:(\d)/g)].map(([, number]) => number).join('')).toBe('2467153');
  });

  test('has one form for text, keeps null and leaves out what is undefined', () => {
    expect(canonicalJson({ b: undefined, a: null, 'cafe\u0301': 'cafe\u0301' })).toBe(
      '{"a":null,"café":"café"}',
    );
  });

  test('sorts keys as they are written, each in its one form', () => {
    expect(canonicalJson({ '\u00eb': 1, 'e\u0301': 2, f: 3 })).toBe('{"f":3,"é":2,"ë":1}');
  });

  test('refuses what JSON cannot hold', () => {
    expect(() => canonicalJson({ value: Number.NaN })).toThrow(RangeError);
  });

  test('says the same as the JSON it stands for', () => {
    const value = fc.jsonValue({ stringUnit: 'grapheme-ascii' });
    fc.assert(
      fc.property(value, (any) => {
        expect(JSON.parse(canonicalJson(any as Json))).toEqual(JSON.parse(JSON.stringify(any)));
      }),
    );
  });
});

describe('the id of a claim', () => {
  test('is the hash of its content', () => {
    expect(claimId({ value: '14', subject: 'a' })).toBe(sha256('{"subject":"a","value":"14"}'));
  });

  test('does not depend on the order of keys, at any depth', () => {
    const content = fc.dictionary(fc.string(), fc.dictionary(fc.string(), fc.string()));
    const reversed = <Value>(record: Record<string, Value>) =>
      Object.fromEntries(Object.entries(record).reverse());
    fc.assert(
      fc.property(content, (any) => {
        const turned = reversed(
          Object.fromEntries(Object.entries(any).map(([key, inner]) => [key, reversed(inner)])),
        );
        expect(claimId(turned)).toBe(claimId(any));
      }),
    );
  });

  test('differs with the content', () => {
    const ids = ([{}, { a: null }, { a: '1' }, { a: 1 }, { a: ['1'] }] satisfies JsonObject[]).map(claimId);
    expect(new Set(ids).size).toBe(5);
  });
});

test('the id of a fact holds the value only where there are several', () => {
  const key = { subject: 'bytedance', property: 'headcount', period: null };
  expect(factId(key)).toBe(factId({ ...key, value: undefined }));
  expect(factId(key)).not.toBe(factId({ ...key, period: '2026' }));
  expect(factId(key)).not.toBe(factId({ ...key, value: 'nvidia' }));
});
