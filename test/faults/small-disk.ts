import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type pg from 'pg';

const run = promisify(execFile);

export interface SmallDisk {
  /** The tablespace that lies on it. */
  tablespace: string;
  /** Takes up its room, but for so many KB. */
  fill: (free: number) => Promise<void>;
  /** Gives the room back. */
  empty: () => Promise<void>;
  remove: () => Promise<void>;
}

/** A disk of `megabytes` in memory, for a server on this machine to keep tables on; its log is kept where it was. */
export async function smallDisk(server: pg.Pool, megabytes: number): Promise<SmallDisk> {
  if (userInfo().uid !== 0)
    throw new Error('Only root can mount a small disk: run npm run test:faults as root.');
  const folder = await mkdtemp(join(tmpdir(), 'small-disk-'));
  const tablespace = `small_${Math.random().toString(36).slice(2)}`;
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700,uid=postgres`, 'tmpfs', folder]);
  await server.query(`CREATE TABLESPACE ${tablespace} LOCATION '${folder}'`);
  const filler = join(folder, 'filler');
  const empty = () => rm(filler, { force: true });
  return {
    tablespace,
    async fill(free) {
      await empty();
      const { stdout } = await run('df', ['--block-size=1K', '--output=avail', folder]);
      const available = Number(stdout.split('\n')[1]);
      await writeFile(filler, Buffer.alloc(Math.max(0, available - free) * 1024));
    },
    empty,
    async remove() {
      await server.query(`DROP TABLESPACE IF EXISTS ${tablespace}`);
      await run('umount', [folder]);
      await rm(folder, { recursive: true });
    },
  };
}
