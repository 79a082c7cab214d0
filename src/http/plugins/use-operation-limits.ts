import type { IncomingMessage } from 'node:http';
import { type DocumentNode, type GraphQLSchema, getOperationAST, Kind, parse, validate } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { sizeOfLiterals, sizeOfVariables } from '../../graphql/input-size.ts';
import { isSizedByVariables, measure } from '../../graphql/measure.ts';
import type { LimitName, Limits } from '../../limits.ts';
import { type Seen, seenByFront } from '../front.ts';
import { limitError } from '../limit-error.ts';

interface Options {
  schema: GraphQLSchema;
  limits: Limits;
}

/**
 * Bounds what an operation may ask for, before validation and execution, both of which a small document can keep busy for
 * minutes. The limit on tokens goes to the parser itself, and bounds how deep that can get, so nothing overflows the stack.
 * A request with `extensions: { cost: true }` is told what it costs, and what is left of its client's allowance, in the same place
 * of the answer.
 */
export function useOperationLimits({ schema, limits }: Options): Plugin<{ req?: IncomingMessage }> {
  const check = (sizes: Partial<Record<LimitName, number>>) => {
    for (const [name, size] of Object.entries(sizes) as [LimitName, number][]) {
      if (size > limits[name]) throw limitError(name, size, limits[name]);
    }
  };
  // Documents that are kept are the same object each time. What is measured of one is the same too, where no variable says how long
  // a list is.
  const passed = new WeakSet<DocumentNode>();
  return {
    onParse({ setParseFn }) {
      setParseFn((source, options) => parse(source, { ...options, maxTokens: limits.tokens }));
      return ({ result: document, context: { params } }) => {
        if (document === null || document instanceof Error) return;
        check(sizeOfVariables(params.variables));
        if (passed.has(document)) return;
        check(sizeOfLiterals(document));
        // All that is in the document: validation reads what is never executed, too.
        for (const definition of document.definitions) {
          if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
            continue;
          check(measure(schema, document, definition, params.variables));
        }
        if (!isSizedByVariables(document)) passed.add(document);
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
