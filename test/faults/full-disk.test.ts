import { afterAll, beforeAll, expect, test } from 'vitest';
import { testServer } from '../support/server.ts';
import { type Scenario, scenarios } from './scenario.ts';
import { startSeed } from './seed.ts';
import { openServer, type Server } from './server.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';
import { stateOf } from './state.ts';

let server: Server;
let disk: SmallDisk;
let changed: Scenario;
beforeAll(async () => {
  if (testServer === undefined)
    throw new Error('Set TEST_DATABASE_URL to a Postgres server, as a superuser.');
  server = await openServer(testServer);
  disk = await smallDisk(server.pool, 64);
  [, changed] = await scenarios(server);
});
afterAll(async () => {
  await disk?.empty();
  await server?.close();
  await disk?.remove();
  await server?.pool.end();
});

test('a disk that is full leaves the state before, is told in one line, and the next seed succeeds once there is room', async () => {
  const [before, after] = changed.states;
  const database = await changed.newDatabase(disk.tablespace);
  const told = [];
  // With less room Postgres refuses the connection, "could not write init file", without a word of the disk.
  for (const free of [256, 512, 1024]) {
    await disk.fill(free);
    const { code, stderr } = await startSeed(database.url, changed.folder).ended;
    told.push({ free, code, stderr });
    // Reading needs room too, for what a first connection writes down.
    await disk.empty();
    expect(await stateOf(database.url)).toEqual(before);
  }
  expect(told).toEqual(
    told.map(({ free }) => ({
      free,
      code: 1,
      stderr: expect.stringMatching(
        /^DATABASE_FULL: [^\n]*No space left on device[^\n]*make room, and run it again\.\n$/,
      ),
    })),
  );
  expect(await startSeed(database.url, changed.folder).ended).toMatchObject({ code: 0, stderr: '' });
  expect(await stateOf(database.url)).toEqual(after);
});
