import { randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

/** A database on the server under test. */
export interface TestDatabase {
  name: string;
  url: string;
  drop: () => Promise<void>;
}

export interface Server {
  /** As a superuser. */
  pool: pg.Pool;
  /** A database of its own: empty, or a copy of the one named `template`; on a disk of its own, or where all are. */
  newDatabase: (template?: string, tablespace?: string) => Promise<TestDatabase>;
  /** Waits until somebody is connected to a database, or until `orUntil` is settled. */
  connected: (database: TestDatabase, orUntil: Promise<unknown>) => Promise<void>;
  /** Waits until nobody is: after its client was killed, the server may still be finishing a statement. */
  left: (database: TestDatabase) => Promise<void>;
  /** Ends all connections to a database from the server's side. */
  terminate: (database: TestDatabase) => Promise<void>;
  /** Kills what serves a database, and at least one connection, upon which the whole server starts anew; waits until it has. */
  crash: (database: TestDatabase) => Promise<void>;
  /** Drops all that it made. */
  close: () => Promise<void>;
}

/** The server at `url`, as a superuser sees it. */
export async function openServer(url: string): Promise<Server> {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => {});
  const made: string[] = [];
  const connections = async (name: string) => {
    const { rows } = await pool.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    return rows.length;
  };
  const connect = async () => {
    const client = new pg.Client(url);
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  return {
    pool,
    async newDatabase(template = 'template1', tablespace = 'pg_default') {
      const name = `sourcebook_faults_${randomBytes(6).toString('hex')}`;
      await pool.query(`CREATE DATABASE ${name} TEMPLATE ${template} TABLESPACE ${tablespace}`);
      made.push(name);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return {
        name,
        url: address.href,
        drop: async () => void (await pool.query(`DROP DATABASE ${name} WITH (FORCE)`)),
      };
    },
    async connected({ name }, orUntil) {
      let over = false;
      void orUntil.finally(() => {
        over = true;
      });
      while (!over && (await connections(name)) === 0) await setTimeout(5);
    },
    async left({ name }) {
      while ((await connections(name)) > 0) await setTimeout(5);
    },
    async terminate({ name }) {
      await pool.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    },
    async crash({ name }) {
      // A connection that is not killed ends once the server has noticed; until then it would still answer others.
      const witness = await connect();
      const noticed = new Promise<void>((end) => witness.on('end', end));
      const { rows } = await pool.query(
        `SELECT pid FROM pg_stat_activity WHERE datname = $1 AND backend_type = 'client backend'`,
        [name],
      );
      const victim = await connect();
      const { rows: victims } = await victim.query('SELECT pg_backend_pid() AS pid');
      for (const { pid } of [...rows, ...victims]) {
        try {
          process.kill(pid, 'SIGKILL');
        } catch {
          // It has ended meanwhile, as all do once one is killed.
        }
      }
      await noticed;
      let isBack = false;
      while (!isBack) {
        const client = await connect().catch(() => null);
        isBack = client !== null;
        await (client?.end() ?? setTimeout(20));
      }
    },
    async close() {
      for (const name of made) await pool.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}
