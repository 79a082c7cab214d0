import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SourcebookError } from '../errors.ts';

const patienceMs = 10_000;

/** The locks that this process holds. */
const held = new Set<string>();

/**
 * Takes the lock on a PGlite folder, which two processes at once would corrupt; waits for a holder that is about to
 * finish, such as a seed, and takes over from one that has died. Returns what gives the lock back.
 * @throws SourcebookError `DATABASE_IN_USE`, naming the process that holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'lock');
  const giveUpAt = Date.now() + patienceMs;
  while (!(await take(path))) {
    const holder = await holderOf(path);
    if (holder === null) continue;
    if (!isAlive(holder, path)) await discard(path, holder);
    else if (Date.now() < giveUpAt) await setTimeout(100);
    else {
      throw new SourcebookError(
        'DATABASE_IN_USE',
        `${folder} is open in process ${holder}. Stop it, or set DATABASE_URL to use Postgres, which serves several.`,
      );
    }
  }
  held.add(path);
  return async () => {
    held.delete(path);
    await rm(path, { force: true });
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
async function holderOf(path: string): Promise<number | null> {
  return readFile(path, 'utf8').then(Number, () => null);
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
  if ((await holderOf(aside)) !== holder) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}
