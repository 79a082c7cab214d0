import { faces } from '../../database/loaders.ts';
import { column, type Sql, sql } from '../../database/query.ts';
import { asOfArgument } from '../as-of.ts';
import { builder } from '../builder.ts';
import { choice, flag, oneOf, text } from '../comparisons.ts';
import { EntityKind } from '../enums.ts';
import { defineWhere, type Filter, type Given, mentions, related } from '../filters.ts';
import { listOf, paged, some } from '../lists.ts';
import { claims } from './claim.ts';
import { Fact, facts, latestFact } from './fact.ts';

export interface EntityValue {
  id: string;
  slug: string;
  name: string;
  aliases: string[];
  supported: boolean;
}

const isSubject = (row: Sql, id: Sql): Sql => sql`${column(row, 'subjectId')} = ${id}`;

const isOf = (row: Sql, other: Sql): Sql => isSubject(other, column(row, 'id'));

export const Entity = builder.interfaceRef<EntityValue>('Entity');

Entity.implement({
  description: 'What claims are about: a company, a chip, a product, an investment or an event.',
  interfaces: [builder.nodeInterfaceRef()],
  fields: (t) => ({
    slug: t.exposeString('slug', {
      description: 'Its short name in addresses and in the dataset, unique among all entities.',
    }),
    name: t.exposeString('name', { description: 'Its name.' }),
    aliases: t.exposeStringList('aliases', { description: 'Other names that it goes by.' }),
    supported: t.exposeBoolean('supported', {
      description:
        'Whether a claim that counts is about it or names it; of an investment, also whether one says its investor and its purpose. What no claim supports any longer is found by its slug and id, but not listed; what was said of it are its retired claims.',
    }),
    fact: t.field({
      type: Fact,
      nullable: true,
      description:
        'What is known of one property; null if nothing is. Without a period: of several periods the latest. Of a property that can have several values, the first; `facts` has them all.',
      args: {
        property: t.arg.string({
          required: true,
          description: 'The `name` of a property, such as `amount`.',
        }),
        period: t.arg.string({ description: 'The period in EDTF, exactly as in the fact: `2026`.' }),
        asOf: asOfArgument(t.arg),
      },
      resolve: (entity, { property, period }, context) => latestFact(context, entity.id, property, period),
    }),
    facts: t.field(
      paged(t.arg, facts, {
        description: 'What is known of it, one fact for each property and period.',
        of: isSubject,
      }),
    ),
    claims: t.field(
      paged(t.arg, claims, {
        description: 'What documents say of it, in the order of the documents.',
        of: isSubject,
      }),
    ),
  }),
});

/** Filters and orders that every kind of entity has. */
export const entityFilters = (): Record<string, Filter> => ({
  slug: text('slug', 'Its slug.'),
  name: text('name', 'Its name.'),
  alias: oneOf('aliases', 'At least one of its other names; null stands for having none.'),
  claim: some(() => claims, isOf, 'At least one claim about it.'),
  fact: some(() => facts, isOf, 'At least one fact about it.'),
});

/** The same for an entity whose kind is known, which alone says whether it is supported. */
export const faceFilters = (): Record<string, Filter> => ({
  ...entityFilters(),
  supported: flag('supported', 'Whether it is `supported`. Left out of the filter, only such are listed.'),
});

const mentionsSupport = mentions('supported');

/** What holds of entities in lists, unless the filter speaks of those that no claim supports any longer. */
export const isSupported = (row: Sql, given: Given | null | undefined): Sql | undefined =>
  mentionsSupport(given) ? undefined : column(row, 'supported');

export const entityOrders = {
  NAME: { columns: ['name'], description: 'Its name.' },
  SLUG: { columns: ['slug'], description: 'Its slug.' },
};

export const byName = [{ column: 'name', always: true }];

const article = (noun: string): string => (/^[aeiou]/.test(noun) ? 'an' : 'a');
const isSame = (row: Sql, face: Sql): Sql => sql`${column(row, 'id')} = ${column(face, 'id')}`;

/** Of an entity whose kind is open: what every kind has, and for each kind what that has besides. */
export const entityWhere = defineWhere('EntityWhere', 'entities', () => ({
  ...entityFilters(),
  kind: choice(EntityKind)('kind', 'What sort of thing it is.'),
  ...Object.fromEntries(
    Object.values(faces).map((table) => {
      const name = table.toLowerCase();
      // Looked up, not imported: the modules of the kinds need this one first.
      return [
        name,
        related(table, () => listOf(table).where, isSame, `It is ${article(name)} ${name}, and such a one.`),
      ];
    }),
  ),
}));
