import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '../../src/http/examples.ts';
import { readManifests, sha256 } from '../../src/http/persisted-documents.ts';
import { type Api, createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
let small: Api;
beforeAll(async () => {
  api = await testApi();
  small = createApi({
    database: api.database,
    logger: pino({ level: 'silent' }),
    limits: { ...limits, registeredBytes: 2_000 },
  });
});
afterAll(() => api.close());

const json = { 'content-type': 'application/json' };
const strict = { accept: 'application/graphql-response+json' };

const post = (body: object, fetch = api.fetch) =>
  fetch('/graphql', { method: 'POST', headers: { ...json, ...strict }, body: JSON.stringify(body) });
const toSmall: typeof api.fetch = (path, init) => small.fetch(`http://localhost${path}`, init);

const get = (parameters: Record<string, string>, headers: Record<string, string> = strict) =>
  api.fetch(`/graphql?${new URLSearchParams(parameters)}`, { headers });

const named = (hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });

async function outcome(response: Response) {
  const { data, errors } = (await response.json()) as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
  };
  return { status: response.status, code: errors?.[0]?.extensions.code, message: errors?.[0]?.message, data };
}

describe('a document of a manifest', () => {
  it('is opened in GraphiQL by its hash', async () => {
    const documents = readManifests();
    const [[hash, text] = ['', '']] = documents;
    const html = { headers: { accept: 'text/html' } };
    const own = createApi({
      database: api.database,
      logger: pino({ level: 'silent' }),
      documents,
    });
    const { status, headers } = await own.fetch(`http://localhost/graphql?documentId=sha256:${hash}`, html);
    expect(status).toBe(302);
    const query = new URL(headers.get('location') ?? '', 'http://localhost/graphql').searchParams.get(
      'query',
    );
    expect(query).toBe(text);
    expect((await own.fetch('http://localhost/graphql?documentId=sha256:0', html)).status).toBe(200);
  });
});

describe('a document of a manifest', () => {
  const [{ query } = { query: '' }] = readExamples('docs/cookbook');
  const hash = sha256(query);

  it('is asked by its hash, by GET and by POST, as the specification names it and as Apollo does', async () => {
    const { data } = await api.ask(query);
    const answers = [
      await get({ documentId: `sha256:${hash}` }),
      await get({ extensions: JSON.stringify(named(hash).extensions) }),
      await post({ documentId: `sha256:${hash}` }),
      await post(named(hash)),
      await post(named(`sha256:${hash}`)),
    ];
    for (const answer of answers) expect(await outcome(answer)).toMatchObject({ status: 200, data });
  });

  it('keeps its limits: of what the answer costs it can be asked', async () => {
    const answer = await post({ documentId: `sha256:${hash}`, extensions: { cost: true } });
    expect(await answer.json()).toMatchObject({ extensions: { cost: { requested: expect.any(Number) } } });
  });

  it('can be of a frontend, whose manifest is read at the start, and refused where it is none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'manifest-'));
    const manifest = async (text: string) => {
      await writeFile(join(folder, 'manifest.json'), text);
      return () => readManifests([join(folder, 'manifest.json')]);
    };
    const mine = '{ dataset { release { version } } }';
    const read = await manifest(JSON.stringify({ [sha256(mine)]: mine }));
    expect(read().get(sha256(mine))).toBe(mine);
    const prefixed = await manifest(JSON.stringify({ [`sha256:${sha256(mine)}`]: mine }));
    expect(prefixed().get(sha256(mine))).toBe(mine);
    expect(await manifest('[')).toThrow(
      /^PERSISTED_DOCUMENTS: .*manifest\.json is not a JSON file with documents/,
    );
    expect(await manifest('{"a": 1}')).toThrow(/is not a JSON file with documents/);
    expect(await manifest(`{"${hash}": "{ __typename }"}`)).toThrow(/which is not its SHA-256$/);
    expect(() => readManifests([join(folder, 'nothing.json')])).toThrow(/nothing\.json is not a JSON file/);
    await rm(folder, { recursive: true });
  });
});

describe('a document that a client registers', () => {
  it('is not known by its hash, until it is sent together with it', async () => {
    const query = '{ company(slug: "nvidia") { name } }';
    const unknown = { status: 404, code: 'PERSISTED_QUERY_NOT_FOUND', message: 'PersistedQueryNotFound' };
    expect(await outcome(await post(named(sha256(query))))).toMatchObject(unknown);
    expect(await outcome(await get({ documentId: `sha256:${sha256(query)}` }))).toMatchObject(unknown);
    const data = { company: { name: 'Nvidia' } };
    expect(await outcome(await post({ query, ...named(sha256(query)) }))).toMatchObject({ data });
    expect(await outcome(await get({ documentId: `sha256:${sha256(query)}` }))).toMatchObject({ data });
  });

  it('is refused under the hash of another', async () => {
    const answer = await post({ query: '{ __typename }', ...named(sha256('{ dataset }')) });
    expect(await outcome(answer)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('makes way for others when there is no room', async () => {
    const queries = Array.from({ length: 20 }, (_, index) => `{ __typename } # ${index}`);
    for (const query of queries) await post({ query, ...named(sha256(query)) }, toSmall);
    const known = await Promise.all(queries.map((query) => post(named(sha256(query)), toSmall)));
    expect(known.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(3);
    expect(known.at(-1)?.status).toBe(200);
    // One alone that is larger than all the room is answered and not kept.
    const large = `{ __typename } #${'x'.repeat(2_000)}`;
    expect((await post({ query: large, ...named(sha256(large)) }, toSmall)).status).toBe(200);
    expect((await post(named(sha256(large)), toSmall)).status).toBe(404);
  });
});

it.each([
  { documentId: 'ab' },
  { documentId: `md5:${'a'.repeat(32)}` },
  { documentId: 4 },
  named('AB'.repeat(32)),
  { extensions: { persistedQuery: 4 } },
  { extensions: { persistedQuery: { version: 2, sha256Hash: 'a'.repeat(64) } } },
  { id: 'a'.repeat(64) },
  {},
])('what is no hash is a bad request: %j', async (body) => {
  expect(await outcome(await post(body))).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
});

describe('caches', () => {
  const query = '{ company(slug: "nvidia") { name } }';

  it('may keep the answer to a GET for a minute, and ask later whether it has changed', async () => {
    const answer = await get({ query });
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    expect(answer.headers.get('vary')).toBe('accept, accept-encoding');
    const etag = answer.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
    const again = await get({ query }, { ...strict, 'if-none-match': `"other", ${etag}` });
    expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
    expect((await get({ query }, { ...strict, 'if-none-match': '"other"' })).status).toBe(200);
    const other = await get({ query: '{ company(slug: "bytedance") { name } }' });
    expect(other.headers.get('etag')).not.toBe(etag);
  });

  it('keep neither a POST nor what has errors', async () => {
    const answers = [
      await post({ query }),
      await get({ query: '{' }),
      await get({ query: '{ node(id: "none") { id } }' }),
      await get({ documentId: `sha256:${'0'.repeat(64)}` }),
      await get({ query: 'mutation { a }' }),
    ];
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.has('etag')).toBe(false);
    }
  });
});
