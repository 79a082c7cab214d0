import { isAsyncIterable } from 'graphql-yoga';

type Result = { data?: unknown; errors?: readonly unknown[] | undefined; extensions?: object };

/**
 * The answers that may be kept, here or by a cache in between, as they are sent: such as have all that was asked for and are the
 * same for everybody.
 */
const texts = new WeakMap<Request, string>();

/** The text of the answer to `request`, once it is made; undefined if it may not be kept. */
export const wholeAnswer = (request: Request): string | undefined => texts.get(request);

/** Takes note of the answer to `request` as it is written, so that nobody has to read it back. */
export function noteWhole(request: Request, result: unknown): void {
  if (!isWhole(result)) return;
  // Where Yoga finds how to write a result.
  Object.assign(result as object, {
    stringify(written: unknown) {
      const text = JSON.stringify(written);
      texts.set(request, text);
      return text;
    },
  });
}

/** One that tells its cost tells what is left of a client's own allowance, too. */
function isWhole(result: unknown): boolean {
  if (typeof result !== 'object' || result === null || Array.isArray(result) || isAsyncIterable(result))
    return false;
  const { data, errors, extensions = {} } = result as Result;
  return errors === undefined && Boolean(data) && !('cost' in extensions);
}
