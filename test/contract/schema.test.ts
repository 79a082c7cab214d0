import { readFile } from 'node:fs/promises';
import {
  buildSchema,
  findBreakingChanges,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { schema } from '../../src/graphql/schema.ts';

/** Whatever is deprecated in `schema`: its path and the reason. */
function deprecations(schema: GraphQLSchema): [path: string, reason: string][] {
  const found: [string, string][] = [];
  const look = (path: string, { deprecationReason }: { deprecationReason?: string | null | undefined }) => {
    if (deprecationReason != null) found.push([path, deprecationReason]);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (!isInputObjectType(type) && !isObjectType(type) && !isInterfaceType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      look(`${type.name}.${field.name}`, field);
      const args = 'args' in field ? field.args : [];
      for (const argument of args) look(`${type.name}.${field.name}.${argument.name}`, argument);
    }
  }
  return found;
}

/** Whether it says what to do, since when, and until when at least, half a year later. */
function isDated(reason: string): boolean {
  const [, since, until] =
    /^.+\. Deprecated since (\d{4}-\d\d-\d\d), removed not before (\d{4}-\d\d-\d\d)\.$/.exec(reason) ?? [];
  return Date.parse(until ?? '') - Date.parse(since ?? '') >= 180 * 86_400_000;
}

describe('the schema', () => {
  it('has everything in the contract, as it is there', async () => {
    const contract = buildSchema(await readFile('test/contract/contract.graphql', 'utf8'));
    const broken = findBreakingChanges(contract, schema).map(({ description }) => description);
    expect(broken.join('\n')).toBe('');
  });

  it('describes every type, field, argument and value', () => {
    const bare: string[] = [];
    const look = (where: string, { description }: { description?: string | null | undefined }) => {
      if (!description?.trim()) bare.push(where);
    };
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      look(type.name, type);
      if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
      if (isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field);
      }
      if (isObjectType(type) || isInterfaceType(type)) {
        for (const field of Object.values(type.getFields())) {
          look(`${type.name}.${field.name}`, field);
          for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name}:)`, argument);
        }
      }
    }
    expect(bare).toEqual([]);
  });

  it('gives a reason and two dates for whatever is deprecated, half a year apart', () => {
    expect(deprecations(schema).filter(([, reason]) => !isDated(reason))).toEqual([]);
    const other = buildSchema(`type Query {
      one: Int @deprecated(reason: "Use \`two\`. Deprecated since 2026-12-01, removed not before 2027-06-01.")
      two(three: Int @deprecated): Int @deprecated(reason: "Use \`one\`.")
      four: Four @deprecated(reason: "Use \`one\`. Deprecated since 2026-12-01, removed not before 2027-01-01.")
    }
    enum Four { FIVE @deprecated }`);
    const undated = deprecations(other).filter(([, reason]) => !isDated(reason));
    expect(undated.map(([path]) => path)).toEqual([
      'Query.two',
      'Query.two.three',
      'Query.four',
      'Four.FIVE',
    ]);
  });

  it('gives every list a count, its nodes, a filter, an order and pages', () => {
    const lists = Object.values(schema.getTypeMap())
      .filter((type) => isObjectType(type))
      .flatMap((type) => Object.values(type.getFields()))
      .filter(({ type }) => getNamedType(type).name.endsWith('Connection'));
    expect(lists.length).toBeGreaterThan(20);
    const usual = ['after', 'before', 'first', 'last', 'orderBy', 'where'];
    for (const { type, args } of lists) {
      // Releases and what they changed are the same at any time.
      const timeless = /^(Release|Change)Connection/.test(getNamedType(type).name);
      const names = args.map(({ name }) => name);
      // Groups of sums have their filter and release above them, hits their text and kinds; both have their own order.
      if (/^(InvestmentTotal|SearchHit)Connection/.test(getNamedType(type).name)) {
        expect(names).toEqual(expect.arrayContaining(['after', 'first']));
        continue;
      }
      expect(names).toEqual(expect.arrayContaining(timeless ? usual : ['asOf', ...usual]));
      if (timeless) expect(names).not.toContain('asOf');
    }
  });

  it.each([
    ['InvestmentPurpose', 'purpose'],
    ['ChipStatus', 'status'],
    ['EventKind', 'kind'],
  ])('%s has the values that the property %s can have', async (name, property) => {
    const properties: { id: string; values?: string[] }[] = parse(
      await readFile('dataset/properties.yaml', 'utf8'),
    );
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    expect(values.sort()).toEqual(properties.find(({ id }) => id === property)?.values?.sort());
  });
});
