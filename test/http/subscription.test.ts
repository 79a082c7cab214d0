import { once } from 'node:events';
import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import type { Database } from '../../src/database/open.ts';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { type Api, createApi } from '../../src/http/server.ts';
import { limits } from '../../src/limits.ts';
import { edit, editedDataset } from '../curation/edited-dataset.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';

let database: TestDatabase;
/** Another process that publishes, which the API only hears of through the database. */
let publisher: Database;
let folder: string;
let api: Api;
let server: Server;
let address: string;

beforeAll(async () => {
  database = await testDatabase();
  publisher = await database.again();
  folder = await editedDataset();
  await publish(publisher, await checkedDataset(folder));
  const logger = pino({ level: 'silent' });
  api = createApi({
    database,
    logger,
    limits: { ...limits, subscribers: 4, subscribersOfOne: 3 },
    trustedProxies: ['127.0.0.1'],
  });
  server = createNodeServer(api.listener, { logger }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  address = `${addressOf(server)}/graphql`;
});
afterAll(async () => {
  await api.close();
  // The client opens a connection in place of each that it broke off, and sends nothing over it.
  await stop(server, { withinMs: 200 });
  await publisher.close();
  await database.close();
});

let names = 0;

/** Publishes a new release, in which a company has another name; which release that is. */
async function release(): Promise<string> {
  const name = (count: number) => (count === 0 ? 'name: Picoheart' : `name: Picoheart ${count}`);
  await edit(folder, ['entities/companies.yaml', name(names), name(++names)]);
  return (await publish(publisher, await checkedDataset(folder))).release.version;
}

const newReleases = 'subscription { releasePublished { version } }';

const streams: AbortController[] = [];

async function subscribe(query = newReleases, headers: Record<string, string> = {}) {
  const leave = new AbortController();
  streams.push(leave);
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify({ query }),
    signal: leave.signal,
  });
  const messages = events(response);
  return {
    response,
    leave: () => leave.abort(),
    /** The data of the next event, or its name where that is the last. */
    next: async () => (await messages.next()).value,
  };
}

// Server-sent events, as far as they are sent here.
async function* events(response: Response) {
  const decoder = new TextDecoder();
  let text = '';
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(part, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const [, event, data] = /^event: (\w+)\ndata:(.*)$/.exec(text.slice(0, end)) ?? [];
      text = text.slice(end + 2);
      if (event !== undefined) yield event === 'next' ? JSON.parse(data as string) : event;
    }
  }
}

/** How many connections wait for notifications. */
async function listening(): Promise<number> {
  const [row] = await publisher.prisma.$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'ai-sourcebook releases'`;
  return row.count;
}

async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await holds()); tries++) {
    if (tries === 100) throw new Error('It never came to hold.');
    await wait(50);
  }
}

describe('subscription { releasePublished }', () => {
  it('tells every subscriber of each release, whoever published it', async () => {
    const [one, other] = [await subscribe(), await subscribe()];
    expect(one.response.headers.get('content-type')).toContain('text/event-stream');
    for (let count = 0; count < 2; count++) {
      const version = await release();
      for (const { next } of [one, other]) {
        expect(await next()).toEqual({ data: { releasePublished: { version } } });
      }
    }
    one.leave();
    other.leave();
  });

  it('tells what was missed to whoever says since when, and answers what is asked below as of each', async () => {
    const since = await release();
    const missed = [await release(), await release()];
    const { next, leave } = await subscribe(
      `subscription { releasePublished(since: "${since}") { version changes(first: 1) { totalCount } } }`,
    );
    for (const version of missed) {
      expect(await next()).toEqual({ data: { releasePublished: { version, changes: { totalCount: 0 } } } });
    }
    leave();
    const { next: refused } = await subscribe(
      'subscription { releasePublished(since: "0.0.1") { version } }',
    );
    expect(await refused()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it('listens over one connection, from the first request on, and again when it broke', async () => {
    // PGlite has no connection that could break.
    if (database.kind === 'pglite') return;
    const { next, leave } = await subscribe();
    await eventually(async () => (await listening()) === 1);
    // As at a restart of Postgres: every connection of the API breaks, those in the pool too.
    await publisher.prisma.$executeRaw`
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()`;
    // Published before it listens again, most likely: it looks for what it missed.
    const missed = await release();
    expect(await next()).toEqual({ data: { releasePublished: { version: missed } } });
    await eventually(async () => (await listening()) === 1);
    const version = await release();
    expect(await next()).toEqual({ data: { releasePublished: { version } } });
    leave();
    expect(await listening()).toBe(1);
  });

  it('has room for so many of one client, and so many of all, and again when one has left', async () => {
    const from = (client: string) => subscribe(newReleases, { 'x-forwarded-for': client });
    const mine = [await from('192.0.2.1'), await from('192.0.2.1'), await from('192.0.2.1')];
    const tooMany = await from('192.0.2.1');
    expect([tooMany.response.status, tooMany.response.headers.get('retry-after')]).toEqual([429, '60']);
    expect(await tooMany.next()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    const last = await from('192.0.2.2');
    const full = await from('192.0.2.3');
    expect(full.response.status).toBe(503);
    expect(await full.next()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] });
    for (const { leave } of mine) leave();
    await eventually(async () => {
      const { response, leave } = await from('192.0.2.1');
      leave();
      return response.status === 200;
    });
    last.leave();
  });

  it('keeps to what holds for every operation', async () => {
    for (const [query, code] of [
      ['subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['subscription {', 'GRAPHQL_PARSE_FAILED'],
      [
        'subscription { releasePublished { changes(first: 100) { nodes { release { changes(first: 100) { nodes { release { changes(first: 100) { totalCount nodes { kind } } } } } } } } } }',
        'OPERATION_LIMIT_EXCEEDED',
      ],
    ] as const) {
      const { next } = await subscribe(query);
      expect(await next()).toMatchObject({ errors: [{ extensions: { code } }] });
      expect(await next()).toBe('complete');
    }
  });

  it('can be opened by GET, as EventSource does, and is answered as an event stream only', async () => {
    const byGet = (accept: string) => {
      const leave = new AbortController();
      streams.push(leave);
      return fetch(`${address}?query=${encodeURIComponent(newReleases)}`, {
        headers: { accept },
        signal: leave.signal,
      });
    };
    const response = await byGet('text/event-stream');
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect((await byGet('application/json')).status).toBe(406);
    expect((await byGet('multipart/mixed;subscriptionSpec="1.0", application/json')).status).toBe(406);
  });

  // The last: it ends what the tests above talk to.
  it('is completed when the server stops, and not taken up any more', async () => {
    for (const stream of streams) stream.abort();
    await eventually(async () => {
      const { response, leave } = await subscribe();
      if (response.status !== 200) leave();
      return response.status === 200;
    });
    const { next } = await subscribe();
    await api.close();
    expect(await next()).toBe('complete');
    expect(await (await subscribe()).next()).toBe('complete');
  });
});
