import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  Kind,
  parse,
} from 'graphql';
import { measure } from '../../src/graphql/measure.ts';
import { limits } from '../../src/limits.ts';
import type { Random } from './random.ts';

/** What a document is made of: numbers from 0 to 1, which the search for the worst changes a little at a time. */
export type Genes = readonly number[];

const geneCount = 64;

export const randomGenes = (random: Random): Genes => Array.from({ length: geneCount }, random);

/** Some of `genes` replaced. */
export const mutated = (genes: Genes, random: Random): Genes =>
  genes.map((gene) => (random() < 0.15 ? random() : gene));

/** A valid document of the schema's own types and fields that costs as much as may be asked for, with pages as long as that allows. */
export function documentOf(schema: GraphQLSchema, genes: Genes): string {
  for (const page of [100, 60, 40, 20, 10, 5, 2]) {
    const document = new Writer(genes, page).document(schema.getQueryType());
    const parsed = parse(document);
    const costs = parsed.definitions.map((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? measure(schema, parsed, definition).cost : 0,
    );
    if (Math.max(...costs) <= limits.cost) return document;
  }
  return '{ __typename }';
}

class Writer {
  readonly #fragments = new Map<string, string>();
  #at = 0;
  #aliases: number = limits.aliases;

  readonly #genes: Genes;
  readonly #page: number;

  constructor(genes: Genes, page: number) {
    this.#genes = genes;
    this.#page = page;
  }

  document(root: GraphQLObjectType | null | undefined): string {
    const operation = root ? this.#selection(root, 0, 550) : '{ __typename }';
    return [operation, ...this.#fragments.values()].join(' ');
  }

  #gene(): number {
    return this.#genes[this.#at++ % geneCount] ?? 0;
  }

  /** A fragment with all the leaves of a type: many fields for two tokens, wherever it is used. */
  #leaves(type: GraphQLNamedType): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const name = `all${type.name}`;
    const leaves = Object.values(type.getFields()).filter(
      (field) => isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument),
    );
    const fields = ['__typename', ...leaves.map((field) => field.name)].join(' ');
    this.#fragments.set(name, `fragment ${name} on ${type.name} { ${fields} }`);
    return `...${name}`;
  }

  #argumentsOf({ args }: GraphQLField<unknown, unknown>): string {
    return args.some(({ name }) => name === 'first') ? `(first: ${this.#page})` : '';
  }

  #selection(type: GraphQLNamedType, depth: number, tokens: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '{ __typename }';
    const parts = depth === 0 ? [] : [this.#leaves(type)];
    const composite = Object.values(type.getFields()).filter(
      (field) => !isLeafType(getNamedType(field.type)) && !field.args.some(isRequiredArgument),
    );
    const breadth = Math.min(Math.ceil(this.#gene() * (depth === 0 ? 30 : 4)), Math.floor(tokens / 15));
    const used = new Set<string>();
    for (let index = 0; index < breadth && depth < 8 && composite.length > 0; index++) {
      const field = composite[Math.floor(this.#gene() * composite.length)];
      if (!field) continue;
      if (used.has(field.name) && this.#aliases === 0) continue;
      const alias = used.has(field.name) ? `a${this.#aliases--}: ` : '';
      used.add(field.name);
      const inner = this.#selection(getNamedType(field.type), depth + 1, tokens / breadth - 8);
      parts.push(`${alias}${field.name}${this.#argumentsOf(field)} ${inner}`);
    }
    return `{ ${parts.join(' ') || '__typename'} }`;
  }
}

const repeat = (times: number, text: (index: number) => string) =>
  Array.from({ length: times }, (_, index) => text(index)).join(' ');

/** What was found worst by thinking, for the parser, validation or execution; up to 100 KB. */
export const knownDocuments: readonly string[] = [
  `{ ${repeat(30, (n) => `a${n}: claims(first: 100) { nodes { id key statement modality note rank } }`)} }`,
  `{ ${repeat(220, () => 'company(slug: "nvidia") { ...f }')} } fragment f on Company { name slug }`,
  `{ ${repeat(140, () => 'companies { nodes { name } }')} }`,
  `{ ${repeat(10, (n) => `a${n}: __schema { types { name fields { name args { name } type { name ofType { name } } } } }`)} }`,
  `{ claims { nodes { ${repeat(900, (n) => `statment${n}`)} } } }`,
  `{ companies(where: { name: { in: [${repeat(900, (n) => `"${'x'.repeat(90)}${n}"`)}] } }) { totalCount } }`,
  `{ company(slug: "${'x'.repeat(95_000)}") { name } }`,
  `{ __typename ${'#\n'.repeat(30_000)} }`,
  `{ __typename ${','.repeat(95_000)} }`,
];
