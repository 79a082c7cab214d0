import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SourcebookError } from '../errors.ts';

/** How long the set-up or seed of another process is waited for; it takes seconds, but on a busy machine many. */
const patienceMs = 120_000;

/** The locks that this process holds. */
const held = new Set<string>();

export interface FolderLock {
  /** Says in the lock that its holder now serves, and so will not give it back soon. */
  serve: () => Promise<void>;
  release: () => Promise<void>;
}

/**
 * Takes the lock on a PGlite folder, which two processes at once would corrupt. Waits for a holder that is about to
 * finish, such as a seed, but not for one that serves; takes over from one that has died.
 * @throws SourcebookError `DATABASE_IN_USE`, naming the process that holds it
 */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const path = join(folder, 'lock');
  const giveUpAt = Date.now() + patienceMs;
  while (!(await take(path))) {
    const holder = await holderOf(path);
    if (holder === null) continue;
    if (!isAlive(holder.pid, path)) await discard(path, holder.pid);
    else if (!holder.serves && Date.now() < giveUpAt) await setTimeout(100);
    else {
      throw new SourcebookError(
        'DATABASE_IN_USE',
        `${folder} is open in process ${holder.pid}. Stop it, or set DATABASE_URL to use Postgres, which serves several.`,
      );
    }
  }
  held.add(path);
  return {
    serve: async () => {
      const rewritten = `${path}.${process.pid}`;
      await writeFile(rewritten, `${process.pid} serves`);
      await rename(rewritten, path);
    },
    release: async () => {
      held.delete(path);
      await rm(path, { force: true });
    },
  };
}

/** Creates the lock file, with our process id in it from the first moment, unless there is one. */
async function take(path: string): Promise<boolean> {
  const mine = `${path}.${process.pid}`;
  await writeFile(mine, String(process.pid));
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(mine, { force: true });
  }
}

/** The process that holds the lock; null where it has just been given back. */
async function holderOf(path: string): Promise<{ pid: number; serves: boolean } | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  const [pid, serves] = text.split(' ');
  return pid ? { pid: Number(pid), serves: serves !== undefined } : null;
}

function isAlive(pid: number, path: string): boolean {
  // A lock with our own id that we do not hold is from a process before us: in a container, ids repeat.
  if (pid === process.pid) return held.has(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the lock of a process that has died, unless another has taken it over in the meantime. */
async function discard(path: string, holder: number): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  await rename(path, aside).catch(() => {});
  if ((await holderOf(aside))?.pid !== holder) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}
