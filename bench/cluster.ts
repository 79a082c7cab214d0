import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, chown, mkdir, readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const installations = '/usr/lib/postgresql';

/** A Postgres server that only the bench uses. */
export interface Cluster {
  /** The address of one of its databases. */
  url: (database: string) => string;
  /** Its postmaster's and its major version. */
  version: string;
  stop: () => Promise<void>;
}

/**
 * Starts the cluster in `folder`, made if it is not there yet. What a server of 8 GB would be given: enough memory to hold
 * the large set, and no waiting for a disk, which is not what is measured.
 */
export async function startCluster(folder: string): Promise<Cluster> {
  const { version, binaries } = await newestInstallation();
  const data = join(folder, `postgres-${version}`);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if (!(await exists(data))) {
    await mkdir(data, { mode: 0o700 });
    if (isRoot) await chown(data, ...(await postgresUser()));
    const who = ['--username', 'sourcebook', '--auth', 'trust'];
    const how = ['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'];
    await asPostgres(join(binaries, 'initdb'), '--pgdata', data, ...who, ...how);
  }
  const port = await freePort();
  const settings = { fsync: 'off', shared_buffers: '2GB', work_mem: '16MB', max_wal_size: '4GB', jit: 'off' };
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const control = (...what: string[]) =>
    asPostgres(join(binaries, 'pg_ctl'), '--pgdata', data, '--wait', '--silent', ...what);
  // A run that was broken off leaves its server behind.
  await control('--mode', 'fast', 'stop').catch(() => {});
  await control(
    ...['--log', join(data, 'log')],
    ...['--options', `-p ${port} -h 127.0.0.1 -k ${data} ${options.join(' ')}`, 'start'],
  );
  return {
    url: (database) => `postgres://sourcebook@127.0.0.1:${port}/${database}`,
    version,
    stop: () => control('--mode', 'fast', 'stop'),
  };
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

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

async function newestInstallation() {
  const versions = await readdir(installations).catch(() => []);
  const newest = Math.max(...versions.map(Number).filter(Number.isFinite));
  if (!Number.isFinite(newest)) throw new Error(`There is no Postgres in ${installations}.`);
  return { version: String(newest), binaries: join(installations, String(newest), 'bin') };
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
