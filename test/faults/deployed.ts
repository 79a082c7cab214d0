import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, postgresUser } from '../support/postgres.ts';

/** A program in front of others, run with the configuration that docker-compose.yml runs it with. */
export interface Deployed {
  port: number;
  start: () => Promise<void>;
  /** Ends it at once, as a crash would. */
  kill: () => Promise<void>;
  remove: () => Promise<void>;
}

/** What the configuration says of a network of containers, and what it is here. */
type Here = readonly (readonly [there: string, here: string])[];

/** PgBouncer in front of the replicas at `ports`, for the user sourcebook with the password `secret`. */
export const newPooler = (ports: readonly number[]): Promise<Deployed> =>
  deployed('/usr/sbin/pgbouncer', 'pgbouncer.ini', (port, folder) => [
    ['listen_addr = 0.0.0.0', 'listen_addr = 127.0.0.1'],
    ['listen_port = 6432', `listen_port = ${port}`],
    ['/tmp/userlist.txt', join(folder, 'userlist.txt')],
    ...ports.map(
      (at, index) =>
        [
          `host=replica-${index + 1} port=5432 dbname=sourcebook`,
          `host=127.0.0.1 port=${at} dbname=postgres`,
        ] as const,
    ),
  ]);

/** HAProxy in front of the servers of the API at `ports`. */
export const newBalancer = (ports: readonly number[]): Promise<Deployed> =>
  deployed('/usr/sbin/haproxy', 'haproxy.cfg', (port) => [
    ['bind :8080', `bind 127.0.0.1:${port}`],
    ...ports.map((at, index) => [`api-${index + 1}:4000`, `127.0.0.1:${at}`] as const),
  ]);

async function deployed(
  program: string,
  file: string,
  here: (port: number, folder: string) => Here,
): Promise<Deployed> {
  await access(program).catch(() => {
    throw new Error(`${program} is not here: apt-get install --no-install-recommends pgbouncer haproxy`);
  });
  const folder = await mkdtemp(join(tmpdir(), 'deployed-'));
  const port = await freePort();
  let text = await readFile(join('deploy', file), 'utf8');
  for (const [there, instead] of here(port, folder)) {
    if (!text.includes(there)) throw new Error(`deploy/${file} does not hold ${there}`);
    text = text.replace(there, instead);
  }
  const path = join(folder, file);
  await writeFile(path, text);
  await writeFile(join(folder, 'userlist.txt'), '"sourcebook" "secret"\n');
  // PgBouncer refuses to run as root.
  const owner = await postgresUser();
  if (owner) await chown(folder, ...owner);
  await chmod(folder, 0o755);
  const [uid, gid] = owner ?? [];
  const options = file === 'haproxy.cfg' ? ['-f', path] : [path];
  let running: ReturnType<typeof spawn> | undefined;
  let said = '';
  const kill = async () => {
    if (!running || running.exitCode !== null) return;
    const ended = once(running, 'close');
    running.kill('SIGKILL');
    await ended;
    running = undefined;
  };
  const start = async () => {
    const child = spawn(program, options, { ...(owner && { uid, gid }), stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (part) => {
        said += part;
      });
    running = child;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`${program} ended: ${said}`);
      const isHeard = await new Promise<boolean>((done) => {
        const socket = connect(port, '127.0.0.1', () => done(true));
        socket.on('error', () => done(false));
        socket.on('connect', () => socket.destroy());
      });
      if (isHeard) return;
      await wait(20);
    }
  };
  await start();
  return {
    port,
    start,
    kill,
    async remove() {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}
