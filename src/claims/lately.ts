import type { Words } from './wording.ts';

/** `read`, but what was read last is not read again: of one excerpt its hedge, its numbers and its dates are asked for in turn. */
export function lately<Result>(
  read: (text: string, words: Words) => Result,
): (text: string, words: Words) => Result {
  let last: { text: string; words: Words; result: Result } | undefined;
  return (text, words) => {
    if (last?.text !== text || last.words !== words) last = { text, words, result: read(text, words) };
    return last.result;
  };
}
