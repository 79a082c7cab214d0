import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../support/command.ts';

let folder: string;
let sdl: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'schema-'));
  sdl = await readFile('schema.graphql', 'utf8');
  await writeFile(join(folder, 'schema.graphql'), sdl);
  await writeFile(join(folder, 'CHANGELOG.md'), '# Changelog\n');
  expect((await check('--release')).code).toBe(0);
});
afterAll(() => rm(folder, { recursive: true }));

const check = (...options: string[]) => command('check-breaking', options, { cwd: folder });

/** What is said of a schema in which `from` has become `to`, with this under "Unreleased" in the changelog. */
async function said(from: string | RegExp, to: string, changelog = ''): Promise<string> {
  const changed = sdl.replace(from, to);
  expect(changed).not.toBe(sdl);
  await writeFile(join(folder, 'schema.graphql'), changed);
  await writeFile(join(folder, 'CHANGELOG.md'), `# Changelog\n\n## Unreleased\n\n${changelog}\n\n## 0.1.0\n`);
  const { code, stderr } = await check();
  expect(code).toBe(stderr === '' ? 0 : 1);
  return stderr;
}

const country = /(type Company implements[\s\S]*?)\n {2}country: CountryCode\n/;

describe('npm run check:breaking', () => {
  it('refuses what breaks clients of the released schema', async () => {
    expect(await said(country, '$1\n  country: CountryCode!\n')).toBe('');
    const message = await said(country, '$1\n  land: CountryCode\n');
    expect(message).toContain("Field 'country' was removed from object type 'Company'");
    expect(message).toContain('name `Company.country` under "### Breaking" in CHANGELOG.md');
    expect(await said('enum CitationStyle {', 'enum CitationStyle {\n  MLA\n')).toBe('');
    expect(await said('  citation(\n', '  citation(\n    length: Int!\n')).toContain('length');
  });

  it('lets it pass when the changelog says so, among what is not released yet', async () => {
    expect(
      await said(
        country,
        '$1\n  land: CountryCode\n',
        '### Breaking\n- `Company.country` was removed: ask `fact`.',
      ),
    ).toBe('');
    expect(
      await said(country, '$1\n  land: CountryCode\n', '### Added\n- `Company.country` was removed.'),
    ).toContain('Company.country');
    expect(
      await said(country, '$1\n  land: CountryCode\n', '## 0.1.1\n\n### Breaking\n- `Company.country`'),
    ).toContain('Company.country');
  });
});
