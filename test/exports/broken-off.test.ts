import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { claims } from '../../src/exports/claims.ts';
import { addressOf, createNodeServer } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { testApi } from '../support/api.ts';

test('a download that is broken off reads no more from the database', async () => {
  const { database, close } = await testApi();
  const logger = pino({ level: 'silent' });
  const server = createNodeServer(createApi({ database, logger }).listener, { logger });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { batch } = claims;
  onTestFinished(async () => {
    claims.batch = batch;
    server.close();
    await close();
  });
  // A statement for each row, so that breaking off early is seen to spare most of them.
  claims.batch = 1;
  const download = async (): Promise<IncomingMessage> => {
    const request = get(`${addressOf(server)}/exports/1.0.0/claims.csv`, { agent: false });
    request.on('error', () => {});
    const [response] = await once(request, 'response');
    return response;
  };

  const begun = database.statements();
  await (await download())
    .on('error', () => {})
    .resume()
    .toArray();
  const whole = database.statements() - begun;
  expect(whole).toBeGreaterThan(70);

  const again = database.statements();
  const response = await download();
  await once(response, 'data');
  response.on('error', () => {}).destroy();
  // What is on its way when the connection ends is read, and nothing after it.
  let last = -1;
  while (last !== database.statements()) {
    last = database.statements();
    await wait(300);
  }
  expect(last - again).toBeLessThan(whole / 2);
});
