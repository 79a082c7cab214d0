import { Loaders } from '../database/loaders.ts';
import type { Database } from '../database/open.ts';

/** What the resolvers of one request share. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** The same, answering as of the release with this number. */
  asOf: (release: number) => Context;
}

export function createContext(database: Database): Context {
  const past = new Map<number, Context>();
  const asOf = (release: number): Context => {
    const known = past.get(release) ?? { ...open({ ...database, asOf: release }), asOf };
    past.set(release, known);
    return known;
  };
  return { ...open(database), asOf };
}

const open = (database: Database) => ({ database, loaders: new Loaders(database) });
