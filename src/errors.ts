/** Every public error code: what it means and what to do about it. `docs/errors.md` lists the same, held by a test. */
export const errorCatalogue = {
  BAD_CONFIGURATION: {
    meaning: 'An environment variable or a command-line option has a value that cannot be used.',
    action: 'Correct the variable or option that the message names.',
  },
  PORT_IN_USE: {
    meaning: 'Another program already listens on the port.',
    action: 'Stop it, or start with another PORT.',
  },
  DATABASE_UNREACHABLE: {
    meaning: 'The database that DATABASE_URL names does not answer, refuses the connection or breaks it.',
    action:
      'Check that Postgres runs and that host, port, name, user and password are right; or unset DATABASE_URL to use the embedded database.',
  },
  DATABASE_FULL: {
    meaning: 'The disk that the database is on has no room left.',
    action: 'Make room and run the command again; what it had begun was undone.',
  },
  DATABASE_IN_USE: {
    meaning: 'The embedded database folder is open in another process; it can serve one at a time.',
    action: 'Stop the process that the message names, or set DATABASE_URL to use Postgres.',
  },
  DATABASE_BEHIND: {
    meaning: 'The database lacks a migration or the newest dataset, and this command only serves.',
    action: 'Run the command that the message names.',
  },
  MIGRATION_FAILED: {
    meaning: 'A migration could not be applied or written.',
    action: 'Read the reason in the message; nothing after the failed migration was applied.',
  },
  DATASET_INVALID: {
    meaning: 'The dataset has mistakes, so it cannot be published.',
    action: 'Mend each place that the list names: file, line, what was found, what was expected.',
  },
  TEXT_UNUSABLE: {
    meaning: "The file is not a document's text: it is missing, empty, a folder, or not plain text in UTF-8.",
    action: 'Give the path of a text file; save what is in another encoding or format as UTF-8 text.',
  },
  SOURCE_EXISTS: {
    meaning: 'The dataset already has a source of that name or with that text; nothing was written.',
    action: 'Go on in the file that the message names, or choose another name with --slug.',
  },
  PROJECTION_MISMATCH: {
    meaning: 'A typed column says something that its accepted claim does not.',
    action: 'Seed again; if it stays, it is a defect in the projection.',
  },
  PASSAGE_MISMATCH: {
    meaning: 'A passage does not stand in its source where the dataset says.',
    action: 'Correct the passages that the list names.',
  },
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The document is not GraphQL.',
    action: 'Correct the syntax at the given location.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document asks for something that the schema does not have.',
    action: 'Compare it with /schema.graphql or with the documentation in GraphiQL.',
  },
  OPERATION_LIMIT_EXCEEDED: {
    meaning:
      'The operation asks for more than one request may; `extensions.limit` names the limit, what was asked and what is allowed.',
    action: 'Ask for less, for smaller pages, or in several requests; `docs/limits.md` lists the limits.',
  },
  BAD_REQUEST: {
    meaning: 'The HTTP request is not a GraphQL request.',
    action: 'Send a JSON body with a `query`, or a GET with a `query` parameter.',
  },
  NOT_FOUND: {
    meaning: 'There is nothing at this path; or no claim says any longer what a field has to say.',
    action:
      'Ask /graphql, or one of the other paths that README.md lists; leave the field out where `supported` is false.',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'No document is known by this hash: no manifest has it, and nobody has sent it lately.',
    action: 'Send the document itself together with its hash, as clients do by themselves; or without.',
  },
  METHOD_NOT_ALLOWED: {
    meaning: 'The path does not take this HTTP method.',
    action: 'Use a method that the `Allow` header names.',
  },
  NOT_ACCEPTABLE: {
    meaning: 'The `Accept` header names no media type that answers come in.',
    action: 'Accept application/graphql-response+json or application/json.',
  },
  PAYLOAD_TOO_LARGE: {
    meaning: 'The body is larger than the API reads.',
    action: 'Shorten it, or ask for the rest in further requests.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'The body is not JSON, or is compressed.',
    action: 'Send `content-type: application/json`, uncompressed.',
  },
  BAD_USER_INPUT: {
    meaning: 'An argument has a value that cannot be used: an id, a cursor, a page size, a filter.',
    action: 'Correct the argument that the message names.',
  },
  RATE_LIMITED: {
    meaning: 'One client has sent more requests than it may in a minute, or has too many subscriptions open.',
    action: 'Wait for the seconds that the `Retry-After` header names.',
  },
  SERVICE_UNAVAILABLE: {
    meaning: 'The database did not answer.',
    action: 'Try again a little later.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'Something went wrong on our side; the details are in the log, not in the answer.',
    action: 'Report it with the `requestId` beside the code, which the `x-request-id` header repeats.',
  },
} as const satisfies Record<string, { meaning: string; action: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** An error whose message is meant for whoever called: safe to show, with a code from the catalogue. */
export class SourcebookError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SourcebookError';
    this.code = code;
  }
}
