import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
  visit,
} from 'graphql';
import { limits } from '../limits.ts';

/** How much a selection asks for. `cost`: how many fields the answer may hold, at most. */
export interface Measure {
  depth: number;
  aliases: number;
  directives: number;
  cost: number;
}

/** What a selection costs depends on how long the lists in it are, which the field above decides: `fixed + perItem × length`. */
interface Linear extends Omit<Measure, 'cost'> {
  fixed: number;
  perItem: number;
}

const nothing: Linear = { depth: 0, aliases: 0, directives: 0, fixed: 0, perItem: 0 };

/** What a list without pages, such as `attribution`, is counted as. */
const usualList = 5;

type Variables = Readonly<Record<string, unknown>>;

/**
 * Measures an operation, or a fragment by itself, before anything is known of its validity: names that do not exist count as
 * one field. Each fragment is read once, however often it is used, so the time is that of reading the document, and a few
 * fragments that double one another are no more work than any other. Validation and execution are not so careful.
 */
export function measure(
  schema: GraphQLSchema,
  document: DocumentNode,
  definition: FragmentDefinitionNode | OperationDefinitionNode,
  variables: Variables = {},
): Measure {
  const sizes = new Sizes(definition, variables);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  }
  const known = new Map<string, Linear>();

  function ofFragment(name: string): Linear {
    const measured = known.get(name);
    const fragment = fragments.get(name);
    if (measured || !fragment) return measured ?? nothing;
    // Stands while it is being measured: a fragment inside itself counts for nothing, and validation refuses it.
    known.set(name, nothing);
    const found = ofSelections(fragment.selectionSet, schema.getType(fragment.typeCondition.name.value));
    known.set(name, found);
    return found;
  }

  function ofField(node: FieldNode, parent: GraphQLNamedType | undefined): Linear {
    const field = fieldOf(parent, node.name.value);
    const inner = ofSelections(node.selectionSet, field && getNamedType(field.type));
    const below = inner.fixed + inner.perItem * sizes.ofPage(field, node);
    const isList = field !== undefined && isListType(getNullableType(field.type));
    const items = sizes.ofItems(field, node);
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + (node.alias ? 1 : 0),
      directives: inner.directives,
      fixed: 1 + (items !== undefined ? items * below : isList ? 0 : below),
      perItem: isList && items === undefined ? below : 0,
    };
  }

  function ofSelection(node: SelectionNode, parent: GraphQLNamedType | undefined): Linear {
    if (node.kind === Kind.FIELD) return ofField(node, parent);
    if (node.kind === Kind.FRAGMENT_SPREAD) return ofFragment(node.name.value);
    const type = node.typeCondition ? schema.getType(node.typeCondition.name.value) : parent;
    return ofSelections(node.selectionSet, type);
  }

  function ofSelections(set: SelectionSetNode | undefined, parent: GraphQLNamedType | undefined): Linear {
    const total = { ...nothing };
    for (const node of set?.selections ?? []) {
      const one = ofSelection(node, parent);
      total.depth = Math.max(total.depth, one.depth);
      total.aliases += one.aliases;
      total.directives += one.directives + (node.directives?.length ?? 0);
      total.fixed += one.fixed;
      total.perItem += one.perItem;
    }
    return total;
  }

  const type =
    definition.kind === Kind.OPERATION_DEFINITION
      ? schema.getRootType(definition.operation)
      : schema.getType(definition.typeCondition.name.value);
  const { fixed, perItem, directives, ...rest } = ofSelections(definition.selectionSet, type ?? undefined);
  return {
    ...rest,
    directives: directives + (definition.directives?.length ?? 0),
    cost: fixed + perItem * usualList,
  };
}

/** Whether what `measure` says of a document can depend on its variables. */
export function isSizedByVariables(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Argument({ name, value }) {
      found ||= sizing.includes(name.value) && value.kind === Kind.VARIABLE;
    },
  });
  return found;
}

type Field = GraphQLField<unknown, unknown> | undefined;

function fieldOf(parent: GraphQLNamedType | undefined, name: string): Field {
  if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
  if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** The arguments that say how long a list will be. */
const sizing = ['first', 'last', 'ids', 'by'];

/** How long lists will be, as far as arguments tell, in the document or in the variables. */
class Sizes {
  readonly #variables: Variables;

  constructor(definition: FragmentDefinitionNode | OperationDefinitionNode, given: Variables) {
    const defaults = (definition.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && sizeIn(defaultValue),
    ]);
    this.#variables = { ...Object.fromEntries(defaults), ...given };
  }

  /** How long the lists in `field` are. Of a page that is empty or too large, validation or the resolver speaks. */
  ofPage(field: Field, node: FieldNode): number {
    if (!field?.args.some(({ name }) => name === 'first')) return usualList;
    const asked = ['first', 'last'].map((name) => this.#argument(node, name)).filter((size) => size != null);
    const sizes = asked.map((size) => (typeof size === 'number' ? size : limits.page));
    if (sizes.length === 0) return limits.usualPage;
    return Math.min(Math.max(1, ...sizes), limits.page);
  }

  /** How many objects `field` is asked for by its own arguments: by their ids, or by what is counted; undefined if it is not. */
  ofItems(field: Field, node: FieldNode): number | undefined {
    if (field?.args.some(({ name }) => name === 'ids')) {
      const ids = this.#argument(node, 'ids');
      return Array.isArray(ids) ? Math.min(Math.max(1, ids.length), limits.ids) : 1;
    }
    const by = getNamedType(field?.args.find(({ name }) => name === 'by')?.type);
    if (!isEnumType(by)) return undefined;
    return limits.page * (this.#argument(node, 'by') == null ? by.getValues().length : 1);
  }

  #argument(node: FieldNode, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    if (value?.kind === Kind.VARIABLE) return this.#variables[value.name.value];
    return value && sizeIn(value);
  }
}

/** What a literal says of a size; of a default value as of an argument. */
function sizeIn(value: ValueNode): unknown {
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.ENUM) return value.value;
  return value.kind === Kind.LIST ? value.values : undefined;
}
