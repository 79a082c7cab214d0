import { type DocumentNode, type GraphQLSchema, Kind } from 'graphql';
import { sizeOfLiterals, sizeOfVariables } from '../graphql/input-size.ts';
import { isSizedByVariables, measure } from '../graphql/measure.ts';
import type { LimitName, Limits } from '../limits.ts';
import { limitError } from './limit-error.ts';

/** What documents may ask for. */
export class OperationLimits {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  // Documents that are kept are the same object each time. What is measured of one is the same too, where no variable says how long
  // a list is.
  readonly #passed = new WeakSet<DocumentNode>();

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /** @throws GraphQLError where `document` with these variables is more than a limit allows */
  check(document: DocumentNode, variables: Record<string, unknown> | undefined): void {
    this.#compare(sizeOfVariables(variables));
    if (this.#passed.has(document)) return;
    this.#compare(sizeOfLiterals(document));
    // All that is in the document: validation reads what is never executed, too.
    for (const definition of document.definitions) {
      if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION)
        continue;
      this.#compare(measure(this.#schema, document, definition, variables));
    }
    if (!isSizedByVariables(document)) this.#passed.add(document);
  }

  #compare(sizes: Partial<Record<LimitName, number>>): void {
    for (const [name, size] of Object.entries(sizes) as [LimitName, number][]) {
      if (size > this.#limits[name]) throw limitError(name, size, this.#limits[name]);
    }
  }
}
