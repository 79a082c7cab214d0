import { setTimeout as wait } from 'node:timers/promises';
import { mayPass } from './database/failure.ts';
import type { Database } from './database/open.ts';

/** Often enough that a database that is back is used within a second, and next to nothing for one that is not. */
const retryMs = 150;

/**
 * What `open` opens or, where the database does not answer but may yet, a wait for it. What has to be mended by hand is thrown: a wrong
 * password, a database that is behind.
 * @param say told why it has to wait, once
 */
export async function openOrWait(
  open: () => Promise<Database>,
  say: (message: string) => void,
): Promise<Database | (() => Promise<Database>)> {
  try {
    return await open();
  } catch (error) {
    if (!mayPass(error)) throw error;
    say((error as Error).message);
  }
  return async () => {
    for (;;) {
      await wait(retryMs);
      try {
        return await open();
      } catch (error) {
        if (!mayPass(error)) throw error;
      }
    }
  };
}
