import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate } from '../../src/database/migrate.ts';
import { openDatabase } from '../../src/database/open.ts';
import { createApi } from '../../src/http/server.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const html = { headers: { accept: 'text/html,application/xhtml+xml' } };

describe('GraphiQL', () => {
  it('is what a browser gets at the endpoint', async () => {
    const response = await api.fetch('/graphql', html);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toContain('graphiql/graphiql.js');
  });

  it('needs nothing from elsewhere, and may load nothing from elsewhere', async () => {
    const response = await api.fetch('/graphql', html);
    const page = await response.text();
    const loaded = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(loaded).toHaveLength(4);
    for (const address of loaded) expect(address).toMatch(/^(graphiql\/|data:)/);
    expect(response.headers.get('content-security-policy')).not.toMatch(/https?:|\*/);

    const style = await (await api.fetch('/graphiql/graphiql.css')).text();
    expect([...style.matchAll(/@import|url\((?!["']?(?:data:|#))/g)]).toEqual([]);
  });

  it.each([
    'start.js',
    'graphiql.js',
    'graphiql.css',
    'graphql.worker.js',
    'json.worker.js',
    'editorWorkerService.worker.js',
  ])('has its %s here, compressed, and only once', async (file) => {
    const gzip = { 'accept-encoding': 'gzip, br' };
    const first = await api.fetch(`/graphiql/${file}`, { headers: gzip });
    expect(first.status).toBe(200);
    expect(first.headers.get('content-encoding')).toBe('gzip');
    const etag = first.headers.get('etag') ?? '';
    const second = await api.fetch(`/graphiql/${file}`, { headers: { ...gzip, 'if-none-match': etag } });
    expect(second.status).toBe(304);
  });

  it('is no place for other files', async () => {
    expect((await api.fetch('/graphiql/../package.json')).status).toBe(404);
    expect((await api.fetch('/graphiql/%2e%2e%2fpackage.json')).status).toBe(404);
  });
});

describe('/schema.graphql', () => {
  it('is the sorted SDL, as text', async () => {
    const response = await api.fetch('/schema.graphql');
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const sdl = await response.text();
    expect(`${printSchema(lexicographicSortSchema(buildSchema(sdl)))}\n`).toBe(sdl);
  });
});

describe('/ and other paths', () => {
  it('lead to GraphiQL from the bare address', async () => {
    const response = await api.fetch('/', { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });

  it.each(['/nothing', '/nothing?x=/graphql', '/graphql/x', '/nothing/health'])(
    'are 404 at %s, as JSON',
    async (path) => {
      const response = await api.fetch(path, { method: 'POST' });
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    },
  );

  it.each(['/health', '/ready', '/schema.graphql', '/'])('answer GET and HEAD only at %s', async (path) => {
    expect((await api.fetch(path, { method: 'HEAD', redirect: 'manual' })).status).toBeLessThan(400);
    const response = await api.fetch(path, { method: 'POST' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});

describe('/health and /ready', () => {
  it('are 200 when the database answers, is migrated and holds a release', async () => {
    expect((await api.fetch('/health')).status).toBe(200);
    expect(await (await api.fetch('/ready')).json()).toEqual({ status: 'ready' });
  });

  it('tell a process that lives from one that can serve', async () => {
    const database = await openDatabase({ access: 'owner' });
    // The embedded database opens at its first statement, which takes longer than /ready waits.
    await database.prisma.$queryRaw`SELECT 1`;
    const starting = createApi({ database });
    const reasonNotReady = async () => {
      expect((await starting.fetch('http://localhost/health')).status).toBe(200);
      const response = await starting.fetch('http://localhost/ready');
      expect(response.status).toBe(503);
      return ((await response.json()) as { reason: string }).reason;
    };
    expect(await reasonNotReady()).toBe('A migration is pending.');
    await migrate(database);
    expect(await reasonNotReady()).toBe('No release has been published.');
    await database.close();
    expect(await reasonNotReady()).toBe('The database does not answer.');
  });
});
