import type { ArgBuilder, ObjectRef } from '@pothos/core';
import type { MaybePromise } from '@whatwg-node/promise-helpers';
import type { Rows } from '../database/query.ts';
import { asOfArgument } from './as-of.ts';
import type { builder } from './builder.ts';
import type { Context } from './context.ts';

type SchemaTypes = typeof builder.$inferSchemaTypes;

/** The tables whose rows have a slug of their own. */
type Sluggable = 'Chip' | 'Company' | 'Event' | 'Investment' | 'Product' | 'Publisher' | 'Source';

/** The options of a field that finds the row of `table` by its slug: `t.field(bySlug(t.arg, Company, 'Company', …))`. */
export function bySlug<Name extends Sluggable>(
  arg: ArgBuilder<SchemaTypes>,
  type: ObjectRef<SchemaTypes, Rows[Name]>,
  table: Name,
) {
  return {
    type,
    nullable: true as const,
    description: `The ${table.toLowerCase()} with this slug; null if there is none.`,
    args: {
      slug: arg.string({ required: true, description: 'The slug: a short name, unique among its kind.' }),
      asOf: asOfArgument(arg),
    },
    resolve: (
      _: unknown,
      { slug }: { slug: string },
      { loaders }: Context,
    ): MaybePromise<Rows[Name] | null> =>
      loaders.find<Sluggable>(table, slug, 'slug') as MaybePromise<Rows[Name] | null>,
  };
}
