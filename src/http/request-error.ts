import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../errors.ts';

/** The code of an error that is known by its status; of any other mistake in a request, `BAD_REQUEST`. */
const codes: Readonly<Record<number, ErrorCode>> = {
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'RATE_LIMITED',
};

export const codeOf = (status: number): ErrorCode => codes[status] ?? 'BAD_REQUEST';

/** An error about the HTTP request itself, answered with `status`, whatever media type the client accepts. */
export function requestError(
  status: number,
  message: string,
  { headers = {} }: { headers?: Record<string, string> } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code: codeOf(status), http: { status, headers } } });
}
