import { Loaders } from '../database/loaders.ts';
import type { Database } from '../database/open.ts';

/** What the resolvers of one request share. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** Where this server is reached, without a last slash: what citations lead to. */
  address: string;
  /** The same, answering as of the release with this number. */
  asOf: (release: number) => Context;
}

export function createContext(database: Database, address: string): Context {
  const past = new Map<number, Context>();
  const asOf = (release: number): Context => {
    const known = past.get(release) ?? { ...open({ ...database, asOf: release }, address), asOf };
    past.set(release, known);
    return known;
  };
  return { ...open(database, address), asOf };
}

const open = (database: Database, address: string) => ({
  database,
  loaders: new Loaders(database),
  address,
});
