import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { limitCatalogue, limits } from '../../src/limits.ts';

/** The rows of docs/limits.md: name, most, what is counted, reason, variable. */
const documented = readFileSync('docs/limits.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const cells = /^\| `([a-zA-Z]+)` \| ([\d,]+) \| (.*) \| (.*) \| (?:`([A-Z_]+)`)? ?\|$/.exec(line);
    if (!cells) return [];
    const [, name, most, counts, reason, variable] = cells;
    const limit = { most: Number(most?.replaceAll(',', '')), counts, reason, ...(variable && { variable }) };
    return [[name as string, limit] as const];
  });

describe('docs/limits.md', () => {
  it('lists every limit once, with what it counts, why, and its variable, and no other', () => {
    expect(documented.map(([name]) => name)).toEqual(Object.keys(limitCatalogue));
    expect(Object.fromEntries(documented)).toEqual(limitCatalogue);
  });

  it('names the variables that move a limit, all of which .env.example lists', () => {
    const example = readFileSync('.env.example', 'utf8');
    for (const [name, { most, variable }] of documented) {
      if (variable === undefined) continue;
      expect(example).toContain(`#${variable}=${most}\n`);
      expect(readConfig({ [variable]: '7' }).limits).toEqual({ ...limits, [name]: 7 });
    }
  });

  it('leads to a refusal of what is no number', () => {
    expect(() => readConfig({ MAX_COST: '1e6' })).toThrow(/^MAX_COST is "1e6"; it has to be a whole number/);
  });
});
