import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testServer } from '../support/server.ts';
import { type Random, seededRandom } from './random.ts';
import { type Scenario, scenarios } from './scenario.ts';
import { seedHere, startSeed } from './seed.ts';
import { openServer, type Server, type TestDatabase } from './server.ts';
import { stateOf } from './state.ts';

/** How often each is killed; FAULTS_KILLS=25 makes fifty of them. */
const kills = Number(process.env['FAULTS_KILLS'] ?? 8);
const terminations = Math.ceil(kills / 4);
const crashes = Math.ceil(kills / 8);
const seed = Number(process.env['FAULTS_SEED'] ?? Math.floor(Math.random() * 2 ** 32));
const oneLine = /^DATABASE_UNREACHABLE: .+\n$/;

let server: Server;
let prepared: [Scenario, Scenario];
beforeAll(async () => {
  if (testServer === undefined)
    throw new Error('Set TEST_DATABASE_URL to a Postgres server, as a superuser.');
  server = await openServer(testServer);
  prepared = await scenarios(server);
});
afterAll(async () => {
  await server?.close();
  await server?.pool.end();
});

/** Whether a database holds what it held before, what it should hold afterwards, or has come between two migrations. */
async function outcome({ states }: Scenario, database: TestDatabase) {
  await server.left(database);
  const state = await stateOf(database.url);
  expect(states, `a state that no undisturbed seed comes through; FAULTS_SEED=${seed}`).toContainEqual(state);
  const at = states.findIndex(({ hash }) => hash === state.hash);
  return at === 0 ? 'before' : at === states.length - 1 ? 'after' : 'between migrations';
}

/** Whatever happened, the next seed comes to what an undisturbed one would have. */
async function expectNextToSucceed(
  { states, dataset, folder }: Scenario,
  { url }: TestDatabase,
  whole: boolean,
) {
  if (whole) expect(await startSeed(url, folder).ended).toMatchObject({ code: 0, stderr: '' });
  else await seedHere(url, dataset);
  expect(await stateOf(url)).toEqual(states.at(-1));
}

/** How long a seed takes from its first connection to its end, with as many others beside it as there will be. */
async function duration(scenario: Scenario, lanes: number): Promise<number> {
  const measured = Array.from({ length: lanes }, async () => {
    const database = await scenario.newDatabase();
    const { ended } = startSeed(database.url, scenario.folder);
    await server.connected(database, ended);
    const begun = Date.now();
    expect(await ended).toMatchObject({ code: 0, stderr: '' });
    const took = Date.now() - begun;
    await database.drop();
    return took;
  });
  return Math.max(...(await Promise.all(measured)));
}

/** Runs a disturbed seed `times` times, at moments spread at random over its duration, and counts how they came out. */
async function repeat(
  scenario: Scenario,
  times: number,
  random: Random,
  disturb: (moment: number, index: number) => Promise<string>,
  lanes = 2,
) {
  let length = await duration(scenario, lanes);
  const counts: Record<string, number> = {};
  const indexes = Array.from({ length: times }, (_, index) => index).values();
  const lane = async () => {
    for (const index of indexes) {
      let how = 'too late';
      while (how === 'too late') {
        const moment = ((index + random()) / times) * length;
        how = await disturb(moment, index);
        // It had ended before it could be disturbed: seeds are faster now than when one was measured.
        if (how === 'too late') length = Math.min(length, moment) * 0.95;
      }
      counts[how] = (counts[how] ?? 0) + 1;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { counts, length: Math.round(length) };
}

/** A seed whose database is taken away at a moment: it says so in one line, and the next comes to what it would have. */
const cutOff =
  (scenario: Scenario, cut: (database: TestDatabase) => Promise<void>) =>
  async (moment: number): Promise<string> => {
    const database = await scenario.newDatabase();
    const { ended } = startSeed(database.url, scenario.folder);
    await server.connected(database, ended);
    await setTimeout(moment);
    await cut(database);
    const { code, stderr } = await ended;
    // A connection that nobody was using is simply opened again.
    if (code === 0) expect(stderr).toBe('');
    else expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(oneLine) });
    const how = await outcome(scenario, database);
    await expectNextToSucceed(scenario, database, false);
    await database.drop();
    return `${code === 0 ? 'unharmed' : 'cut off'}, ${how}`;
  };

describe.each([
  { what: 'an empty database', which: 0 },
  { what: 'a changed dataset', which: 1 },
] as const)('a seed of $what', ({ what, which }) => {
  test(`that is killed leaves the state before or after, and the next one succeeds, ${kills} times`, async () => {
    const scenario = prepared[which];
    const { counts, length } = await repeat(
      scenario,
      kills,
      seededRandom(seed + which),
      async (moment, index) => {
        const database = await scenario.newDatabase();
        const killed = startSeed(database.url, scenario.folder);
        await server.connected(database, killed.ended);
        await setTimeout(moment);
        killed.kill();
        const isKilled = (await killed.ended).signal === 'SIGKILL';
        const how = isKilled ? await outcome(scenario, database) : 'too late';
        if (isKilled) await expectNextToSucceed(scenario, database, index % 8 === 0);
        await database.drop();
        return how;
      },
    );
    console.log(
      `${what}: ${kills} kills within ${length} ms (FAULTS_SEED=${seed}): ${JSON.stringify(counts)}, 0 lost`,
    );
  });

  test(`whose connections the server ends says so in one line, and loses nothing, ${terminations} times`, async () => {
    const scenario = prepared[which];
    const terminate = cutOff(scenario, (database) => server.terminate(database));
    const { counts } = await repeat(scenario, terminations, seededRandom(seed + which), terminate);
    console.log(`${what}: ${terminations} times cut off: ${JSON.stringify(counts)}, 0 lost`);
  });

  test(`whose server crashes says so in one line, and loses nothing, ${crashes} times`, async () => {
    const scenario = prepared[which];
    const crash = cutOff(scenario, (database) => server.crash(database));
    // One at a time: a crash cuts off whoever else uses the server.
    const { counts } = await repeat(scenario, crashes, seededRandom(seed + which), crash, 1);
    console.log(`${what}: the server crashed ${crashes} times: ${JSON.stringify(counts)}, 0 lost`);
  });

  test.each([2, 4])('comes to the same where %i run at once', async (times) => {
    const { newDatabase, folder, states } = prepared[which];
    const database = await newDatabase();
    const all = await Promise.all(Array.from({ length: times }, () => startSeed(database.url, folder).ended));
    expect(all.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
      all.map(() => ({ code: 0, stderr: '' })),
    );
    expect(all.filter(({ stdout }) => stdout.startsWith('release ')).length).toBe(1);
    expect(await stateOf(database.url)).toEqual(states.at(-1));
    await database.drop();
  });
});
