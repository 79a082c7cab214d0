import { once } from 'node:events';
import { pino } from 'pino';
import { expect, vi } from 'vitest';
import type { Database } from '../../src/database/open.ts';
import { addressOf, createNodeServer, stop } from '../../src/http/node-server.ts';
import { createApi } from '../../src/http/server.ts';
import { limits as usual } from '../../src/limits.ts';

/** What the log says of a request. */
export interface Line {
  kept?: true;
  shortcut?: true;
  requestId: string;
  statements: number;
  document: string;
  codes: string[];
}

export interface Told {
  response: Response;
  text: string;
  line: Line | undefined;
}

/** What starts servers over `database` in a test, and what ends all of them. */
export function servers(database: () => Database) {
  const ends: (() => Promise<unknown>)[] = [];
  return {
    async serving(limits = {}) {
      const server = await served(database(), limits);
      ends.push(server.end);
      return server;
    },
    async end() {
      for (const end of ends) await end();
    },
  };
}

/** A server over `database` that listens, and so knows which release is the newest, as it is asked over the network. */
export async function served(database: Database, limits = {}) {
  const lines: Line[] = [];
  const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
  const api = createApi({ database, logger, limits: { ...usual, ...limits } });
  const server = createNodeServer(api.listener, { logger }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const told = async (path: string, init: RequestInit): Promise<Told> => {
    const response = await fetch(`${addressOf(server)}/graphql${path}`, init);
    return { response, text: await response.text(), line: lines.at(-1) };
  };
  return {
    address: addressOf(server),
    ask: (asked: object, headers: Record<string, string> = {}) =>
      told('', {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(asked),
      }),
    get: (asked: Record<string, string>, headers: Record<string, string> = {}) =>
      told(`?${new URLSearchParams(asked)}`, { headers }),
    /** Asks until the answer is one that was kept: at first the server does not know yet which release is the newest. */
    kept: (asking: () => Promise<Told>) =>
      vi.waitFor(async () => {
        const answer = await asking();
        expect(answer.line?.kept).toBe(true);
        return answer;
      }, 10_000),
    end: () => Promise.all([api.close(), stop(server)]),
  };
}
