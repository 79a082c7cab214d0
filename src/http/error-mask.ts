import { GraphQLError, type GraphQLHTTPErrorExtensions } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseFailure } from '../database/failure.ts';
import { type ErrorCode, errorCatalogue, SourcebookError } from '../errors.ts';
import { codeOf } from './request-error.ts';
import { currentRequest, unavailable } from './request-record.ts';

interface Shown {
  code: ErrorCode;
  message: string;
  http?: GraphQLHTTPErrorExtensions | undefined;
  /** Of a limit: its name, what was asked and what is allowed. */
  limit?: unknown;
}

const noDatabase: Shown = { code: 'SERVICE_UNAVAILABLE', message: unavailable };
const internal: Shown = { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side.' };

const isPublished = (code: unknown): code is ErrorCode => typeof code === 'string' && code in errorCatalogue;

function innermost(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? innermost(error.originalError) : error;
}

/** What to show of an error that GraphQL itself raised: its words are about the request, unless a field failed. */
function ofGraphQL({ message, extensions, nodes }: GraphQLError): Shown {
  const { code, http, limit } = extensions;
  if (isPublished(code)) return { code, message, http, limit };
  const subject = nodes?.[0]?.kind;
  // A field is blamed for what its resolver returned; a variable or an argument, for what the client gave.
  if (subject !== undefined && subject !== 'Field') return { code: 'BAD_USER_INPUT', message, http };
  // Yoga has codes of its own; ours go by the status.
  return http?.status && http.status < 500 ? { code: codeOf(http.status), message, http } : internal;
}

function show(error: unknown): Shown {
  if (isDatabaseFailure(error)) return noDatabase;
  const reason = innermost(error);
  if (reason instanceof SourcebookError) return { code: reason.code, message: reason.message };
  return reason instanceof GraphQLError && error instanceof GraphQLError ? ofGraphQL(error) : internal;
}

const statuses: Partial<Record<ErrorCode, number>> = { SERVICE_UNAVAILABLE: 503, INTERNAL_SERVER_ERROR: 500 };

/**
 * Turns whatever was thrown into what the client may read: a message of ours and a code from the catalogue.
 * What is our fault is logged in full and shown as a fixed sentence.
 */
export function createErrorMask(logger: Logger): (error: unknown) => GraphQLError {
  return (error) => {
    const { code, message, http, limit } = show(error);
    const requestId = currentRequest()?.id;
    const isOurs = code === 'INTERNAL_SERVER_ERROR';
    if (code === 'SERVICE_UNAVAILABLE') logger.warn({ requestId, err: error }, message);
    if (isOurs) logger.error({ requestId, err: error }, message);
    const { nodes, source, positions, path } = error instanceof GraphQLError ? error : {};
    // An error at a field comes beside data, with status 200; without a path nothing was executed.
    const status = http ?? (path ? undefined : { status: statuses[code] ?? 400, spec: !(code in statuses) });
    return new GraphQLError(message, {
      nodes: nodes ?? null,
      source: source ?? null,
      positions: positions ?? null,
      path: path ?? null,
      extensions: {
        code,
        ...(limit !== undefined && { limit }),
        ...(isOurs && requestId !== undefined && { requestId }),
        ...(status && { http: status }),
      },
    });
  };
}
