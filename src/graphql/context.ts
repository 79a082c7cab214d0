import { Loaders } from '../database/loaders.ts';
import type { Database } from '../database/open.ts';
import { Pin } from '../database/pin.ts';
import type { ReleaseRows } from '../database/release-rows.ts';
import type { ReleaseFeed } from './release-feed.ts';

/** What the resolvers of one request share. */
export interface Context {
  database: Database;
  loaders: Loaders;
  /** Where this server is reached, without a last slash: what citations lead to. */
  address: string;
  /** What was read of each release before, by any request. */
  rows?: ReleaseRows | undefined;
  /** What tells of new releases. */
  releases: ReleaseFeed;
  /** The same, answering as of the release with this number. */
  asOf: (release: number) => Context;
}

export function createContext({
  database,
  ...shared
}: Pick<Context, 'database' | 'address' | 'releases' | 'rows'>): Context {
  const { releases } = shared;
  const pin = new Pin(releases.lastKnown, (newest) => releases.heard(newest));
  const past = new Map<number, Context>();
  const open = (database: Database): Context => ({
    ...shared,
    database,
    loaders: new Loaders(database, shared.rows),
    asOf,
  });
  const asOf = (release: number): Context => {
    const known = past.get(release) ?? open({ ...database, asOf: release });
    past.set(release, known);
    return known;
  };
  return open({ ...database, pin });
}
