import type { GraphQLError } from 'graphql';
import type { GraphQLParams } from 'graphql-yoga';
import { z } from 'zod';
import { algorithm } from './persisted-documents.ts';
import { requestError } from './request-error.ts';

const anObject = z.record(z.string(), z.unknown()).nullish();

/** With its algorithm or without: graphql-codegen writes it into documents, and urql sends it on. */
const hash = z
  .string()
  .regex(/^(sha256:)?[0-9a-f]{64}$/)
  .transform((text) => text.replace(algorithm, ''));

/** How Apollo's clients and urql name a document by its hash. */
const persistedQuery = z.object({ version: z.literal(1), sha256Hash: hash });

const parameters = z.strictObject({
  query: z.string('`query` is not text').min(1, '`query` is empty').nullish(),
  documentId: z
    .string('`documentId` is not text')
    .regex(/^sha256:[0-9a-f]{64}$/, '`documentId` is not of the form `sha256:` and 64 hexadecimal digits')
    .nullish(),
  operationName: z.string('`operationName` is not text').nullish(),
  variables: anObject,
  extensions: anObject,
});

/** What is wrong, in our words: a parser's own would echo what was sent. */
function reason(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return 'only `query`, `documentId`, `operationName`, `variables` and `extensions` are understood';
  }
  const [name] = issue.path;
  if (name === 'variables' || name === 'extensions') return `\`${name}\` is not an object`;
  return name === undefined ? 'it is not an object' : issue.message;
}

/**
 * The parameters of a GraphQL-over-HTTP request, from its decoded JSON.
 * @throws GraphQLError `BAD_REQUEST`
 */
export function checkParameters(decoded: unknown): GraphQLParams {
  if (Array.isArray(decoded)) {
    throw requestError(400, 'Batches are not supported: send each operation in a request of its own.');
  }
  const result = parameters.safeParse(decoded);
  if (!result.success) {
    const reasons = result.error.issues.map(reason);
    throw requestError(400, `The request is not a GraphQL request: ${reasons.join('; ')}.`);
  }
  const { query, documentId, operationName, variables } = result.data;
  const extensions = documentId
    ? {
        ...result.data.extensions,
        persistedQuery: { version: 1, sha256Hash: documentId.slice('sha256:'.length) },
      }
    : result.data.extensions;
  if (!query && documentHash({ extensions }) === undefined) {
    throw requestError(
      400,
      'The request is not a GraphQL request: `query` is missing, and so is the hash of a document instead.',
    );
  }
  return {
    ...(query && { query }),
    ...(operationName && { operationName }),
    ...(variables && { variables }),
    ...(extensions && { extensions }),
  };
}

/**
 * The SHA-256 by which `params` name their document, as `documentId` of the GraphQL-over-HTTP specification or as Apollo's
 * `extensions.persistedQuery`.
 * @throws GraphQLError `BAD_REQUEST` where it is something else
 */
export function documentHash({ extensions }: { extensions?: unknown }): string | undefined {
  const given = (extensions as Record<string, unknown> | null | undefined)?.['persistedQuery'];
  if (given == null) return undefined;
  const result = persistedQuery.safeParse(given);
  if (result.success) return result.data.sha256Hash;
  throw requestError(
    400,
    '`extensions.persistedQuery` is not `version` 1 with a `sha256Hash` of 64 hexadecimal digits.',
  );
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw requestError(400, `${where} is not JSON${placeIn(text, (error as Error).message)}.`);
  }
}

/** Where JSON went wrong, in our words, since the engine's repeat the text; empty where it does not tell. */
function placeIn(text: string, message: string): string {
  if (message === 'Unexpected end of JSON input') return ': it ends too early';
  const [, position] = /at position (\d+)(?: \(line \d+ column \d+\))?$/.exec(message) ?? [];
  if (position === undefined) return '';
  const lines = text.slice(0, Number(position)).split('\n');
  return `: it goes wrong in line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`;
}

/** The answer to a body of more than `most` bytes. */
export const tooLarge = (most: number): GraphQLError =>
  requestError(413, `The body has more than ${most.toLocaleString('en')} bytes, the most that is read.`);

/** The parameters in the body of a POST: JSON in UTF-8, of `most` bytes at most. */
export function parametersIn(bytes: ArrayBuffer | Uint8Array, most: number): GraphQLParams {
  if (bytes.byteLength > most) throw tooLarge(most);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw requestError(400, 'The body is not UTF-8.');
  }
  if (text.trim() === '') throw requestError(400, 'The body is empty; it has to be JSON with a `query`.');
  return checkParameters(parseJson(text, 'The body'));
}

/** The parameters in the address of a GET; others there, such as a campaign's, are ignored. */
export function readAddress(request: Request): GraphQLParams {
  const { searchParams } = new URL(request.url);
  const json = (name: string) => {
    const text = searchParams.get(name);
    return text ? parseJson(text, `\`${name}\``) : undefined;
  };
  return checkParameters({
    query: searchParams.get('query') ?? undefined,
    documentId: searchParams.get('documentId') ?? undefined,
    operationName: searchParams.get('operationName') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  });
}
