import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as vocabulary from '../../../src/claims/vocabulary.ts';

test('the words are those of the database, in the same order', () => {
  const schema = readFileSync(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  const enums = [...schema.matchAll(/^enum \w+ \{\n([^}]*)\}/gm)].map(([, body = '']) =>
    body.match(/\b[A-Z_]+\b/g),
  );
  expect(enums).toHaveLength(17);
  expect(Object.values(vocabulary).map(String).sort()).toEqual(enums.map(String).sort());
});
