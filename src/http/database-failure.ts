/** Prisma: refused, unreachable, timed out, not there, closed, out of connections. */
const prismaCodes = /^P(1000|1001|1002|1003|1008|1017|2024|2037)$/;
/** SQLSTATE: connections (08), logins (28), no such database (3D), resources (53), shutdown and cancellation (57). */
const sqlStates = /^(08|28|3D|53|57)[0-9A-Z]{3}$/;
const systemErrors =
  /^E(CONNREFUSED|CONNRESET|CONNABORTED|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN|PIPE|TIMEDOUT)$/;
/** What the drivers throw without any code, the last two while the server stops. */
const messages =
  /connection terminated|timeout exceeded when trying to connect|query read timeout|client has encountered a connection error|pool after calling end|PGlite is closed/i;
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

/**
 * Whether `error`, or anything that it names as its cause, says that the database did not answer,
 * as opposed to: answered that the query is wrong.
 */
export function isDatabaseFailure(error: unknown, depth = 0): boolean {
  // Errors can name each other as their cause.
  if (typeof error !== 'object' || error === null || depth > 8) return false;
  if (isFailure(error)) return true;
  const { cause, originalError, errors, meta, driverAdapterError } = error as Record<string, unknown>;
  const causes = [cause, originalError, meta, driverAdapterError, ...(Array.isArray(errors) ? errors : [])];
  return causes.some((inner) => isDatabaseFailure(inner, depth + 1));
}
