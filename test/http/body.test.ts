import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type TestApi, testApi } from '../support/api.ts';
import { served } from './served.ts';

let api: TestApi;
let server: Awaited<ReturnType<typeof served>>;
beforeAll(async () => {
  api = await testApi();
  server = await served(api.database);
});
afterAll(async () => {
  await server.end();
  await api.close();
});

/** Sends a body in parts, and waits for the answer whether it has ended or not. */
async function send(
  parts: string[],
  { ends = true, headers = {}, path = '/graphql', agent = new Agent() } = {},
) {
  const json = { 'content-type': 'application/json' };
  const { hostname: host, port } = new URL(server.address);
  const sent = request({ host, port, path, agent, method: 'POST', headers: { ...json, ...headers } });
  sent.on('error', () => {});
  for (const part of parts) sent.write(part);
  if (ends) sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = JSON.parse(await text(response));
  if (!ends) sent.destroy();
  return { status: response.statusCode, body };
}

const tooLarge = {
  status: 413,
  body: { errors: [expect.objectContaining({ extensions: { code: 'PAYLOAD_TOO_LARGE' } })] },
};

describe('a body whose length is not declared', () => {
  it('is read to its end, wherever it is cut, within a character too', async () => {
    const whole = JSON.stringify({ query: '{ company(slug: "芯片") { slug } }' });
    const bytes = Buffer.from(whole);
    for (let at = 20; at < 26; at += 1) {
      const parts = [bytes.subarray(0, at), bytes.subarray(at)] as unknown as string[];
      expect(await send(parts)).toEqual({ status: 200, body: { data: { company: null } } });
    }
  });

  const long = Array.from({ length: 20 }, () => ' '.repeat(10_000));

  it.each(['/graphql', '/./graphql', '/%2e/graphql?x'])(
    'is refused as soon as it is too long, before it has ended, at %s',
    async (path) => {
      expect(await send(long, { ends: false, path })).toEqual(tooLarge);
    },
  );

  it('leaves the connection to the next request when it was too long', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await send(long, { agent })).toEqual(tooLarge);
    const next = await send([JSON.stringify({ query: '{ __typename }' })], { agent });
    expect(next).toEqual({ status: 200, body: { data: { __typename: 'Query' } } });
    agent.destroy();
  });

  it('is cut off when it comes byte by byte', async () => {
    const socket = connect(Number(new URL(server.address).port), '127.0.0.1').on('error', () => {});
    const closed = once(socket, 'close');
    socket.setNoDelay(true);
    socket.write(
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    for (let index = 0; index < 2_000; index += 1) socket.write('1\r\n \r\n');
    await closed;
  });
});

describe('a body that never ends', () => {
  it('is counted as a request, and not read where its client has asked too often', async () => {
    const strict = await served(api.database, { requestsPerMinute: 1 });
    const { hostname: host, port } = new URL(strict.address);
    const headers = { 'content-type': 'application/json', 'content-length': '50' };
    const begin = () => {
      const sent = request({ host, port, path: '/graphql', agent: new Agent(), method: 'POST', headers });
      sent.on('error', () => {}).write('{');
      return sent;
    };
    const first = begin();
    // Whichever of them comes first is counted, and waits for its body.
    await vi.waitFor(async () => {
      const signal = AbortSignal.timeout(200);
      const [{ statusCode }] = (await once(begin(), 'response', { signal })) as [IncomingMessage];
      expect(statusCode).toBe(429);
    }, 5_000);
    first.destroy();
    await strict.end();
  });
});

describe('a body that is declared as too long', () => {
  it('is refused before it is there', async () => {
    expect(await send(['{'], { ends: false, headers: { 'content-length': '100001' } })).toEqual(tooLarge);
  });
});
