import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const installations = '/usr/lib/postgresql';

const isRoot = userInfo().uid === 0;

/** Runs one of Postgres' programs, which refuse to run as root: then as the user postgres. */
export async function asPostgres(program: string, ...options: string[]): Promise<void> {
  const [command, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', program] : [program];
  // What it starts would hold on to a pipe, and so hold up its end.
  await new Promise<void>((done, fail) => {
    const child = execFile(command as string, [...rest, ...options], { cwd: '/' }, (error, _, stderr) =>
      error ? fail(new Error(`${program} failed: ${stderr}`, { cause: error })) : undefined,
    );
    child.on('exit', (code) => code === 0 && done());
  });
}

/** Whom Postgres' files have to belong to, as user and group; undefined where whoever runs this may keep them. */
export async function postgresUser(): Promise<[number, number] | undefined> {
  if (!isRoot) return undefined;
  const id = async (of: string) => Number((await promisify(execFile)('id', [of, 'postgres'])).stdout);
  return [await id('-u'), await id('-g')];
}

/** Where the programs of the newest Postgres are that Debian's packages installed. */
export async function newestPostgres(): Promise<{ version: string; binaries: string }> {
  const versions = await readdir(installations).catch(() => []);
  const newest = Math.max(...versions.map(Number).filter(Number.isFinite));
  if (!Number.isFinite(newest)) throw new Error(`There is no Postgres in ${installations}.`);
  return { version: String(newest), binaries: join(installations, String(newest), 'bin') };
}

/** Makes the files of an empty server, with the superuser sourcebook, whom everybody on this machine may be. */
export async function initialise(binaries: string, data: string): Promise<void> {
  const who = ['--username', 'sourcebook', '--auth', 'trust'];
  const how = ['--encoding', 'UTF8', '--locale', 'C.UTF-8', '--no-sync'];
  await asPostgres(join(binaries, 'initdb'), '--pgdata', data, ...who, ...how);
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
