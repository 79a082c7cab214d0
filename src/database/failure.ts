import { SourcebookError } from '../errors.ts';

/** Prisma: refused, unreachable, timed out, not there, closed, out of connections. */
const prismaCodes = /^P(1000|1001|1002|1003|1008|1017|2024|2037)$/;
/**
 * SQLSTATE: connections (08), logins (28), no such database (3D), resources (53), shutdown and cancellation (57); and 40001, with
 * which a standby ends a statement that holds up what it has to write.
 */
const sqlStates = /^((08|28|3D|53|57)[0-9A-Z]{3}|40001)$/;
const diskFull = '53100';
const systemErrors =
  /^E(CONNREFUSED|CONNRESET|CONNABORTED|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PIPE|TIMEDOUT)$/;
/** What the drivers throw without any code, the last two while the server stops. */
const messages =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|timeout expired|client has encountered a connection error|client was closed and is not queryable|unable to start a transaction in the given time|pool after calling end|PGlite is closed/i;
const adapterKinds =
  /^(DatabaseNotReachable|ConnectionClosed|SocketTimeout|TooManyConnections|DatabaseDoesNotExist|AuthenticationFailed|DatabaseAccessDenied)$/;

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

function isFailure(error: object): boolean {
  const { code, errorCode, originalCode, kind, name, message } = error as Record<string, unknown>;
  return (
    name === 'PrismaClientInitializationError' ||
    code === 'DATABASE_UNREACHABLE' ||
    [code, errorCode].some((given) => prismaCodes.test(asText(given))) ||
    [code, originalCode].some((given) => sqlStates.test(asText(given)) || systemErrors.test(asText(given))) ||
    adapterKinds.test(asText(kind)) ||
    messages.test(asText(message))
  );
}

/** `error`, and all that it names as its causes, outermost first. */
export function* causesOf(error: unknown, depth = 0): Generator<object> {
  // Errors can name each other as their cause.
  if (typeof error !== 'object' || error === null || depth > 8) return;
  yield error;
  const { cause, originalError, errors, meta, driverAdapterError } = error as Record<string, unknown>;
  const causes = [cause, originalError, meta, driverAdapterError, ...(Array.isArray(errors) ? errors : [])];
  for (const inner of causes) yield* causesOf(inner, depth + 1);
}

/**
 * Whether `error`, or anything that it names as its cause, says that the database did not answer,
 * as opposed to: answered that the query is wrong.
 */
export function isDatabaseFailure(error: unknown): boolean {
  return [...causesOf(error)].some(isFailure);
}

/** Whether one of the codes in `error`, or in what it names as its cause, is among `codes`. */
const hasCode = (error: unknown, codes: RegExp): boolean =>
  [...causesOf(error)].some((cause) => {
    const { code, originalCode } = cause as Record<string, unknown>;
    return [code, originalCode].some((given) => codes.test(asText(given)));
  });

/** Whether the database broke off a statement that took too long, as it would elsewhere. */
export const isTooSlow = (error: unknown): boolean => hasCode(error, /^57014$/);

/** Whether a standby ended a statement that held up what it had to write. */
export const isInTheWay = (error: unknown): boolean => hasCode(error, /^40(001|P01)$/);

/** SQLSTATE: a user or a password that is refused, a database that is not there. */
const misconfigured = /^(28|3D)[0-9A-Z]{3}$/;

/** Whether the database may come back by itself: it did not answer, and not because it was asked for by a wrong name or password. */
export function mayPass(error: unknown): boolean {
  return isDatabaseFailure(error) && !hasCode(error, misconfigured);
}

/** Why something failed, in the innermost words that there are, on one line. */
export function reasonOf(error: unknown): string {
  const reasons = [...causesOf(error)].map(({ message, kind }: { message?: unknown; kind?: unknown }) =>
    (asText(message) || asText(kind)).replace(/\s+/g, ' ').trim(),
  );
  return reasons.findLast((reason) => reason !== '') ?? String(error);
}

/** What a command says of `error` where the database failed it in the middle; null where it did not. */
export function failedInTheMiddle(error: unknown): SourcebookError | null {
  const failure = [...causesOf(error)].filter(isFailure).at(-1);
  if (failure === undefined) return null;
  const { code, message, kind } = failure as Record<string, unknown>;
  const reason = (asText(message) || asText(kind)).replace(/\s+/g, ' ').trim();
  return code === diskFull
    ? new SourcebookError(
        'DATABASE_FULL',
        `${reason}. What was begun is undone; make room, and run it again.`,
        {
          cause: error,
        },
      )
    : new SourcebookError(
        'DATABASE_UNREACHABLE',
        `The database broke off: ${reason}. What was begun is done whole or not at all; run it again.`,
        { cause: error },
      );
}
