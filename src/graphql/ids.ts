import { type GraphQLResolveInfo, isObjectType } from 'graphql';
import { beginning, shown } from '../claims/shown.ts';
import { SourcebookError } from '../errors.ts';
import { limits } from '../limits.ts';

function decode(text: string): string {
  const decoded = Buffer.from(text, 'base64url').toString('utf8');
  // Node's decoder skips what it does not know; only what encodes back to the same text was ours.
  return text.length <= limits.text && Buffer.from(decoded, 'utf8').toString('base64url') === text
    ? decoded
    : '';
}

/** The id of a node, opaque to clients: base64url of `Type:id` (Relay's global object identification). */
export function encodeId(typename: string, id: bigint | number | string): string {
  return Buffer.from(`${typename}:${id}`, 'utf8').toString('base64url');
}

export interface NodeId {
  typename: string;
  id: string;
}

/** @throws SourcebookError `BAD_USER_INPUT` if it is none of our ids */
export function decodeId(globalId: string): NodeId {
  const [, typename, id] = /^([A-Z][A-Za-z]*):([^\0]+)$/.exec(decode(globalId)) ?? [];
  if (!typename || !id) {
    throw new SourcebookError(
      'BAD_USER_INPUT',
      `Not an id: ${shown(globalId)}. Ids come from the \`id\` field of an object.`,
    );
  }
  return { typename, id };
}

/** @throws SourcebookError `BAD_USER_INPUT` if there are no objects of its type to be found by id */
export function checkNodeType({ typename }: NodeId, { schema }: GraphQLResolveInfo): void {
  const type = schema.getType(typename);
  if (!isObjectType(type) || !type.getInterfaces().some(({ name }) => name === 'Node')) {
    throw new SourcebookError(
      'BAD_USER_INPUT',
      `Not an id: there is no type ${beginning(typename)} of objects with ids.`,
    );
  }
}

/** A row's place in a list, opaque to clients: it names the row, so it stays right under any order and filter. */
export function encodeCursor(table: string, id: string): string {
  return Buffer.from(`@${table}:${id}`, 'utf8').toString('base64url');
}

/**
 * The id of the row that a cursor of a list of `table` names.
 * @throws SourcebookError `BAD_USER_INPUT` if it is no cursor, or one of another list
 */
export function decodeCursor(table: string, argument: string, cursor: string): string {
  const [, from, id] = /^@([A-Z][A-Za-z]*):([^\0]+)$/.exec(decode(cursor)) ?? [];
  if (!from || !id || from !== table) {
    const wrong = from ? `is a cursor of a list of another type (${beginning(from)})` : 'is not a cursor';
    throw new SourcebookError(
      'BAD_USER_INPUT',
      `\`${argument}\` ${wrong}: ${shown(cursor)}. Cursors come from \`edges.cursor\` and \`pageInfo\` of the same list.`,
    );
  }
  return id;
}
