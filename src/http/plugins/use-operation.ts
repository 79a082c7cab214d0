import {
  type DocumentNode,
  execute,
  GraphQLError,
  getOperationAST,
  Kind,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { beginning, shown } from '../../claims/shown.ts';
import { requestError } from '../request-error.ts';

const mostNamed = 10;

/**
 * The operation that a request asks for.
 * @throws GraphQLError `BAD_REQUEST`, naming those that there are
 */
function operationOf(document: DocumentNode, operationName: string | undefined): OperationDefinitionNode {
  const found = getOperationAST(document, operationName);
  if (found) return found;
  const operations = document.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const names = (operations as OperationDefinitionNode[]).map(
    ({ name }) => name?.value ?? 'one without a name',
  );
  const listed =
    names.slice(0, mostNamed).map(beginning).join(', ') + (names.length > mostNamed ? ', …' : '');
  if (names.length === 0) throw requestError(400, 'The document has no operation, only definitions.');
  if (operationName) {
    throw requestError(400, `The document has no operation ${shown(operationName)}; it has: ${listed}.`);
  }
  throw requestError(400, `The document has several operations; name one in \`operationName\`: ${listed}.`);
}

const noneOf = ({ operation }: OperationDefinitionNode): string =>
  `There is no ${operation} here: the dataset changes by releases and can only be read.`;

/** GraphQL's own rules let a mutation pass where the schema has none; the executor then fails, without a code. */
const OperationTypeExists: ValidationRule = (context) => ({
  OperationDefinition(node) {
    if (context.getSchema().getRootType(node.operation)) return;
    context.reportError(new GraphQLError(noneOf(node), { nodes: node }));
  },
});

/**
 * Executes operations. Finds the one that a document with several is asked for, and refuses, as a mistake in the document, one of a
 * type that the schema does not have. Yoga would tell a GET to send a mutation by POST, and that is no use here.
 */
export function useOperation(): Plugin {
  return {
    onParse() {
      return ({ result, context: { request, params } }) => {
        if (result === null || result instanceof Error) return;
        const operation = operationOf(result, params.operationName);
        if (request.method !== 'GET' || operation.operation !== 'mutation') return;
        throw new GraphQLError(noneOf(operation), {
          nodes: operation,
          extensions: {
            code: 'GRAPHQL_VALIDATION_FAILED',
            http: { status: 405, headers: { allow: 'POST' } },
          },
        });
      };
    },
    // Yoga's own executor is made from this one, also watches for clients that leave, and takes a quarter longer.
    onExecute({ setExecuteFn }) {
      setExecuteFn(execute);
    },
    onValidate({ addValidationRule }) {
      addValidationRule(OperationTypeExists);
    },
  };
}
