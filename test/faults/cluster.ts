import { execFile } from 'node:child_process';
import { chmod, chown, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asPostgres, freePort, initialise, newestPostgres, postgresUser } from '../support/postgres.ts';

/** A Postgres server of its own, to be stopped, frozen and killed. */
export interface Cluster {
  url: string;
  port: number;
  start: () => Promise<void>;
  /** As `pg_ctl` stops it: `fast` ends its connections in order, `immediate` is a crash. */
  stop: (mode: 'fast' | 'immediate') => Promise<void>;
  /** Makes a standby the primary. */
  promote: () => Promise<void>;
  /** Sends a signal to the server and to all that it has started. */
  signal: (signal: 'SIGSTOP' | 'SIGCONT') => Promise<void>;
  remove: () => Promise<void>;
}

/** A new cluster that runs, without its settings on disk: with an empty database, or as the standby of another. */
export async function newCluster(settings: Record<string, string> = {}, primary?: Cluster): Promise<Cluster> {
  const { binaries } = await newestPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  await chmod(folder, 0o700);
  const owner = await postgresUser();
  if (owner) await chown(folder, ...owner);
  const data = join(folder, 'data');
  if (primary) {
    // As the containers' replicas are made; whose Postgres then starts by itself, where ours only says its version.
    const script = await readFile('deploy/replica.sh', 'utf8');
    const variables = [
      `PATH=${binaries}:${process.env['PATH']}`,
      `PGDATA=${data}`,
      `PRIMARY_URL=${primary.url}`,
    ];
    await asPostgres('env', ...variables, 'sh', '-c', script, 'replica.sh', '--version');
  } else {
    await initialise(binaries, data);
  }
  const port = await freePort();
  const options = Object.entries({ fsync: 'off', ...settings }).map(([name, value]) => `-c ${name}=${value}`);
  const control = (...what: string[]) =>
    asPostgres(join(binaries, 'pg_ctl'), '--pgdata', data, '--wait', '--silent', ...what);
  const start = () =>
    control(
      ...['--log', join(folder, 'log')],
      ...['--options', `-p ${port} -h 127.0.0.1 -k ${folder} ${options.join(' ')}`, 'start'],
    );
  await start();
  const signal = async (signal: NodeJS.Signals) => {
    const [postmaster = ''] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n');
    const { stdout } = await promisify(execFile)('ps', ['--ppid', postmaster, '-o', 'pid=']);
    const started = stdout.split('\n').filter((pid) => pid.trim() !== '');
    for (const pid of [postmaster, ...started]) process.kill(Number(pid), signal);
  };
  return {
    url: `postgres://sourcebook@127.0.0.1:${port}/postgres`,
    port,
    start,
    stop: (mode) => control('--mode', mode, 'stop'),
    promote: () => control('promote'),
    signal,
    async remove() {
      await signal('SIGCONT').catch(() => {});
      await control('--mode', 'immediate', 'stop').catch(() => {});
      await rm(folder, { recursive: true });
    },
  };
}
