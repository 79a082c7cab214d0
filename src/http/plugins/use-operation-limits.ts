import type { IncomingMessage } from 'node:http';
import { type GraphQLSchema, getOperationAST, parse, validate } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { measure } from '../../graphql/measure.ts';
import type { Limits } from '../../limits.ts';
import { type Seen, seenByFront } from '../front.ts';
import type { OperationLimits } from '../operation-limits.ts';

interface Options {
  schema: GraphQLSchema;
  limits: Limits;
  operationLimits: OperationLimits;
}

/**
 * Bounds what an operation may ask for, before validation and execution, both of which a small document can keep busy for
 * minutes. The limit on tokens goes to the parser itself, and bounds how deep that can get, so nothing overflows the stack.
 * A request with `extensions: { cost: true }` is told what it costs, and what is left of its client's allowance, in the same place
 * of the answer.
 */
export function useOperationLimits({
  schema,
  limits,
  operationLimits,
}: Options): Plugin<{ req?: IncomingMessage }> {
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
      return ({ result: document, context: { params } }) => {
        if (document === null || document instanceof Error) return;
        operationLimits.check(document, params.variables);
      };
    },
    onValidate({ setValidationFn }) {
      setValidationFn((schema, document, rules, typeInfo) =>
        validate(schema, document, rules, { maxErrors: limits.errors }, typeInfo),
      );
    },
    onExecute({ args: { document, operationName, contextValue } }) {
      const { params, req } = contextValue;
      const operation = getOperationAST(document, operationName);
      if (params.extensions?.['cost'] !== true || !operation) return;
      const { cost: requested } = measure(schema, document, operation, params.variables);
      const requests = requestsOf(seenByFront(req));
      const cost = { requested, allowed: limits.cost, ...(requests && { requests }) };
      return {
        onExecuteDone({ result, setResult }) {
          if (isAsyncIterable(result)) return;
          setResult({ ...result, extensions: { ...result.extensions, cost } });
        },
      };
    },
  };
}

/** What is left of a client's allowance, as it is told; undefined where nobody counts. */
function requestsOf(seen: Seen | undefined) {
  if (!seen?.allowance) return undefined;
  const { allowed, remaining, resetMs } = seen.allowance;
  return { allowed, remaining, resetSeconds: Math.ceil(resetMs / 1000) };
}
