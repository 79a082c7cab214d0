import type { Count } from '../claims/counts.ts';
import type { Prisma, Release } from '../database/generated/client.ts';
import type { Comparison } from './compare.ts';
import type { ListChanges, SourceChanges } from './diff.ts';

/** How many of each a release serves. Retired claims are not counted, nor facts and entities that nothing else supports. */
export type Counts = Record<Count, number>;

/** What a release changes, as numbers. */
export class Tally {
  added = 0;
  corrected = 0;
  retired = 0;
  /** Publishers, properties, entities, sources and defects that are new or described otherwise. */
  described = 0;
  /** Whether a property's values change their shape. */
  #reshaped = false;
  /** Whether there is anything that was not there before. */
  #extended = false;

  countLists({ publishers, properties, entities }: ListChanges): void {
    this.#reshaped ||= properties.differences.some(({ column }) =>
      ['valueKind', 'unit', 'single'].includes(column),
    );
    for (const changes of [publishers, properties, entities]) this.#describe(changes);
  }

  countSources({ sources, defects, claims }: SourceChanges): void {
    const corrected = claims.retired.filter(({ supersededById }) => supersededById !== null).length;
    const added = claims.added.length - corrected;
    this.added += added;
    this.corrected += corrected;
    this.retired += claims.retired.length - corrected;
    this.#extended ||= added > 0;
    for (const changes of [sources, defects]) this.#describe(changes);
  }

  /**
   * The version after `last`, by semantic versioning: major when a property's values change their shape, minor when
   * anything is added, else patch. The first is 1.0.0.
   */
  versionAfter(last: Pick<Release, 'version'> | null): string {
    const [major = 0, minor = 0, patch = 0] = last?.version.split('.').map(Number) ?? [];
    if (last === null || this.#reshaped) return `${major + 1}.0.0`;
    return this.#extended ? `${major}.${minor + 1}.0` : `${major}.${minor}.${patch + 1}`;
  }

  #describe({ added, changed }: Pick<Comparison<object>, 'added' | 'changed'>): void {
    this.described += added.length + changed.length;
    this.#extended ||= added.length > 0;
  }
}

/** Counts what a database serves. */
export async function countsOf(database: Prisma.TransactionClient): Promise<Counts> {
  const where = { supported: true };
  const [live] = await database.$queryRaw<[{ claims: number; facts: number }]>`
    SELECT count(*)::int AS claims, count(DISTINCT "factId")::int AS facts FROM "Claim" WHERE "retiredInId" IS NULL`;
  return {
    companies: await database.company.count({ where }),
    chips: await database.chip.count({ where }),
    products: await database.product.count({ where }),
    investments: await database.investment.count({ where }),
    events: await database.event.count({ where }),
    sources: await database.source.count(),
    publishers: await database.publisher.count(),
    properties: await database.property.count(),
    ...live,
  };
}
