import { GraphQLError } from 'graphql';
import type { ErrorCode } from '../errors.ts';

/** An error about the HTTP request itself, answered with `status`, whatever media type the client accepts. */
export function requestError(
  status: number,
  message: string,
  { code = 'BAD_REQUEST', headers = {} }: { code?: ErrorCode; headers?: Record<string, string> } = {},
): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status, headers } } });
}
