import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { printJsonSchemas } from '../../src/curation/json-schema.ts';
import { sourceSkeleton } from '../../src/curation/skeleton.ts';
import { article } from './edited-dataset.ts';

interface Keyed {
  description?: string;
  properties?: Record<string, Keyed>;
}

const yamlFiles = (await readdir('dataset', { recursive: true }))
  .filter((name) => name.endsWith('.yaml'))
  .sort();
const read = (file: string) => readFile(join('dataset', file), 'utf8');

/** The schema that a YAML text names in its first line, as an editor finds it. */
async function validatorOf(file: string, text: string) {
  const [, path = ''] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(text) ?? [];
  return new Ajv({ allErrors: true, strict: true, strictTypes: false, allowUnionTypes: true }).compile(
    JSON.parse(await read(join(dirname(file), path))),
  );
}

/** Where an editor would mark a text, and why. */
async function marks(file: string, text: string): Promise<string[]> {
  const validate = await validatorOf(file, text);
  validate(parse(text));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

test('what is committed is what the check asks for', async () => {
  for (const [path, json] of Object.entries(printJsonSchemas())) expect(await read(path)).toBe(json);
});

test.each(yamlFiles)('%s names its schema, and is valid', async (file) => {
  expect(await marks(file, await read(file))).toEqual([]);
});

test('a new source is valid', async () => {
  const source = { slug: 'ours', sha256: '0'.repeat(64), length: 1, paragraphs: 1, language: 'und' };
  expect(await marks(article, sourceSkeleton(source))).toEqual([]);
});

test('every key is explained', () => {
  const bare: string[] = [];
  const look = (path: string, schema: unknown): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties = {} } = schema as Keyed;
    // `not` refuses a value of a key that is explained elsewhere.
    for (const [key, value] of Object.entries(properties)) {
      if (!value.description && !('not' in value)) bare.push(`${path}/${key}`);
    }
    for (const [key, value] of Object.entries(schema)) look(`${path}/${key}`, value);
  };
  for (const [file, json] of Object.entries(printJsonSchemas())) look(file, JSON.parse(json));
  expect(bare).toEqual([]);
});

describe('an editor marks', () => {
  test.each([
    ['confidence: MEDIUM', 'certainty: MEDIUM', /certainty|additional properties/],
    ['modality: OPINION', 'modality: GUESS', /modality must be equal to one of the allowed values/],
    ['edtf: "2026", phrase: em 2026', 'edtf: 2026, phrase: em 2026', /edtf must be string/],
    ['edtf: 2025-12~', 'edtf: December 2025', /edtf must match pattern/],
    ['hedge: UP_TO', 'hedge: MAXIMUM', /hedge must be equal to one of/],
    ['currency: USD', 'currency: $', /currency must match pattern/],
    ['value: 14e9', 'value: 14 bn', /value must match pattern/],
    ['paragraph: 1', 'paragraph: 0', /paragraph must be >= 1/],
    ['start: 0', 'begin: 0', /passage must have required property 'start'/],
    ['sha256: a4ca3d', 'sha256: A4CA3D', /sha256 must match pattern/],
    ['key: export-policy-date', 'key: Export policy', /key must match pattern/],
    ['    text: A significant change of policy\n', '', /claims\/1 must match exactly one schema in oneOf/],
    ['language: pt-BR', 'language: Portuguese (BR)', /language must match pattern/],
    ['title: null\n', '', /must have required property 'title'/],
    ['length: 2421', 'length: 2421 characters', /length must be integer/],
  ])('%s written as %s', async (from, to, says) => {
    const text = await read(article);
    expect(text).toContain(from);
    expect((await marks(article, text.replace(from, to))).join('\n')).toMatch(says);
  });

  test('nothing that the check accepts: a passage that is still to be located', async () => {
    const text = await read(article);
    const phrased = text.replace('excerpt: O último trimestre', 'phrase: O último trimestre');
    expect(phrased).not.toBe(text);
    expect(await marks(article, phrased)).toEqual([]);
  });
});
