import { type FieldNode, Kind, parse, visit } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readExamples } from '../../src/http/examples.ts';
import { type TestApi, testApi } from '../support/api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterAll(() => api.close());

const examples = readExamples();

const kebab = (name: string) => name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();

/** The lists that a connection answers with, wherever in the answer they stand. */
function listsIn(value: unknown): unknown[][] {
  if (Array.isArray(value)) return value.flatMap(listsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'nodes' ? [inner as unknown[], ...listsIn(inner)] : listsIn(inner),
  );
}

it('there are four examples, in the order of their names', () => {
  expect(examples.map(({ file }) => file[0])).toEqual(['1', '2', '3', '4']);
});

describe.each(examples)('$file', ({ file, text, query }) => {
  const [operation] = parse(query).definitions;

  it('begins with what it shows', () => expect(text).toMatch(/^# [A-Z]/));

  it('is named like its file, since GraphiQL titles its tab with the name', () => {
    const name = operation?.kind === Kind.OPERATION_DEFINITION ? operation.name?.value : undefined;
    expect(`${file[0]}-${kebab(name ?? '')}.graphql`).toBe(file);
  });

  it('is answered, with something in every list', async () => {
    const { data, errors } = await api.ask(query);
    expect(errors).toBeUndefined();
    const lists = listsIn(data);
    expect(lists.length).toBeGreaterThan(0);
    for (const list of lists) expect(list.length).toBeGreaterThan(0);
  });

  it('shows a source and a place beside every statement', () => {
    const fields = new Set<string>();
    visit(parse(query), { Field: (node: FieldNode) => void fields.add(node.name.value) });
    expect([...fields]).toEqual(expect.arrayContaining(['source']));
  });
});
