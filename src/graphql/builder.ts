import SchemaBuilder from '@pothos/core';
import RelayPlugin from '@pothos/plugin-relay';
import { SourcebookError } from '../errors.ts';
import { limits } from '../limits.ts';
import type { Context } from './context.ts';
import { checkNodeType, decodeId, encodeId } from './ids.ts';
import {
  CountryCodeScalar,
  CurrencyCodeScalar,
  DateScalar,
  DateTimeScalar,
  DecimalScalar,
  JsonObjectScalar,
  UrlScalar,
} from './scalars.ts';

interface Scalar<Output, Input = Output> {
  Input: Input;
  Output: Output;
}

export interface Types {
  Context: Context;
  DefaultFieldNullability: false;
  DefaultNodeNullability: false;
  DefaultEdgesNullability: false;
  Scalars: {
    Decimal: Scalar<unknown, string>;
    Date: Scalar<Date, Date>;
    DateTime: Scalar<Date, Date>;
    CountryCode: Scalar<string>;
    CurrencyCode: Scalar<string>;
    JSONObject: Scalar<object>;
    URL: Scalar<string | URL>;
  };
}

export const builder = new SchemaBuilder<Types>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    encodeGlobalID: encodeId,
    decodeGlobalID: decodeId,
    idFieldOptions: { description: 'Names this object among all objects; the same in every release.' },
    nodeTypeOptions: { description: 'An object that can be fetched again by its id.' },
    nodeQueryOptions: {
      description: 'The object with this id; null if there is none. What is no id at all is an error.',
      args: { id: { description: 'The `id` of an object, from an earlier answer.' } },
      resolve: (_, { id }, __, info, resolveNode) => {
        checkNodeType(id, info);
        return resolveNode(id);
      },
    },
    nodesQueryOptions: {
      description:
        'The objects with these ids, in this order; null for an id that there is none with. One that is no id at all fails the whole field.',
      args: { ids: { description: 'The `id`s of objects, from earlier answers; at most 100.' } },
      resolve: (_, { ids }, __, info, resolveNodes) => {
        if (ids.length > limits.ids) {
          throw new SourcebookError(
            'BAD_USER_INPUT',
            `\`ids\` has ${ids.length} ids; it can have up to ${limits.ids}.`,
          );
        }
        for (const id of ids) checkNodeType(id, info);
        return resolveNodes(ids);
      },
    },
    // Every row tells its own type; a brand would be written onto rows that several fields share.
    brandLoadedObjects: false,
    nodesOnConnection: { description: 'The objects on this page.' },
    edgesFieldOptions: { description: 'The objects on this page, each with its cursor.', nullable: false },
    nodeFieldOptions: { description: 'The object.', nullable: false },
    cursorFieldOptions: {
      description: 'Where the object stands in the list; goes into `after` or `before`.',
    },
    pageInfoFieldOptions: { description: 'Whether there is more, and where this page begins and ends.' },
    pageInfoTypeOptions: { description: 'Where a page begins and ends, and whether there is more.' },
    hasNextPageFieldOptions: { description: 'Whether more follows this page.' },
    hasPreviousPageFieldOptions: { description: 'Whether something comes before this page.' },
    startCursorFieldOptions: { description: 'The cursor of the first object on this page.' },
    endCursorFieldOptions: { description: 'The cursor of the last object on this page.' },
    firstArgOptions: {
      description: 'How many objects from the front; 20 if neither `first` nor `last` is given, at most 100.',
    },
    lastArgOptions: {
      description: 'How many objects from the back, at most 100; not together with `first`.',
    },
    afterArgOptions: { description: 'Only what follows this cursor.' },
    beforeArgOptions: { description: 'Only what comes before this cursor.' },
  },
});

builder.addScalarType('Decimal', DecimalScalar);
builder.addScalarType('Date', DateScalar);
builder.addScalarType('DateTime', DateTimeScalar);
builder.addScalarType('CountryCode', CountryCodeScalar);
builder.addScalarType('CurrencyCode', CurrencyCodeScalar);
builder.addScalarType('JSONObject', JsonObjectScalar);
builder.addScalarType('URL', UrlScalar);

builder.queryType({ description: 'Everything that can be asked.' });
