import { SourcebookError } from '../errors.ts';

/** What Postgres answers when a connection asks for a role that the migrations have not created yet. */
const roleIsMissing = /role "sourcebook_reader" does not exist|invalid value for parameter "role"/;

/** What it answers where the role is there and has not been granted. */
const roleIsRefused = /permission denied to set role/;

const advice =
  '. Check that Postgres runs there, or correct DATABASE_URL; unset it to use the embedded database';

/** Why a database could not be opened, in one line that names it without its password. */
export function unreachable(databaseUrl: string, error: unknown): SourcebookError {
  const reason = reasonOf(error);
  if (roleIsMissing.test(reason)) {
    return new SourcebookError(
      'DATABASE_BEHIND',
      `${named(databaseUrl)} has not been set up. Run: npm run seed`,
      {
        cause: error,
      },
    );
  }
  if (roleIsRefused.test(reason)) {
    const grant = 'An administrator can allow it: GRANT sourcebook_reader TO the user in DATABASE_URL';
    return new SourcebookError('DATABASE_UNREACHABLE', `${named(databaseUrl)} may not be read. ${grant}`, {
      cause: error,
    });
  }
  return new SourcebookError(
    'DATABASE_UNREACHABLE',
    `${named(databaseUrl)} cannot be reached: ${reason}${URL.canParse(databaseUrl) ? advice : ''}`,
    { cause: error },
  );
}

/** A database by its address, without the password. */
export function named(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return `The database in ${databaseUrl.replace(/^pglite /, '')}`;
  const { hostname, port, pathname } = new URL(databaseUrl);
  return `Postgres at ${hostname}:${port || '5432'}, database ${decodeURIComponent(pathname.slice(1)) || '(default)'},`;
}

/** What went wrong, on one line; Node tells of each address it tried. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message.replace(/\s+/g, ' ').trim() : String(error);
}
