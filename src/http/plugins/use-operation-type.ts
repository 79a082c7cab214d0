import { GraphQLError, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** GraphQL's own rules let a mutation pass where the schema has none; the executor then fails, without a code. */
const OperationTypeExists: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    const message = `There is no ${node.operation} here: the dataset changes by releases and can only be read.`;
    context.reportError(new GraphQLError(message, { nodes: node }));
  },
});

/** Refuses, as a mistake in the document, an operation of a type that the schema does not have. */
export function useOperationType(): Plugin {
  return {
    onValidate({ addValidationRule }) {
      addValidationRule(OperationTypeExists);
    },
  };
}
