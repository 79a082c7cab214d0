import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { checkedDataset } from '../../src/curation/check.ts';
import { publish } from '../../src/curation/publish.ts';
import { SourcebookError } from '../../src/errors.ts';
import { createErrorMask } from '../../src/http/error-mask.ts';
import { createApi } from '../../src/http/server.ts';
import { testDatabase } from '../support/database.ts';

/** An API whose log can be read. */
async function loggedApi() {
  const lines: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  const database = await testDatabase();
  await publish(database, await checkedDataset('dataset'));
  const api = createApi({ database, logger });
  const ask = async (query: string) => {
    const response = await api.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return response.text();
  };
  return { database, lines, ask };
}

describe('an error of ours', () => {
  it('is a fixed sentence to the caller, and told in full to the log', async () => {
    const { database, lines, ask } = await loggedApi();
    await database.prisma.$executeRawUnsafe('ALTER TABLE "Company" RENAME TO "Elsewhere"');
    const text = await ask('{ companies { nodes { name country } } }');
    expect(JSON.parse(text)).toMatchObject({
      errors: [
        { message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
      ],
    });
    expect(text).not.toMatch(/does not exist|SELECT|node_modules|\/src\/|prisma/i);
    expect(lines.join()).toContain('does not exist');
    await database.close();
  });

  it('is the service being unavailable when the database has gone', async () => {
    const { database, ask } = await loggedApi();
    await database.close();
    expect(JSON.parse(await ask('{ companies { totalCount } }'))).toMatchObject({
      errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }],
    });
  });
});

describe('what the caller reads of', () => {
  const mask = createErrorMask(pino({ level: 'silent' }));
  const shown = (error: unknown) => {
    const { message, extensions } = mask(error);
    return { message, code: extensions.code };
  };
  const atField = (originalError: Error) =>
    new GraphQLError(originalError.message, { originalError, path: ['a'] });
  const internal = { code: 'INTERNAL_SERVER_ERROR', message: 'Something went wrong on our side.' };
  const unavailable = {
    code: 'SERVICE_UNAVAILABLE',
    message: 'The database did not answer. Try again a little later.',
  };

  it('an error meant for them is its own words and code', () => {
    const error = new SourcebookError('BAD_USER_INPUT', '`first` is at most 100.');
    expect(shown(atField(error))).toEqual({ code: 'BAD_USER_INPUT', message: '`first` is at most 100.' });
  });

  it.each([
    ['a plain error', new Error('postgres://user:password@host/database')],
    ['an error at a field', atField(new TypeError('/srv/app/src/main.ts:3'))],
    ['a value of a wrong type', new GraphQLError('Int cannot represent "secret"', { path: ['a'] })],
    ['an SQL error', Object.assign(new Error('relation "x" does not exist'), { code: '42P01' })],
    ['a code of somebody else', Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['no error at all', 'thrown text'],
    ['nothing', undefined],
  ])('%s is that we failed', (_what, error) => expect(shown(error)).toEqual(internal));

  it.each([
    ['Prisma that cannot reach it', Object.assign(new Error('x'), { code: 'P1001' })],
    ['a pool that is empty', new Error('timeout exceeded when trying to connect')],
    ['a refused connection', new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })])],
    ['a server that shuts down', Object.assign(new Error('x'), { code: '57P01' })],
    ['a statement that took too long', Object.assign(new Error('x'), { meta: { code: '57014' } })],
    ['an adapter that names the cause', new Error('x', { cause: { kind: 'ConnectionClosed' } })],
    [
      'a database that could not be opened',
      new SourcebookError('DATABASE_UNREACHABLE', 'Postgres at 10.0.0.1'),
    ],
  ])('the database, by %s, is that it did not answer', (_what, error) => {
    expect(shown(atField(error))).toEqual(unavailable);
  });
});
