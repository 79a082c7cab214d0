import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { freePort, postgresUser } from '../support/postgres.ts';

/** pgbouncer in session mode, before a Postgres server. */
export interface Pooler {
  url: string;
  /** What its console is told: KILL and a database, SUSPEND, RESUME. */
  tell: (command: string) => Promise<void>;
  remove: () => Promise<void>;
}

/** Starts one before the server at `url`. It refuses to run as root: then it runs as the user postgres. */
export async function newPooler(url: string): Promise<Pooler> {
  const folder = await mkdtemp(join(tmpdir(), 'pooler-'));
  const { hostname, port: target, username, pathname } = new URL(url);
  const port = await freePort();
  const users = join(folder, 'users.txt');
  const settings = join(folder, 'pgbouncer.ini');
  await writeFile(users, `"${username}" ""\n`);
  await writeFile(
    settings,
    `[databases]
* = host=${hostname} port=${target}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${users}
admin_users = ${username}
pool_mode = session
server_login_retry = 0.2
`,
  );
  const owner = await postgresUser();
  await chmod(folder, 0o755);
  if (owner) await chown(folder, ...owner);
  const [uid, gid] = owner ?? [];
  const child = spawn('/usr/sbin/pgbouncer', ['--quiet', settings], {
    cwd: folder,
    stdio: 'ignore',
    ...(uid !== undefined && gid !== undefined && { uid, gid }),
  });
  const ended = once(child, 'close');
  const console = new pg.Pool({ host: '127.0.0.1', port, user: username, database: 'pgbouncer', max: 1 });
  console.on('error', () => {});
  const tell = async (command: string) => void (await console.query(command));
  for (let left = 100; ; left--) {
    const isThere = await tell('SHOW VERSION').then(
      () => true,
      () => false,
    );
    if (isThere) break;
    if (left === 0 || child.exitCode !== null) throw new Error('pgbouncer does not start.');
    await wait(50);
  }
  return {
    url: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    tell,
    async remove() {
      await console.end();
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}
