import type { ArgBuilder } from '@pothos/core';
import { type GraphQLField, type GraphQLSchema, isObjectType } from 'graphql';
import { query, sql } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import type { builder } from './builder.ts';
import type { Context } from './context.ts';

type Field = GraphQLField<{ $asOf?: number } | null | undefined, Context, { asOf?: string | null }>;

/** The argument of a field that can be asked what it held at an earlier release. */
export const asOfArgument = (arg: ArgBuilder<typeof builder.$inferSchemaTypes>) =>
  arg.string({
    description:
      'The version of a release, such as `1.0.0`: answers as the dataset was then, here and in all that is asked below.',
  });

/**
 * Makes `schema` answer as of the release that a field's `asOf` names, or that its parent was read as of. What was read of an
 * earlier release says so itself (`$asOf`), so this is the only place that has to know.
 */
export function answeringAsOf(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values<Field>(type.getFields())) wrap(field);
  }
  return schema;
}

function wrap(field: Field): void {
  const { resolve } = field;
  // What is a column of the row needs no context.
  if (!resolve || field.extensions['pothosExposedField'] !== undefined) return;
  const inherited: typeof resolve = (parent, args, context, info) =>
    resolve(parent, args, parent?.$asOf === undefined ? context : context.asOf(parent.$asOf), info);
  field.resolve = field.args.every(({ name }) => name !== 'asOf')
    ? inherited
    : (parent, args, context, info) =>
        args.asOf == null
          ? inherited(parent, args, context, info)
          : releaseNumberAnywhere(context, args.asOf).then((release) =>
              resolve(parent, args, context.asOf(release), info),
            );
}

/** @throws SourcebookError `BAD_USER_INPUT` if there is no release of this version */
export async function releaseNumber({ loaders }: Context, version: string): Promise<number> {
  const release = await loaders.find('Release', version, 'version');
  if (release) return release.number;
  throw new SourcebookError(
    'BAD_USER_INPUT',
    `There is no release ${JSON.stringify(version.slice(0, 40))}. \`releases { nodes { version } }\` lists those that there are.`,
  );
}

/** The same, also of a release that no replica holds yet: whoever names it has heard of it from a server that was first. */
async function releaseNumberAnywhere(context: Context, version: string): Promise<number> {
  const { replicas } = context.database;
  if (replicas && !(await context.loaders.find('Release', version, 'version'))) {
    const { pin: _, ...primaryFirst } = context.database;
    const [found] = await query<{ number: number }>(
      primaryFirst,
      sql`SELECT number FROM "Release" WHERE version = ${version}`,
    );
    if (found) return found.number;
  }
  return releaseNumber(context, version);
}
