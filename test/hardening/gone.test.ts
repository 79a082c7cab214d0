import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const query = '{ companies(first: 2) { nodes { name claims(first: 2) { nodes { source { slug } } } } } }';

test('a client that leaves in the middle of its request has nothing more read for it', async () => {
  const lines: { gone?: true; statements: number }[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const { listener, close } = createApi({ database: api.database, logger });
  const server = createNodeServer(listener, { logger }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  // Its first statement waits for this.
  await api.database.prisma.$transaction(async (holding) => {
    await holding.$executeRaw`LOCK TABLE "Company"`;
    const asked = request(`${addressOf(server)}/graphql?${new URLSearchParams({ query })}`);
    asked.on('error', () => {}).end();
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
});
