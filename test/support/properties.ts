import fc from 'fast-check';
import { expect } from 'vitest';
import type { Answer, TestApi } from './api.ts';

/** The worst that a text can hold: any Unicode, NUL, halves of pairs, what SQL and LIKE read as their own, ids and cursors. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 300 }),
  fc.constantFrom('%', '_', '\\', "'; DROP TABLE x; --", '\0', '\ud800', '(a+)+$', '', ' ', 'nvidia', 'NaN'),
  fc.string({ maxLength: 40 }).map((plain) => Buffer.from(plain).toString('base64url')),
  fc
    .tuple(
      fc.constantFrom('Company', 'Chip', 'Claim', '@Company', '@Claim', 'Release', '__proto__'),
      fc.string(),
    )
    .map(([type, id]) => Buffer.from(`${type}:${id}`).toString('base64url')),
);
const number = fc.oneof(
  fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
  fc.integer({ min: -3, max: 120 }),
  fc.double(),
);
const value = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const size = fc.option(fc.oneof(fc.integer({ min: -2, max: 103 }), number), { nil: undefined });

type Ask = (query: string, variables: Record<string, unknown>) => Promise<Answer>;

/** What holds whatever a client sends: each asks with what fast-check makes up. */
const properties: Readonly<Record<string, (ask: Ask) => fc.IAsyncProperty<[unknown]>>> = {
  ids: (ask) =>
    property(fc.record({ id: text }), (variables) =>
      ask('query ($id: ID!) { node(id: $id) { id } }', variables),
    ),
  'lists of ids': (ask) =>
    property(fc.record({ ids: fc.array(text, { maxLength: 110 }) }), (variables) =>
      ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', variables),
    ),
  slugs: (ask) =>
    property(fc.record({ slug: text }), (variables) =>
      ask('query ($slug: String!) { company(slug: $slug) { name } source(slug: $slug) { slug } }', variables),
    ),
  pages: (ask) =>
    property(
      fc.record({ first: size, last: size, after: fc.option(text), before: fc.option(text) }),
      (variables) =>
        ask(
          'query ($first: Int, $last: Int, $after: String, $before: String) { companies(first: $first, last: $last, after: $after, before: $before) { pageInfo { endCursor } nodes { id } } }',
          variables,
        ),
    ),
  texts: (ask) =>
    property(
      fc.record({
        where: fc.record({
          name: fc.dictionary(fc.constantFrom('eq', 'contains', 'startsWith', 'not'), value),
        }),
      }),
      (variables) =>
        ask('query ($where: CompanyWhere) { companies(where: $where) { totalCount } }', variables),
    ),
  'filters of any shape': (ask) =>
    property(
      fc.record({
        where: fc.letrec((tie) => ({
          where: fc.dictionary(
            fc.constantFrom(
              'and',
              'or',
              'not',
              'slug',
              'property',
              'period',
              'quantity',
              'date',
              'modality',
              'root',
              'hops',
            ),
            fc.oneof(
              { maxDepth: 3 },
              value,
              fc.array(value, { maxLength: 3 }),
              tie('operators'),
              tie('where'),
            ),
            { maxKeys: 3 },
          ),
          operators: fc.dictionary(
            fc.constantFrom(
              'eq',
              'in',
              'gt',
              'gte',
              'lt',
              'overlaps',
              'within',
              'unit',
              'currency',
              'certainty',
              'name',
            ),
            fc.oneof(value, fc.array(value, { maxLength: 3 })),
            { maxKeys: 3 },
          ),
        })).where,
      }),
      (variables) => ask('query ($where: ClaimWhere) { claims(where: $where) { totalCount } }', variables),
    ),
  periods: (ask) =>
    property(fc.record({ slug: fc.constant('nvidia'), property: text, period: text }), (variables) =>
      ask(
        'query ($slug: String!, $property: String!, $period: String) { company(slug: $slug) { fact(property: $property, period: $period) { standing } } }',
        variables,
      ),
    ),
  releases: (ask) =>
    property(fc.record({ asOf: text }), (variables) =>
      ask(
        'query ($asOf: String) { companies(first: 1, asOf: $asOf) { nodes { name } } changes(since: "1.0.0", until: $asOf) { totalCount } }',
        variables,
      ),
    ),
  documents: (ask) =>
    property(
      fc.oneof(
        text,
        fc
          .array(
            fc.constantFrom(
              ...'{ } ( ) [ ] : $ @ ! ... query fragment on mutation id name first companies "x" 1 -1 1e9 null # Company'.split(
                ' ',
              ),
            ),
            { maxLength: 40 },
          )
          .map((tokens) => tokens.join(' ')),
      ),
      (document) => ask(document || ' ', {}),
    ),
};

function property<Input>(input: fc.Arbitrary<Input>, ask: (given: Input) => Promise<Answer>) {
  return fc.asyncProperty(input, async (given) => {
    const { errors = [] } = await ask(given);
    const codes = errors.map(({ extensions }) => extensions.code);
    expect(codes).not.toContain('INTERNAL_SERVER_ERROR');
    expect(codes).not.toContain(undefined);
  }) as unknown as fc.IAsyncProperty<[unknown]>;
}

export const propertyNames = Object.keys(properties);

/** Tries `times` times whether the property `name` holds of `api`. */
export function holds(api: TestApi, name: string, times: number): Promise<unknown> {
  const made = properties[name];
  if (!made) throw new Error(`There is no property ${name}.`);
  return fc.assert(
    made((query, variables) => api.ask(query, variables)),
    { numRuns: times },
  ) as Promise<unknown>;
}
