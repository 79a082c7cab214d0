import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const installations = '/usr/lib/postgresql';

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
  const binaries = await newestBinaries();
  const folder = await mkdtemp(join(tmpdir(), 'faults-'));
  await chmod(folder, 0o700);
  if (isRoot) await chown(folder, ...(await postgresUser()));
  const data = join(folder, 'data');
  if (primary) {
    const copy = ['--dbname', primary.url, '--pgdata', data, '--write-recovery-conf', '--no-sync'];
    await asPostgres(join(binaries, 'pg_basebackup'), ...copy, '--checkpoint', 'fast');
  } else {
    const access = [
      '--username',
      'sourcebook',
      '--auth',
      'trust',
      '--encoding',
      'UTF8',
      '--locale',
      'C.UTF-8',
    ];
    await asPostgres(join(binaries, 'initdb'), '--pgdata', data, ...access, '--no-sync');
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
    const { stdout } = await run('ps', ['--ppid', postmaster, '-o', 'pid=']);
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

const isRoot = userInfo().uid === 0;

/** Postgres refuses to run as root. */
async function asPostgres(program: string, ...options: string[]): Promise<void> {
  const [command, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', program] : [program];
  // What it starts would hold on to a pipe, and so hold up its end.
  await new Promise<void>((done, fail) => {
    const child = execFile(command as string, [...rest, ...options], { cwd: '/' }, (error, _, stderr) =>
      error ? fail(new Error(`${program} failed: ${stderr}`, { cause: error })) : undefined,
    );
    child.on('exit', (code) => code === 0 && done());
  });
}

async function postgresUser(): Promise<[number, number]> {
  const id = async (of: string) => Number((await run('id', [of, 'postgres'])).stdout);
  return [await id('-u'), await id('-g')];
}

async function newestBinaries(): Promise<string> {
  const versions = await readdir(installations).catch(() => []);
  const newest = Math.max(...versions.map(Number).filter(Number.isFinite));
  if (!Number.isFinite(newest)) throw new Error(`There is no Postgres in ${installations}.`);
  return join(installations, String(newest), 'bin');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
