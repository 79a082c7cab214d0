import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, mkdir, readFile, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { SourcebookError } from '../errors.ts';

/** How long the set-up or seed of another process is waited for; it takes seconds, but on a busy machine many. */
const patienceMs = 120_000;

/** The locks that this process holds. */
const held = new Set<string>();

export interface FolderLock {
  /**
   * Says in the lock that its holder now serves, and so will not give it back soon.
   * @throws SourcebookError `DATABASE_IN_USE` if another has taken it over
   */
  serve: () => Promise<void>;
  /** Gives the lock back, unless another has taken it over. */
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
  // Process ids repeat, in containers above all; what is written in our lock does not.
  const mine = `${process.pid} ${randomUUID()}`;
  while (!(await take(path, mine))) {
    const holder = await holderOf(path);
    if (holder === null) continue;
    if (!isAlive(holder.pid, path)) await discard(path, holder.text);
    else if (!holder.serves && Date.now() < giveUpAt) await setTimeout(100);
    else throw inUse(folder, holder);
  }
  held.add(path);
  const other = async () => {
    const holder = await holderOf(path);
    return holder?.text.startsWith(mine) ? null : holder;
  };
  return {
    serve: async () => {
      const holder = await other();
      if (holder) throw inUse(folder, holder);
      const rewritten = `${path}.${process.pid}`;
      await writeFile(rewritten, `${mine} serves`);
      await rename(rewritten, path);
    },
    release: async () => {
      held.delete(path);
      if (!(await other())) await rm(path, { force: true });
    },
  };
}

function inUse(folder: string, { pid }: Holder): SourcebookError {
  return new SourcebookError(
    'DATABASE_IN_USE',
    `${folder} is open in process ${pid}. Stop it, or set DATABASE_URL to use Postgres, which serves several.`,
  );
}

/** Creates the lock file, with `text` in it from the first moment, unless there is one. */
async function take(path: string, text: string): Promise<boolean> {
  const written = `${path}.${process.pid}`;
  await writeFile(written, text);
  try {
    await link(written, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(written, { force: true });
  }
}

interface Holder {
  pid: number;
  serves: boolean;
  /** All that the lock says. */
  text: string;
}

/** The process that holds the lock; null where it has just been given back. */
async function holderOf(path: string): Promise<Holder | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text === '' ? null : { pid: Number.parseInt(text, 10), serves: text.endsWith(' serves'), text };
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

/**
 * Removes the lock of a process that has died, which said `text`, unless another has taken it over in the meantime. Only one
 * process at a time removes locks, and a dead one changes its own no more; so what is removed is what was read.
 */
async function discard(path: string, text: string): Promise<void> {
  const guard = `${path}.discarding`;
  try {
    await mkdir(guard);
  } catch {
    const { mtimeMs = Date.now() } = await stat(guard).catch(() => ({}) as Partial<Stats>);
    // Removing takes a moment: whoever began this long ago has died over it.
    if (Date.now() - mtimeMs > 10_000) await rmdir(guard).catch(() => {});
    else await setTimeout(20);
    return;
  }
  try {
    if ((await holderOf(path))?.text === text) await rm(path, { force: true });
  } finally {
    await rmdir(guard);
  }
}
