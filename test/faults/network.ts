import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Network {
  port: number;
  /** Where connections made from now on lead. */
  to: (port: number) => void;
  /** Swallows all that is sent, in both directions; those who connect meanwhile are accepted, and hear nothing. */
  swallow: () => void;
  /** Breaks all connections, and those that are made from now on. */
  refuse: () => void;
  /** Passes on what comes on new connections. Those that it has swallowed from are never heard of again. */
  passOn: () => void;
  close: () => Promise<void>;
}

/** A network between the API and a database that can lose everything, or lead elsewhere. */
export async function newNetwork(target: number): Promise<Network> {
  let port = target;
  let swallows = false;
  let refuses = false;
  const lost = new WeakSet<Socket>();
  const open = new Set<Socket>();
  const server = createServer((client) => {
    if (refuses) {
      client.destroy();
      return;
    }
    const database = connect(port, '127.0.0.1');
    const ends = [client, database] as const;
    for (const [from, to] of [ends, [database, client]] as const) {
      open.add(from);
      if (swallows) lost.add(from);
      from.on('data', (bytes) => {
        if (!lost.has(from)) to.write(bytes);
      });
      from.on('error', () => {});
      from.on('close', () => {
        open.delete(from);
        if (!lost.has(from)) to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    to: (other) => {
      port = other;
    },
    swallow: () => {
      swallows = true;
      for (const socket of open) lost.add(socket);
    },
    refuse: () => {
      refuses = true;
      for (const socket of open) socket.destroy();
    },
    passOn: () => {
      swallows = false;
      refuses = false;
    },
    async close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}
