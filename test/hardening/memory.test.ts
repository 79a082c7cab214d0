import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { type TestApi, testApi } from '../support/api.ts';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

/** By how many bytes the heap grows when `documents` different documents of `length` characters are asked. */
async function growth(documentCacheBytes: number, documents: number, length: number): Promise<number> {
  const { fetch } = createApi({
    database: api.database,
    logger: pino({ level: 'silent' }),
    limits: { ...limits, documentCacheBytes },
  });
  const ask = async (index: number) => {
    const query = `{ __typename } #${'x'.repeat(length)}${index}`;
    const response = await fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(response.status).toBe(200);
    await response.text();
  };
  await ask(-1);
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let index = 0; index < documents; index++) await ask(index);
  collect();
  return process.memoryUsage().heapUsed - before;
}

describe('documents that differ', () => {
  it('are kept only as far as there is room: of 60 of 90 KB a few', async () => {
    expect(await growth(500_000, 60, 90_000)).toBeLessThan(2_500_000);
    // What they take where there is room for all.
    expect(await growth(100_000_000, 60, 90_000)).toBeGreaterThan(4_500_000);
  });
});
