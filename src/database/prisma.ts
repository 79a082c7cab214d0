import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { limits } from '../limits.ts';
import { PrismaClient } from './generated/client.ts';

/** The role that the API reads as; the migrations create it and grant it what it may. */
const readerRole = 'sourcebook_reader';

/**
 * What makes a connection a reader's, whatever DATABASE_URL sets. A statement is cut off before whoever asked has given up;
 * not in PGlite, whose one thread has nobody to interrupt it: there a statement runs until it is done. Nothing is compiled for a
 * statement: Postgres took 2.4 s to compile one that it then ran in 0.1 s.
 */
export const becomeReader = `SET jit = 'off'; SET default_transaction_read_only = 'on'; SET statement_timeout = '${limits.statementMs}'; SET role = '${readerRole}'`;

/** A client over `adapter`, and how many statements it has sent. */
export function connect(adapter: SqlDriverAdapterFactory) {
  const prisma = new PrismaClient({ adapter, log: [{ emit: 'event', level: 'query' }] });
  let sent = 0;
  prisma.$on('query', () => {
    sent += 1;
  });
  return { prisma, statements: () => sent };
}
