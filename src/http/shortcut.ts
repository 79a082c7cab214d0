import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MaybePromise } from '@whatwg-node/promise-helpers';
import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import { beginning } from '../claims/shown.ts';
import type { Context } from '../graphql/context.ts';
import type { Limits } from '../limits.ts';
import type { Seen } from './front.ts';
import type { OperationLimits } from './operation-limits.ts';
import { parametersIn } from './parameters.ts';
import { beginRecord, logRecord, type RequestRecord, recorded } from './request-record.ts';
import type { ResponseCache } from './response-cache.ts';

interface Options {
  schema: GraphQLSchema;
  operationLimits: OperationLimits;
  /** Parsed documents, by their text. */
  documents: { get: (text: string) => DocumentNode | undefined };
  createContext: () => MaybePromise<Context>;
  maskError: (error: unknown) => GraphQLError;
  cache: ResponseCache;
  logger: Logger;
  limits: Limits;
  /** Told of each answer, which no plugin sees. */
  onAnswered: ((record: RequestRecord) => void) | undefined;
}

/** An operation that can be executed as it is, and how the log calls it. */
interface Known {
  args: Omit<ExecutionArgs, 'schema' | 'contextValue'>;
  told: { document: string; operation?: string };
}

interface Executed {
  result: ExecutionResult;
  /** The number of the release that it was read of, where that is known. */
  release: number | undefined;
}

/**
 * Answers a document that was answered before, with other variables, straight from GraphQL: that it is valid and within the limits
 * is known, and so are the headers of its answer. The way through Yoga is two thirds of a small operation. Whatever is not so plain
 * goes that way: documents that are new, errors, subscriptions, costs, and anything that may have to be refused.
 */
export class Shortcut {
  readonly #options: Options;
  /** How the log calls a document that Yoga has answered. */
  readonly #answered = new WeakMap<DocumentNode, string>();
  /** What is set on a whole answer, by what its client accepts. */
  readonly #headers: LRUCache<string, Record<string, string>>;

  constructor(options: Options) {
    this.#options = options;
    this.#headers = new LRUCache({ max: options.limits.acceptHeaders });
  }

  /** Notes a document that is valid, and the beginning of its hash. */
  learnDocument(document: DocumentNode, hash: string): void {
    this.#answered.set(document, hash);
  }

  /** Notes what was set on a whole answer to a POST. */
  learnHeaders(accept: string, headers: Record<string, string>): void {
    this.#headers.set(accept, headers);
  }

  /** Answers what it can; `otherwise` the rest. */
  answer(request: IncomingMessage, response: ServerResponse, seen: Seen, otherwise: () => void): void {
    const headers = this.#headers.get(request.headers.accept ?? '');
    const known = headers && this.#find(seen);
    if (!known) {
      otherwise();
      return;
    }
    const record = beginRecord({
      get aborted() {
        return response.destroyed;
      },
    });
    Object.assign(record, known.told, { shortcut: true });
    const { maskError, limits, cache, logger, onAnswered } = this.#options;
    const fail = (err: unknown) => logger.error({ requestId: record.id, err }, 'The shortcut failed.');
    const send = ({ result, release }: Executed) => {
      const text = JSON.stringify(result);
      const length = Buffer.byteLength(text);
      if (result.errors || length > limits.responseBytes) {
        // Yoga knows how they are told, and with which status.
        seen.result = result.errors ? { ...result, errors: result.errors.map(maskError) } : result;
        otherwise();
        return;
      }
      response.writeHead(200, { ...headers, 'content-length': length, 'x-request-id': record.id });
      response.end(text);
      if (seen.key !== undefined && release !== undefined)
        cache.keep(seen.key, { release, headers, body: text, told: known.told }, record);
      logRecord(logger, record, { method: 'POST', path: '/graphql', status: 200 });
      onAnswered?.(record);
    };
    const goOn = (error: unknown) => {
      fail(error);
      otherwise();
    };
    recorded(record, () => this.#execute(known).then(send, goOn)).catch(fail);
  }

  async #execute({ args }: Known): Promise<Executed> {
    const { schema, createContext } = this.#options;
    const contextValue = await createContext();
    const result = await execute({ ...args, schema, contextValue });
    return { result, release: contextValue.database.pin?.number };
  }

  #find(seen: Seen): Known | undefined {
    const { documents, limits, operationLimits } = this.#options;
    if (!Buffer.isBuffer(seen.body)) return undefined;
    try {
      seen.params = parametersIn(seen.body, limits.bodyBytes);
      const { query, operationName, variables, extensions } = seen.params;
      const document = extensions || query === undefined ? undefined : documents.get(query);
      const hash = document && this.#answered.get(document);
      if (document === undefined || hash === undefined) return undefined;
      const operation = getOperationAST(document, operationName);
      if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
      operationLimits.check(document, variables);
      const name = operation.name?.value;
      return {
        args: { document, variableValues: variables, operationName },
        told: { document: hash, ...(name !== undefined && { operation: beginning(name) }) },
      };
    } catch {
      // It is thrown again where it is told.
      return undefined;
    }
  }
}
