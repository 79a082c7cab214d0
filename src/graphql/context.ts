import { Loaders } from '../database/loaders.ts';
import type { Database } from '../database/open.ts';

/** What the resolvers of one request share. */
export interface Context {
  database: Database;
  loaders: Loaders;
}

export function createContext(database: Database): Context {
  return { database, loaders: new Loaders(database) };
}
