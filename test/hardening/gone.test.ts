import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { limits as usual } from '../../src/limits.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const query = '{ companies(first: 2) { nodes { name claims(first: 2) { nodes { source { slug } } } } } }';

test.each([
  ['of a document that was not asked before', []],
  ['of one that was', [undefined, true]],
])(
  'a client that leaves in the middle of its request, %s, has nothing more read for it',
  async (_, before) => {
    const lines: { gone?: true; shortcut?: true; statements: number }[] = [];
    const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
    const limits = { ...usual, rowCacheBytes: 0, responseCacheBytes: 0 };
    const { listener, close } = createApi({ database: api.database, logger, limits });
    const server = createNodeServer(listener, { logger }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: '*/*' },
      body: JSON.stringify({ query }),
    };
    for (const _ of before) await fetch(`${addressOf(server)}/graphql`, init);
    expect(lines.map(({ shortcut }) => shortcut)).toEqual(before);
    // Its first statement waits for this.
    await api.database.prisma.$transaction(async (holding) => {
      await holding.$executeRaw`LOCK TABLE "Company"`;
      const asked = request(`${addressOf(server)}/graphql`, init);
      asked.on('error', () => {}).end(init.body);
      await wait(300);
      asked.destroy();
      await wait(100);
    });
    await vi.waitFor(() =>
      expect(lines).toContainEqual(expect.objectContaining({ gone: true, statements: 1 })),
    );
    expect((await api.ask(query)).statements).toBe(3);
    await close();
    await stop(server);
  },
);
