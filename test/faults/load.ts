import { setTimeout as wait } from 'node:timers/promises';

/** How one request was answered. */
export interface Told {
  /** When it was sent, and how long it took, in milliseconds. */
  at: number;
  ms: number;
  status: number;
  /** The code of its error; absent where it was answered. */
  code?: string;
}

/** What happens while many ask. */
export interface Load {
  told: Told[];
  /** Waits until somebody is answered who asked at or after `since`; how long after `since` that was. */
  firstSuccess: (since: number) => Promise<number>;
  stop: () => Promise<void>;
}

/** Settings of a server that many ask, and that needs its database for each answer. */
export const unguarded = { MAX_REQUESTS_PER_MINUTE: '0', RESPONSE_CACHE_BYTES: '0', ROW_CACHE_BYTES: '0' };

const query = '{ companies(first: 5) { totalCount nodes { name chips { nodes { name } } } } }';
const past = '{ companies(first: 5, asOf: "1.0.0") { totalCount nodes { name } } }';

/** One request. */
export async function ask(address: string, document = query): Promise<Told> {
  const at = performance.now();
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query: document }),
  });
  const { errors } = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  const code = errors?.[0]?.extensions.code;
  return { at, ms: performance.now() - at, status: response.status, ...(code !== undefined && { code }) };
}

/** Lets `clients` ask one question after another, every second one as of a release, which takes a transaction. */
export function load(address: string, clients: number): Load {
  const told: Told[] = [];
  let stopped = false;
  const client = async (_: unknown, index: number) => {
    while (!stopped) {
      const at = performance.now();
      const dropped = () => ({ at, ms: performance.now() - at, status: 0, code: 'DROPPED' });
      told.push(await ask(address, index % 2 === 0 ? query : past).catch(dropped));
      await wait(20);
    }
  };
  const all = Array.from({ length: clients }, client);
  return {
    told,
    async firstSuccess(since) {
      for (;;) {
        const found = told.find(({ at, ms, code }) => code === undefined && at + ms >= since);
        if (found) return found.at + found.ms - since;
        await wait(5);
      }
    },
    async stop() {
      stopped = true;
      await Promise.all(all);
    },
  };
}
