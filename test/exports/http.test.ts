import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import AjvDraft4 from 'ajv-draft-04';
import { parse } from 'csv-parse/sync';
import jsonld from 'jsonld';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { article, editedDataset } from '../curation/edited-dataset.ts';
import { type TestApi, testApi } from '../support/api.ts';

const awkward = '=HYPERLINK("x"), "quoted",\nwith a line break > and ünïcode 🤖';
const note = '    note: If "last quarter" means the last completed one, it is the third quarter of 2025.\n';

let api: TestApi;
beforeAll(async () => {
  api = await testApi(await editedDataset([article, note, `    note: ${JSON.stringify(awkward)}\n`]));
});
afterAll(() => api.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  api.fetch(`/exports/${path}`, { method, headers, redirect: 'manual' });
const text = async (path: string) => (await get(path)).text();
type Record_ = Record<string, string>;
const csv = async (name: string): Promise<Record_[]> =>
  parse(await text(`1.0.0/${name}`), { columns: true, record_delimiter: '\r\n' });
const json = async (path: string) => JSON.parse(await text(path));

describe('the listings', () => {
  test('name the releases, and the files of each, as JSON and as a page', async () => {
    expect(await json('')).toEqual({
      releases: [{ version: '1.0.0', publishedAt: expect.any(String), notes: null, path: '1.0.0/' }],
    });
    const { files, license } = await json('1.0.0/');
    expect(license).toBe('CC-BY-4.0');
    for (const { path, mediaType } of files) {
      const response = await get(`1.0.0/${path}`, {}, 'HEAD');
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('content-type')).toBe(`${mediaType}; charset=utf-8`);
    }
    for (const path of ['', '1.0.0/']) {
      const response = await get(path, { accept: 'text/html' });
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(await response.text()).toMatch(/<a href="(1\.0\.0\/|claims\.csv)">/);
    }
  });

  test('are found without their last slash', async () => {
    const release = await get('1.0.0');
    expect([release.status, release.headers.get('location')]).toEqual([301, '1.0.0/']);
    const all = await api.fetch('/exports', { redirect: 'manual' });
    expect([all.status, all.headers.get('location')]).toEqual([301, 'exports/']);
  });

  test.each(['9.9.9/', '9.9.9/claims.csv', '1.0.0/other.csv', '1.0.0/claims.csv/x', '1.0.0%2Fclaims.csv'])(
    'have nothing at %s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );
});

describe('a file', () => {
  test('can be kept for good, and is not sent again to whoever has it', async () => {
    const response = await get('1.0.0/claims.csv');
    const etag = response.headers.get('etag') as string;
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="ai-sourcebook-1.0.0-claims.csv"',
    );
    await response.text();
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await get('1.0.0/claims.csv', { 'if-none-match': known });
      expect([again.status, await again.text()]).toEqual([304, '']);
    }
    expect((await get('1.0.0/claims.csv', { 'if-none-match': '"other"' })).status).toBe(200);
    expect((await get('1.0.0/entities.csv', { 'if-none-match': etag })).status).toBe(200);
  });

  test('says its length and digest once they have been worked out', async () => {
    await text('1.0.0/datapackage.json');
    for (const method of ['GET', 'HEAD']) {
      const response = await get('1.0.0/claims.csv', {}, method);
      const body = await text('1.0.0/claims.csv');
      expect(response.headers.get('content-length')).toBe(String(Buffer.byteLength(body)));
      const hash = createHash('sha256').update(body).digest('base64');
      expect(response.headers.get('repr-digest')).toBe(`sha-256=:${hash}:`);
    }
  });

  test('is only read', async () => {
    const response = await get('1.0.0/claims.csv', {}, 'POST');
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

describe('claims', () => {
  test('carry source, place, attribution and hedge on every row, in the order of the document', async () => {
    const rows = await csv('claims.csv');
    expect(rows).toHaveLength(70);
    const amount = rows.find(
      ({ property, subject_slug }) => property === 'amount' && subject_slug === 'bytedance-nvidia-2026',
    );
    expect(amount).toMatchObject({
      value: '14000000000',
      lower: '0',
      upper: '14000000000',
      lower_inclusive: 'false',
      upper_inclusive: 'true',
      hedge: 'UP_TO',
      currency: 'USD',
      unit: '',
      period_edtf: '2026',
      period_start: '2026-01-01',
      modality: 'PLAN',
      source_slug: 'bytedance-nvidia-h200',
      source_title: '',
      passage_paragraph: '1',
      passage_excerpt: 'até US$ 14 bilhões',
      attribution: 'Untitled article, by admin > South China Morning Post',
      accepted: 'true',
      introduced_in: '1.0.0',
      license: 'CC-BY-4.0',
    });
    const places = rows.map(({ passage_start }) => Number(passage_start));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(rows.filter(({ rank, accepted }) => rank === 'REJECTED' && accepted === 'false')).not.toEqual([]);
  });

  test('are the same in CSV and in JSON Lines, where a chain is a list', async () => {
    const rows = await csv('claims.csv');
    const lines = (await text('1.0.0/claims.jsonl')).trimEnd().split('\n');
    const asCsv = lines.map((line) =>
      Object.fromEntries(
        Object.entries<unknown>(JSON.parse(line)).map(([name, cell]) => [
          name,
          Array.isArray(cell) ? cell.join(' > ') : String(cell ?? ''),
        ]),
      ),
    );
    expect(asCsv).toEqual(rows);
  });

  test('keep every character of a text, formulas and line breaks too', async () => {
    const rows = await csv('claims.csv');
    expect(rows.filter((row) => row['note'] === awkward)).toHaveLength(1);
    expect(await text('1.0.0/claims.csv')).toContain('"=HYPERLINK(""x""), ""quoted"",\nwith');
  });

  test('say what the API says', async () => {
    const { data } = await api.ask(
      `{ claims(first: 100) { nodes { key statement accepted subject { slug } source { slug }
        ... on QuantityClaim { quantity { value hedge } } } } }`,
    );
    const rows = new Map((await csv('claims.csv')).map((row) => [row['key'], row]));
    for (const claim of data.claims.nodes) {
      expect(rows.get(claim.key)).toMatchObject({
        statement: claim.statement,
        accepted: String(claim.accepted),
        subject_slug: claim.subject.slug,
        source_slug: claim.source.slug,
        value: claim.quantity?.value ?? '',
        hedge: claim.quantity?.hedge ?? '',
      });
    }
  });
});

describe('datapackage.json', () => {
  test('is a tabular data package, as its profile has it', async () => {
    const profile = JSON.parse(await readFile('test/support/frictionless/tabular-data-package.json', 'utf8'));
    // @ts-expect-error the package's types are those of a CommonJS module
    const validate = new AjvDraft4({ strict: false, validateFormats: false }).compile(profile);
    expect([validate(await json('1.0.0/datapackage.json')), validate.errors]).toEqual([true, null]);
  });

  test('describes every column, and its keys lead somewhere', async () => {
    const { resources, created, version } = await json('1.0.0/datapackage.json');
    const { releases } = await json('');
    expect({ version, created }).toEqual({ version: '1.0.0', created: releases[0].publishedAt });
    for (const { path, format, schema } of resources) {
      if (format !== 'csv') continue;
      const rows = await csv(path);
      expect(schema.fields.map(({ name }: Record_) => name)).toEqual(Object.keys(rows[0] as Record_));
      const values = (field: string, of = rows) => of.map((row) => row[field] as string);
      expect(new Set(values(schema.primaryKey)).size).toBe(rows.length);
      for (const { fields, reference } of schema.foreignKeys ?? []) {
        const known = new Set(values(reference.fields, await csv(`${reference.resource}.csv`)));
        expect(values(fields).filter((value) => value !== '' && !known.has(value))).toEqual([]);
      }
      for (const { name, constraints = {} } of schema.fields) {
        for (const value of values(name)) {
          if (constraints.required) expect([name, value]).not.toEqual([name, '']);
          if (constraints.enum && value) expect(constraints.enum).toContain(value);
          if (constraints.pattern && value) expect(value).toMatch(new RegExp(constraints.pattern));
        }
      }
    }
  });
});

describe('dataset.jsonld', () => {
  const base = 'https://example.org/exports/1.0.0/dataset.jsonld';
  const documentLoader = (url: string) => Promise.reject(new Error(`${url} is not here`));
  const prov = (name: string) => `http://www.w3.org/ns/prov#${name}`;

  test('says of each claim what it comes from and to whom it is attributed, without anything from elsewhere', async () => {
    const document = await json('1.0.0/dataset.jsonld');
    const quads = (await jsonld.toRDF(document, { base, documentLoader })) as unknown as {
      subject: { value: string };
      predicate: { value: string };
      object: { value: string; datatype?: { value: string } };
    }[];
    const about = (name: string) => quads.filter(({ predicate }) => predicate.value === prov(name));
    expect(about('wasDerivedFrom')).toHaveLength(70);
    expect(about('value')).toHaveLength(70);
    const links = (await csv('claims.csv')).map((row) => new Set(row['attribution']?.split(' > ')).size);
    expect(about('wasAttributedTo')).toHaveLength(links.reduce((sum, count) => sum + count));
    const derived = new Set(about('wasDerivedFrom').map(({ object }) => object.value));
    expect([...derived]).toEqual([`${base}#source-bytedance-nvidia-h200`]);
    const decimals = quads.filter(({ object }) => object.datatype?.value.endsWith('#decimal'));
    const quantities = (await csv('claims.csv')).filter(({ hedge }) => hedge !== '');
    // The value of the claim, that of its quantity, and each bound that there is.
    const numbers = quantities.flatMap(({ value, lower, upper }) => [value, value, lower, upper]);
    expect(decimals).toHaveLength(numbers.filter((number) => number !== '').length);
    // A term without a meaning would have been dropped.
    const hedges = quads.filter(({ predicate }) => predicate.value.endsWith('datapackage.json#hedge'));
    expect(hedges).toHaveLength(quantities.length);
  });

  test('describes the release as a dataset with its files', async () => {
    const [expanded] = await jsonld.expand(await json('1.0.0/dataset.jsonld'), { base, documentLoader });
    const schema = (name: string) => `https://schema.org/${name}`;
    expect(expanded).toMatchObject({
      '@id': 'https://example.org/exports/1.0.0/',
      '@type': [schema('Dataset'), prov('Collection')],
      [schema('version')]: [{ '@value': '1.0.0' }],
    });
    const { resources } = await json('1.0.0/datapackage.json');
    const files = ((expanded?.[schema('distribution')] ?? []) as Record<string, [Record_]>[]).map((file) => [
      file[schema('contentUrl')]?.[0]['@id'],
      file[schema('sha256')]?.[0]['@value'],
    ]);
    expect(files).toEqual(
      resources.map(({ path, hash }: Record_) => [
        `https://example.org/exports/1.0.0/${path}`,
        hash?.replace('sha256:', ''),
      ]),
    );
  });
});
