import type { ErrorCode } from '../errors.ts';
import { currentRequest } from './request-record.ts';

type ResponseConstructor = new (body: string, init: ResponseInit) => Response;

/**
 * An answer that says, as a GraphQL client expects it, why there is no other: `errors` with a `code`, as JSON.
 * @param fetchAPI the server's own, whose responses it sends fastest
 */
export function problem(
  fetchAPI: { Response: ResponseConstructor },
  status: number,
  code: ErrorCode,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const record = currentRequest();
  record?.codes.push(code);
  const requestId = code === 'INTERNAL_SERVER_ERROR' ? record?.id : undefined;
  const body = JSON.stringify({ errors: [{ message, extensions: { code, requestId } }] });
  return new fetchAPI.Response(body, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}
