import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { ResponseCache } from '../../../src/http/response-cache.ts';

test('what was being answered while all was forgotten is not kept for whoever asks next', () => {
  const cache = new ResponseCache({ responseCacheBytes: 1_000_000, askedOnce: 10 });
  const request = { method: 'GET', url: '/graphql?query={__typename}', headers: {} } as IncomingMessage;
  const answer = (body: string) => ({ release: 5, headers: {}, body, told: {} });
  const before = cache.keyOf(request);
  cache.clear();
  cache.keep(before, answer('of the database before'), { statements: 1 });
  const key = cache.keyOf(request);
  expect(cache.find(key, 5)).toBeUndefined();
  cache.keep(key, answer('of this one'), { statements: 1 });
  expect(cache.find(key, 5)?.body).toBe('of this one');
});
