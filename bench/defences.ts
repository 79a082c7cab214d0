import { createYoga } from 'graphql-yoga';
import { pino } from 'pino';
import { readConfig } from '../src/config.ts';
import { openDatabase } from '../src/database/open.ts';
import { createContext } from '../src/graphql/context.ts';
import { ReleaseFeed } from '../src/graphql/release-feed.ts';
import { schema } from '../src/graphql/schema.ts';
import { createApi } from '../src/http/server.ts';

// npm run bench:defences: how fast a small query is answered with all defences, the log among them, as a ratio to a bare Yoga with the
// same schema. Both in this process, in turns, without a network, whose cost would be the same for both; DATABASE_URL has to be seeded.

const query = '{ company(slug: "nvidia") { name country chips { totalCount } } }';
const rounds = 15;
const perRound = 320;
const clients = 8;

const database = await openDatabase({ ...readConfig(), access: 'reader' });
const guarded = createApi({ database, logger: pino({ level: 'info' }, { write: () => {} }) });
const releases = new ReleaseFeed(database, { onFailure: () => {} });
const context = () => createContext({ database, address: 'http://localhost', releases });
const bare = createYoga({ schema, context, logging: false, graphiql: false });

/** Processor time of one answer, in microseconds. */
async function spent(answer: (request: Request) => Response | Promise<Response>): Promise<number> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
  const begun = process.cpuUsage();
  const client = async () => {
    for (let time = 0; time < perRound / clients; time++) {
      const body = JSON.stringify({ query });
      const response = await answer(new Request('http://localhost/graphql', { ...init, body }));
      if (!(await response.text()).startsWith('{"data":{"company":{')) throw new Error('not answered');
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / perRound;
}

const times: { on: number; off: number }[] = [];
for (let round = -3; round < rounds; round++) {
  const off = await spent((request) => bare.fetch(request));
  const on = await spent((request) => guarded.fetch(request));
  if (round >= 0) times.push({ on, off });
}
const median = (numbers: number[]) => numbers.sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
const [on, off] = [median(times.map((time) => time.on)), median(times.map((time) => time.off))];
console.log(
  `with defences ${Math.round(on)} µs, without ${Math.round(off)} µs, ratio ${(off / on).toFixed(2)}`,
);
await database.close();
