import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../src/errors.ts';

/** The rows of docs/errors.md: code, meaning, action. */
const documented = readFileSync('docs/errors.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, code, meaning, action] = /^\| `([A-Z_]+)` \| (.*) \| (.*) \|$/.exec(line) ?? [];
    return code ? [[code, { meaning, action }] as const] : [];
  });

describe('docs/errors.md', () => {
  it('lists every code once, with its meaning and what to do, and no other', () => {
    expect(documented.map(([code]) => code)).toEqual(Object.keys(errorCatalogue));
    expect(Object.fromEntries(documented)).toEqual(errorCatalogue);
  });
});
