import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { networkOf } from '../../src/http/client-address.ts';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { RateLimit } from '../../src/http/rate-limit.ts';
import { createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
const servers: Server[] = [];
beforeAll(async () => {
  api = await testApi();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => stop(server)));
  await api.close();
});

/** Asks a server that lets each client ask three times, and tells the status of each answer. */
async function asking(requestsPerMinute: number, trustedProxies: string[] = []) {
  const logger = pino({ level: 'silent' });
  const { listener } = createApi({
    database: api.database,
    logger,
    limits: { ...limits, requestsPerMinute },
    trustedProxies,
  });
  const server = createNodeServer(listener, { logger }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const ask = (headers: Record<string, string> = {}, path = '/graphql?query={__typename}') =>
    fetch(addressOf(server) + path, { headers: { connection: 'close', ...headers } });
  const statuses = async (forwarded: (string | undefined)[]) => {
    const found: number[] = [];
    for (const client of forwarded) {
      const response = await ask(client === undefined ? {} : { 'x-forwarded-for': client });
      await response.text();
      found.push(response.status);
    }
    return found;
  };
  return { ask, statuses };
}

interface Told {
  extensions?: { cost: { requests?: object } };
}

const nobody = [undefined, undefined, undefined, undefined];

describe('a client', () => {
  it('is told when to go on once it has sent more requests than it may', async () => {
    const { ask, statuses } = await asking(3);
    expect(await statuses(nobody)).toEqual([200, 200, 200, 429]);
    const response = await ask();
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(10);
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    expect(await response.json()).toEqual({
      errors: [
        {
          message: expect.stringMatching(/^More than 3 requests in a minute\. Try again in \d+ s\.$/),
          extensions: { code: 'RATE_LIMITED' },
        },
      ],
    });
  });

  it('is let in again as time goes by', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const { statuses } = await asking(3);
    expect(await statuses(nobody)).toEqual([200, 200, 200, 429]);
    vi.advanceTimersByTime(20_000);
    expect(await statuses([undefined, undefined])).toEqual([200, 429]);
    vi.advanceTimersByTime(60_000);
    expect(await statuses(nobody)).toEqual([200, 200, 200, 429]);
    vi.useRealTimers();
  });

  it('is told what is left of its allowance where it asks for the cost', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    const { ask } = await asking(7);
    const cost = `/graphql?query={__typename}&extensions=${encodeURIComponent('{"cost":true}')}`;
    const requests = async () => ((await (await ask({}, cost)).json()) as Told).extensions?.cost.requests;
    expect(await requests()).toEqual({ allowed: 7, remaining: 6, resetSeconds: 9 });
    for (let index = 0; index < 5; index++) expect((await ask()).status).toBe(200);
    expect(await requests()).toEqual({ allowed: 7, remaining: 0, resetSeconds: 60 });
    vi.advanceTimersByTime(30_000);
    expect(await requests()).toEqual({ allowed: 7, remaining: 2, resetSeconds: 39 });
    vi.useRealTimers();
    const unlimited = await asking(0);
    const answer = (await (await unlimited.ask({}, cost)).json()) as Told;
    expect(answer.extensions?.cost).toEqual({ requested: 1, allowed: limits.cost });
  });

  it('is let in as often as it may, at whatever moment', () => {
    const request = { socket: { remoteAddress: '192.0.2.1' }, headers: {} } as IncomingMessage;
    const now = vi.spyOn(performance, 'now');
    for (let moment = 0; moment < 1e7; moment += 1000.1234567) {
      now.mockReturnValue(moment);
      const limit = new RateLimit({ requestsPerMinute: 1, rateClients: 1 }, []);
      expect(limit.count(request), `at ${moment}`).toMatchObject({ remaining: 0, tooEarlyMs: 0 });
    }
    now.mockRestore();
  });

  it('is never counted for asking how the server is, nor where there is no limit', async () => {
    const { ask } = await asking(1);
    for (const path of ['/health', '/health', '/ready']) expect((await ask({}, path)).status).toBe(200);
    const { statuses } = await asking(0);
    expect(await statuses(nobody)).toEqual([200, 200, 200, 200]);
  });

  it('cannot pass for others by a header that it makes up', async () => {
    const { statuses } = await asking(3);
    expect(await statuses(['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4'])).toEqual([
      200, 200, 200, 429,
    ]);
  });

  it('behind a trusted proxy is the last address that is none, whatever stands before it', async () => {
    const { statuses } = await asking(1, ['127.0.0.0/8', '10.0.0.1']);
    expect(
      await statuses([
        '192.0.2.1',
        '192.0.2.1',
        'made up, 192.0.2.1, 10.0.0.1',
        '192.0.2.9, 192.0.2.2',
        '192.0.2.8, 192.0.2.2',
        'made up',
        'also made up',
      ]),
    ).toEqual([200, 429, 429, 200, 429, 200, 429]);
  });

  it('of IPv6 is all of its network', () => {
    const same = ['2001:db8::1', '2001:db8:0:0:ffff::', '2001:0db8:0000:0000:1:2:3:4'];
    expect(new Set(same.map(networkOf))).toEqual(new Set(['2001:db8:0:0']));
    expect(networkOf('2001:db8:0:1::1')).toBe('2001:db8:0:1');
    expect(['192.0.2.1', '::1'].map(networkOf)).toEqual(['192.0.2.1', '0:0:0:0']);
  });
});

describe('TRUSTED_PROXIES', () => {
  it('takes addresses and networks, and nothing else', () => {
    const read = (TRUSTED_PROXIES: string) => readConfig({ TRUSTED_PROXIES }).trustedProxies;
    expect(read('10.0.0.0/8, ::1,fd00::/8')).toEqual(['10.0.0.0/8', '::1', 'fd00::/8']);
    expect(read('')).toEqual([]);
    for (const wrong of ['proxy', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.1,', '*']) {
      expect(() => read(wrong)).toThrow(/^TRUSTED_PROXIES is ".*"; it has to be addresses or networks/);
    }
  });
});

describe('RATE_LIMIT_DATABASE_URL', () => {
  it('takes the address of a Postgres, and shows no other', () => {
    const read = (RATE_LIMIT_DATABASE_URL: string) => readConfig({ RATE_LIMIT_DATABASE_URL });
    expect(read('postgres://user@host/limits').rateLimitDatabaseUrl).toBe('postgres://user@host/limits');
    expect(read('').rateLimitDatabaseUrl).toBeUndefined();
    expect(() => read('redis://user:secret@host')).toThrow(
      /^RATE_LIMIT_DATABASE_URL cannot be read; it has to be an address of the form postgres:/,
    );
  });
});
