import { isAsyncIterable } from 'graphql-yoga';

type Result = { data?: unknown; errors?: readonly unknown[] | undefined };

/** Whether a result is one answer with all that was asked for: only such a one is kept, here or by a cache in between. */
export function isWhole(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || Array.isArray(result) || isAsyncIterable(result))
    return false;
  const { data, errors } = result as Result;
  return errors === undefined && Boolean(data);
}
