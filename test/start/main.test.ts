import { once } from 'node:events';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { emptyDatabase } from '../support/database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { type Running, start } from './process.ts';

let folder: string;
let settings: Record<string, string>;
let running: Running;

beforeAll(async () => {
  folder = await temporaryFolder();
  settings = await emptyDatabase();
  running = start(['--setup'], settings);
  await running.address;
});

afterAll(async () => {
  running.process.kill();
  await running.ended;
});

/** Sends `text` as it is and returns all that comes back until the server closes the connection. */
async function exchange(address: string, text: string): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let received = '';
  socket.on('data', (part) => {
    received += part;
  });
  socket.write(text);
  await once(socket, 'close');
  return received;
}

/** What a start that fails says, which is one line, and nothing on the standard output. */
async function failure(attempt: Running): Promise<string> {
  expect(await attempt.ended).toBe(1);
  expect(attempt.output.stdout).toBe('');
  expect(attempt.output.stderr.trim().split('\n')).toHaveLength(1);
  return attempt.output.stderr.trim();
}

describe('a server that was set up', () => {
  it('prints a first query that is answered, with a source', async () => {
    const address = await running.address;
    const { stdout } = running.output;
    expect(stdout).toContain(`${address}/graphql`);
    const [, body] = /-d '(.*)'/.exec(stdout) ?? [];
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: body ?? '',
    });
    expect(await response.json()).toMatchObject({
      data: {
        investments: {
          nodes: expect.arrayContaining([expect.objectContaining({ amount: expect.anything() })]),
        },
      },
    });
    expect((await fetch(`${address}/ready`)).status).toBe(200);
  });

  it.each([['Host: a b'], ['Host: ['], ['Host: localhost:port']])('answers 400 to %s', async (host) => {
    const answer = await exchange(await running.address, `GET /graphql HTTP/1.1\r\n${host}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 400 /);
    expect(answer).not.toMatch(/at .*:\d+|node_modules/);
  });

  it('cuts clients that send nothing, half a head or half a body, within 10 s', {
    timeout: 20_000,
  }, async () => {
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\n';
    const slow = ['', head, `${head}Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{`];
    const begun = Date.now();
    await Promise.all(slow.map(async (text) => exchange(await running.address, text)));
    expect(Date.now() - begun).toBeLessThan(10_000);
  });
});

describe('a start', () => {
  it('names a database that cannot be, without its password', async () => {
    expect(await failure(start([], { DATABASE_URL: 'mysql://user:secret@host/database' }))).toBe(
      'BAD_CONFIGURATION: DATABASE_URL cannot be read; it has to be an address of the form postgres://user:password@host:port/database',
    );
  });

  it('names every variable that is wrong, its value and what it has to be', async () => {
    const wrong = { PORT: '65536', HOST: 'http://localhost', LOG_LEVEL: 'loud' };
    expect(await failure(start([], wrong))).toBe(
      [
        'BAD_CONFIGURATION: PORT is "65536"; it has to be a whole number from 0 to 65535 (0: any free port)',
        'HOST is "http://localhost"; it has to be a name or an IP address, without a port, such as 127.0.0.1, or 0.0.0.0 to let other computers in',
        'LOG_LEVEL is "loud"; it has to be one of silent, error, warn, info, debug',
      ].join('. '),
    );
    expect(await failure(start([], { PORT: 'abc' }))).toMatch(/^BAD_CONFIGURATION: PORT is "abc"; /);
  });

  it('names an option that it does not know', async () => {
    expect(await failure(start(['--set-up'], settings))).toMatch(/^BAD_CONFIGURATION: .*--set-up.*--setup/);
  });

  it('waits for a database that does not answer: alive, not ready, and saying which, without the password', async () => {
    const waiting = start([], {
      DATABASE_URL: 'postgres://user:secret@127.0.0.1:1/sourcebook',
      // Longer than a test takes: it is not ready, so nobody has to notice.
      DRAIN_SECONDS: '50',
    });
    const address = await waiting.address;
    expect((await fetch(`${address}/health`)).status).toBe(200);
    for (const path of ['/ready', '/graphql?query={__typename}', '/exports/']) {
      const response = await fetch(address + path);
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({
        errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
      });
      expect(response.headers.get('retry-after')).toBe('1');
    }
    waiting.process.kill('SIGTERM');
    expect(await waiting.ended).toBe(0);
    expect(waiting.output.stdout).toMatch(/"msg":"Postgres at 127\.0\.0\.1:1, .* cannot be reached: /);
    expect(waiting.output.stdout).not.toContain('secret');
  });

  it('refuses a database without the tables, naming the command', async () => {
    expect(await failure(start([], await emptyDatabase()))).toMatch(/^DATABASE_BEHIND: .*npm run seed$/);
  });
});

// These end the server that the tests above talk to.
describe('a signal to stop', () => {
  it('lets a request in flight be answered, completes subscriptions, then ends with 0', async () => {
    const query = encodeURIComponent('subscription { releasePublished { version } }');
    const subscription = await fetch(`${await running.address}/graphql?query=${query}`, {
      headers: { accept: 'text/event-stream' },
    });
    const body = JSON.stringify({ query: '{ dataset { release { version } } }' });
    const head = `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    const { hostname, port } = new URL(await running.address);
    const socket = connect(Number(port), hostname);
    let received = '';
    socket.on('data', (part) => {
      received += part;
    });
    socket.write(head + body.slice(0, 10));
    await wait(200);
    running.process.kill('SIGTERM');
    await wait(200);
    socket.write(body.slice(10));
    expect(await running.ended).toBe(0);
    expect(received).toContain('"version"');
    expect(await subscription.text()).toMatch(/event: complete\ndata:\n\n$/);
  });

  it('is told by /ready while it is served on, and leaves a database that can be served again, unless the port is in use', async () => {
    running = start([], { ...settings, DRAIN_SECONDS: '1' });
    const { origin, port } = new URL(await running.address);
    const statuses = () =>
      Promise.all(
        ['/ready', '/health', '/graphql?query={__typename}'].map(
          async (path) => (await fetch(origin + path)).status,
        ),
      );
    expect(await statuses()).toEqual([200, 200, 200]);
    const begun = performance.now();
    running.process.kill('SIGINT');
    await vi.waitFor(async () => expect(await statuses()).toEqual([503, 200, 200]));
    expect(await running.ended).toBe(0);
    expect(performance.now() - begun).toBeGreaterThan(1_000);

    const other = createServer().listen(Number(port), '127.0.0.1');
    await once(other, 'listening');
    expect(await failure(start([], { ...settings, PORT: port }))).toMatch(`PORT_IN_USE: Port ${port} `);
    other.close();
  });

  it('leaves one that is behind once the dataset has changed, naming the command', async () => {
    await symlink(resolve('prisma'), join(folder, 'prisma'));
    await cp('dataset', join(folder, 'dataset'), { recursive: true });
    const companies = join(folder, 'dataset/entities/companies.yaml');
    await writeFile(
      companies,
      (await readFile(companies, 'utf8')).replace('name: Picoheart', 'name: Pico Heart'),
    );
    expect(await failure(start([], settings, folder))).toMatch(/^DATABASE_BEHIND: .*npm run seed$/);
  });
});
