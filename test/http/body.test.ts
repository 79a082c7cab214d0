import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
async function send(parts: string[], { ends = true, headers = {} } = {}) {
  const json = { 'content-type': 'application/json' };
  const sent = request(`${server.address}/graphql`, { method: 'POST', headers: { ...json, ...headers } });
  sent.on('error', () => {});
  for (const part of parts) sent.write(part);
  if (ends) sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const body = JSON.parse(await text(response));
  sent.destroy();
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

  it('is refused as soon as it is too long, before it has ended', async () => {
    const parts = Array.from({ length: 20 }, () => ' '.repeat(10_000));
    expect(await send(parts, { ends: false })).toEqual(tooLarge);
  });
});

describe('a body that is declared as too long', () => {
  it('is refused before it is there', async () => {
    expect(await send(['{'], { ends: false, headers: { 'content-length': '100001' } })).toEqual(tooLarge);
  });
});
