import { type Bounds, boundsAsked, type Comparison, intersection } from '../claims/bounds.ts';
import { DecimalError, decimal } from '../claims/decimal.ts';
import { shown } from '../claims/shown.ts';
import { type Statement, sameWords } from '../claims/verdict.ts';
import type { Entity, Property } from '../database/generated/client.ts';
import { query, sql } from '../database/query.ts';
import { SourcebookError } from '../errors.ts';
import type { Context } from './context.ts';
import { parsed } from './period-filters.ts';

/** The value that a client wants checked, as it was given. */
export interface Stated {
  value?: string | null | undefined;
  range?: Comparison | null | undefined;
  currency?: string | null | undefined;
}

const refuse = (message: string) => new SourcebookError('BAD_USER_INPUT', message);

/**
 * The entity that `text` is the slug of, or else the name or alias of it alone.
 * @throws SourcebookError `BAD_USER_INPUT` if there is none, or several go by that name
 */
export async function entityNamed({ database }: Context, argument: string, text: string): Promise<Entity> {
  const found = await query<Entity>(
    database,
    sql`SELECT * FROM "Entity" WHERE slug = ${text} OR name = ${text} OR aliases @> ARRAY[${text}] ORDER BY slug <> ${text}, slug`,
  );
  const [first] = found;
  if (!first) {
    throw refuse(
      `\`${argument}\`: there is no entity ${shown(text)}. Give the \`slug\` of one, such as "bytedance", or its name.`,
    );
  }
  if (first.slug === text || found.length === 1) return first;
  const slugs = found.map(({ slug }) => slug).join(', ');
  throw refuse(
    `\`${argument}\`: ${shown(text)} is a name of several entities. Give the slug of one: ${slugs}.`,
  );
}

/**
 * What is stated of a property, read by the kind of its value.
 * @throws SourcebookError `BAD_USER_INPUT` for what the property cannot have, with what it can
 */
export async function statementOf(context: Context, property: Property, stated: Stated): Promise<Statement> {
  const { id, valueKind, dimension, unit, values } = property;
  const { value, range, currency } = stated;
  if ((value == null) === (range == null)) throw refuse('Give `value` or `range`, one of the two.');
  if (currency != null && dimension !== 'money') {
    throw refuse(
      `\`${id}\` is no money, so it has no \`currency\`${unit ? `: it is counted in \`${unit}\`` : ''}.`,
    );
  }
  if (valueKind === 'QUANTITY') {
    if (dimension === 'money' && currency == null)
      throw refuse(`\`${id}\` is money: give its \`currency\`, such as "USD".`);
    const bounds = range == null ? boundsOf({ eq: number(value ?? '') }) : boundsOf(range);
    return { kind: valueKind, bounds, unit, currency: currency ?? null };
  }
  if (value == null) {
    throw refuse(`\`range\` is for quantities; \`${id}\` has a value of kind ${valueKind}: give \`value\`.`);
  }
  switch (valueKind) {
    case 'DATE':
      return { kind: valueKind, date: parsed('value', value) };
    case 'ENTITY':
      return { kind: valueKind, entity: (await entityNamed(context, 'value', value)).id };
    case 'TEXT':
      if (values.length > 0 && !values.some((each) => sameWords(each, value)))
        throw refuse(`\`value\`: \`${id}\` cannot be ${shown(value)}. It can be: ${values.join(', ')}.`);
      return { kind: valueKind, text: value };
  }
}

function number(text: string): string {
  try {
    return decimal(text);
  } catch (error) {
    if (!(error instanceof DecimalError)) throw error;
    throw new SourcebookError('BAD_USER_INPUT', `\`value\`: ${error.message}`, { cause: error });
  }
}

function boundsOf(asked: Comparison): Bounds {
  const all = boundsAsked(asked);
  if (all.length === 0) throw refuse('`range` is empty: give `gt`, `gte`, `lt` or `lte`.');
  const bounds = intersection(all);
  if (bounds === null) throw refuse('`range` leaves no number: its lower bound lies above its upper one.');
  return bounds;
}
