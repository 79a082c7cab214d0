import { access, chmod, chown, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asPostgres, freePort, initialise, newestPostgres, postgresUser } from '../test/support/postgres.ts';

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
  const { version, binaries } = await newestPostgres();
  const data = join(folder, `postgres-${version}`);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if (!(await exists(data))) {
    await mkdir(data, { mode: 0o700 });
    const owner = await postgresUser();
    if (owner) await chown(data, ...owner);
    await initialise(binaries, data);
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
