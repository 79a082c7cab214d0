import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';

// As the server that is served, but a tenth as patient, and with a listener that knows one answer and one silence.
let server: Server;
const written: string[] = [];
const logger = pino({ level: 'info' }, { write: (line: string) => void written.push(line) });
beforeAll(async () => {
  server = createNodeServer(
    ({ url }, response) => {
      if (url !== '/silence') response.end('hello');
    },
    { logger, patience: { headersMs: 500, requestMs: 800, idleMs: 900 } },
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => stop(server));

/** Sends each text on a connection of its own, and waits until the server has closed all; how long that took. */
async function held(texts: readonly string[]): Promise<{ ms: number; received: string[] }> {
  const begun = performance.now();
  const received = await Promise.all(
    texts.map(async (text) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
      let answer = '';
      socket.on('data', (part) => {
        answer += part;
      });
      socket.write(text);
      await once(socket, 'close');
      return answer;
    }),
  );
  return { ms: performance.now() - begun, received };
}

const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n';

describe('a connection', () => {
  it.each([
    ['nothing', ''],
    ['half a head', head],
    ['half a body', `${head}Content-Length: 50\r\n\r\n{`],
    ['a request that is not answered', 'GET /silence HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ])('is cut in time when the client sends %s', async (_what, text) => {
    expect((await held([text])).ms).toBeLessThan(4_000);
  });

  it('is there for others while 400 are held', async () => {
    const others = held(Array<string>(400).fill(head));
    const response = await fetch(`${addressOf(server)}/graphql`, { headers: { connection: 'close' } });
    expect(await response.text()).toBe('hello');
    expect((await others).received.every((answer) => answer.startsWith('HTTP/1.1 408 '))).toBe(true);
  });

  it.each(['Host: a b', 'Host: [', 'Host: localhost:port', 'Host: a/../b', 'Host: a@b'])(
    'is answered 400 for %s',
    async (host) => {
      const { received } = await held([`GET /graphql HTTP/1.1\r\n${host}\r\n\r\n`]);
      expect(received[0]).toMatch(/^HTTP\/1.1 400 /);
      expect(received[0]).not.toMatch(/at .*:\d+|node_modules/);
    },
  );

  it('is answered 400 for an address that is none, and 431 for a head of more than 16 KB', async () => {
    const { received } = await held([
      'GET http://[ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
      `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`,
    ]);
    expect(received.map((answer) => answer.slice(9, 12))).toEqual(['400', '431']);
  });

  it.each([
    ['a Host that is none', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
    ['no HTTP', 'hello\r\n\r\n', 400],
    ['half a head', head, 408],
    ['too large a head', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ])('is answered with an id that is found in the log, and a code, for %s', async (_what, text, status) => {
    written.length = 0;
    const [answer = ''] = (await held([text])).received;
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain('"code":"BAD_REQUEST"');
    const [, requestId] = /x-request-id: (\S+)/.exec(answer) ?? [];
    expect(written.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ msg: 'request', requestId, status, codes: ['BAD_REQUEST'] }),
    ]);
  });
});
