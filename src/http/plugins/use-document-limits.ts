import { parse, validate } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Bounds what reading a document may cost, before anything is known of its meaning.
 * `tokens` also bounds how deep the recursive parser can get, so no document overflows the stack;
 * `errors` how many mistakes are reported, since each one lengthens the answer.
 */
export function useDocumentLimits({ tokens = 1000, errors = 5 } = {}): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: tokens }));
    },
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules, typeInfo) =>
        validate(schema, document, rules, { maxErrors: errors }, typeInfo),
      );
    },
  };
}
