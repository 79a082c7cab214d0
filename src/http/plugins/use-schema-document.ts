import type { GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Logger } from 'pino';
import { page } from '../page.ts';
import { printSdl } from '../sdl.ts';

interface Options {
  schema: GraphQLSchema;
  logger: Logger;
  path?: string;
}

/** The SDL as plain text, which a browser shows and every generator reads. */
export function useSchemaDocument({ schema, logger, path = '/schema.graphql' }: Options): Plugin {
  let sdl: string | undefined;
  return page(path, logger, ({ fetchAPI }) => {
    sdl ??= printSdl(schema);
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=300' };
    return new fetchAPI.Response(sdl, { headers });
  });
}
