import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { beginning } from '../claims/shown.ts';
import type { Database } from '../database/open.ts';
import { SourcebookError } from '../errors.ts';

/** What is written down of a request while it is answered. */
export interface RequestRecord {
  id: string;
  /** When it came, in milliseconds of `performance.now()`. */
  begun: number;
  operation?: string;
  /** The beginning of its document's SHA-256: tells documents apart without telling what they ask. */
  document?: string;
  /** Whether it was executed past Yoga. */
  shortcut?: true;
  statements: number;
  rows: number;
  codes: string[];
  /** Aborted once its client has left. */
  signal: { readonly aborted: boolean };
  /** How long it waits for the database, from its first read on; to be cleared once it is answered. */
  patience?: Patience;
}

interface Patience {
  end: Promise<never>;
  timer: NodeJS.Timeout;
}

export const beginRecord = (signal: RequestRecord['signal']): RequestRecord => ({
  id: randomUUID(),
  begun: performance.now(),
  statements: 0,
  rows: 0,
  codes: [],
  signal,
});

/** Asked every few seconds by what watches the server. */
const watched = ['/health', '/ready'];

/**
 * Writes the line about a request that is answered: what was asked, by name and hash, how long it took, what it took from the
 * database and how it ended. Never what was asked for, nor who asked: texts, variables, headers and addresses stay out of the log.
 */
export function logRecord(
  logger: Logger,
  { id, begun, patience, signal, ...rest }: RequestRecord,
  { method, path, status }: { method: string; path: string; status: number },
): void {
  clearTimeout(patience?.timer);
  const line = {
    requestId: id,
    method,
    path: beginning(path),
    status,
    ms: Math.round(performance.now() - begun),
    ...rest,
    ...(signal.aborted && { gone: true }),
  };
  logger[watched.includes(path) ? 'debug' : 'info'](line, 'request');
}

/** What the caller reads where the database did not answer. */
export const unavailable = 'The database did not answer. Try again a little later.';

const left = 'The client has left; nothing more is read for it.';

/** Found by whatever runs on behalf of a request, without being handed on through GraphQL and the database. */
const records = new AsyncLocalStorage<RequestRecord>();

export const currentRequest = (): RequestRecord | undefined => records.getStore();

export const recorded = <Result>(record: RequestRecord, run: () => Result): Result =>
  records.run(record, run);

/**
 * The same database, writing down what each request takes from it; no longer asked once its client has left, and no longer waited
 * for once a request has waited `answerMs`.
 * What it was asked last it may still be doing then; its own limits end that.
 */
export function recording(database: Database, answerMs: number): Database {
  return {
    ...database,
    async around(read, statements) {
      const record = currentRequest();
      if (!record) return read();
      // What is being read is read to its end, or to its time limit.
      if (record.signal.aborted) throw new SourcebookError('SERVICE_UNAVAILABLE', left);
      record.statements += statements;
      record.patience ??= patienceFor(answerMs);
      const found = await Promise.race([read(), record.patience.end]);
      record.rows += found.length;
      return found;
    },
  };
}

/** Patience that ends after `ms` milliseconds; always as many, since Node keeps a list of timers for each duration. */
function patienceFor(ms: number): Patience {
  const patience: Partial<Patience> = {};
  patience.end = new Promise<never>((_, reject) => {
    const fail = () => reject(new SourcebookError('SERVICE_UNAVAILABLE', unavailable));
    patience.timer = setTimeout(fail, ms);
  });
  // It may end while nobody reads.
  patience.end.catch(() => {});
  return patience as Patience;
}
