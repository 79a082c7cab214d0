import { setImmediate } from 'node:timers/promises';
import { type EntityKind, entityKinds } from '../claims/vocabulary.ts';
import { Prisma } from '../database/generated/client.ts';
import { type Comparison, compare } from './compare.ts';
import { type AcceptedFact, factRow, factsOf, type WeighableClaim } from './facts.ts';
import type { OnProgress } from './progress.ts';
import { type Face, type FaceTable, facesOf, projection } from './projection.ts';
import { type EntityRow, type FactRow, readJson, stored } from './stored.ts';
import { readNamed, readWeighable } from './weighable.ts';
import { insert, upsert } from './write.ts';

/** How the facts and typed faces of some entities compare with what the claims about them come to. */
export interface Projection {
  facts: Comparison<FactRow>;
  faces: Map<FaceTable, Comparison<Face>>;
  unlisted: Unlisted[];
  counts: { entities: number; claims: number; columns: number; facts: number };
}

/** Enough that statements are few, and few enough that all that is known of them is small. */
const batchSize = 500;

const idOf = ({ id }: { id: string }) => id;

/**
 * Works out every fact and typed column anew from the claims, and compares them with what is stored, some entities at a time.
 * Their kinds come in an order in which none refers to a later one.
 */
export async function* compareProjection(database: Prisma.TransactionClient): AsyncGenerator<Projection> {
  for await (const comparison of comparisons(database)) yield comparison();
}

/** The same, some entities at a time, of whom all is read and nothing worked out yet. */
async function* comparisons(database: Prisma.TransactionClient): AsyncGenerator<() => Projection> {
  const held = await heldTables(database);
  for (const kind of entityKinds) {
    let last = '';
    for (;;) {
      const entities = await readEntities(database, kind, last);
      const end = entities.at(-1);
      if (!end) break;
      yield await readComparison(database, entities, held);
      last = end.id;
    }
  }
}

/** Whether facts and typed faces say what the claims come to. */
export async function isProjected(database: Prisma.TransactionClient): Promise<boolean> {
  for await (const { facts, faces } of compareProjection(database)) {
    const differ = [facts, ...faces.values()].some(({ added, changed }) => added.length + changed.length > 0);
    if (differ) return false;
  }
  return true;
}

/** An entity that was supported, and no longer is. */
export interface Unlisted {
  slug: string;
  /** The properties that define it and have no claim that counts; where there are none, nothing is said of it at all. */
  lacking: string[];
}

/** A fact that presented another claim before; ids of claims. */
export interface Reaccepted {
  before: string;
  /** Null when no claim supports it any longer. */
  after: string | null;
}

/** What readers will find otherwise about some entities. */
export interface Reprojected {
  reaccepted: Reaccepted[];
  unlisted: Unlisted[];
}

/**
 * Brings facts and typed faces to what the claims come to, and writes nothing where they say so already.
 * @param onChanged told of some entities at a time
 */
export async function reproject(
  database: Prisma.TransactionClient,
  onChanged: (changed: Reprojected) => Promise<void>,
  onProgress?: OnProgress,
): Promise<void> {
  const progress = { step: 'reading facts' as const, done: 0, of: await database.entity.count(), claims: 0 };
  const write = async ({ facts, faces, unlisted, counts }: Projection) => {
    await insert(database, 'Fact', facts.added);
    await upsert(database, 'Fact', facts.changed);
    for (const [table, { added, changed }] of faces) {
      await insert(database, table, added);
      await upsert(database, table, changed);
    }
    const reaccepted = facts.differences
      .filter(({ column, is }) => column === 'acceptedId' && is !== 'null')
      .map(({ is, shouldBe }) => ({ before: JSON.parse(is), after: JSON.parse(shouldBe) }));
    await onChanged({ reaccepted, unlisted });
    progress.done += counts.entities;
    progress.claims += counts.claims;
    onProgress?.(progress);
  };
  let last: Projection | undefined;
  for await (const comparison of comparisons(database)) {
    // The database writes what was worked out last in the time that working out the next takes.
    const writing = last && write(last);
    writing?.catch(() => {});
    await setImmediate();
    const next = comparison();
    await writing;
    last = next;
  }
  if (last) await write(last);
}

function readEntities(
  database: Prisma.TransactionClient,
  kind: EntityKind,
  after: string,
): Promise<EntityRow[]> {
  return database.entity.findMany({
    where: { kind, id: { gt: after } },
    orderBy: { id: 'asc' },
    take: batchSize,
  });
}

async function readComparison(
  database: Prisma.TransactionClient,
  entities: readonly EntityRow[],
  held: Held,
): Promise<() => Projection> {
  const ids = entities.map(idOf);
  const existing = await readFaces(database, ids, held);
  const existingFacts = held.Fact ? await readFacts(database, ids) : [];
  const claims = await readWeighable(database, ids);
  const named = await readNamed(database, ids);
  return () => compareEntities(entities, { claims, named, existing, existingFacts });
}

/** What there is to know of some entities. */
interface Read {
  claims: WeighableClaim[];
  /** Those among them that a claim which counts names as its value. */
  named: ReadonlySet<string>;
  existing: Record<FaceTable, Face[]>;
  existingFacts: FactRow[];
}

function compareEntities(
  entities: readonly EntityRow[],
  { claims, named, existing, existingFacts }: Read,
): Projection {
  const facts = factsOf(claims);
  const wanted = facesOf(entities, facts, named);
  const faces = new Map(
    [...wanted].map(([table, rows]) => [table, compare(rows, existing[table].map(stored), idOf)] as const),
  );
  const rows = [...wanted.values()].flat();
  return {
    facts: compare(facts.map(factRow), existingFacts, idOf),
    faces,
    unlisted: unlistedIn(entities, [...faces.values()], facts),
    counts: {
      entities: entities.length,
      claims: claims.length,
      columns: rows.reduce((sum, { id, ...columns }) => sum + Object.keys(columns).length, 0),
      facts: facts.length,
    },
  };
}

function unlistedIn(
  entities: readonly EntityRow[],
  faces: readonly Comparison<Face>[],
  facts: readonly AcceptedFact[],
): Unlisted[] {
  const differences = faces.flatMap((face) => face.differences);
  const gone = new Set(
    differences.filter(({ column, is }) => column === 'supported' && is === 'true').map(({ key }) => key),
  );
  return entities
    .filter(({ id }) => gone.has(id))
    .map(({ id, kind, slug }) => {
      const defining = Object.values(projection[kind].columns).filter((origin) => origin.defining);
      const known = facts.filter(({ subjectId, accepted }) => subjectId === id && accepted);
      const lacking = defining
        .map(({ property }) => property)
        .filter((property) => !known.some(({ propertyId }) => propertyId === property));
      return { slug, lacking };
    });
}

function readFacts(database: Prisma.TransactionClient, subjects: readonly string[]): Promise<FactRow[]> {
  return readJson(database, Prisma.sql`SELECT * FROM "Fact" WHERE "subjectId" = ANY (${[...subjects]})`);
}

async function readFaces(
  database: Prisma.TransactionClient,
  ids: readonly string[],
  held: Held,
): Promise<Record<FaceTable, Face[]>> {
  const where = { id: { in: [...ids] } };
  return {
    Company: held.Company ? await database.company.findMany({ where }) : [],
    Chip: held.Chip ? await database.chip.findMany({ where }) : [],
    Product: held.Product ? await database.product.findMany({ where }) : [],
    Investment: held.Investment ? await database.investment.findMany({ where }) : [],
    Event: held.Event ? await database.event.findMany({ where }) : [],
  };
}

type Held = Record<FaceTable | 'Fact', boolean>;

/**
 * Which tables hold anything before the first comparison. Of what is filled from nothing the planner knows nothing, and would
 * read the whole of it for every few entities.
 */
async function heldTables(database: Prisma.TransactionClient): Promise<Held> {
  const [held] = await database.$queryRaw<[Held]>`
    SELECT EXISTS (SELECT FROM "Fact") AS "Fact", EXISTS (SELECT FROM "Company") AS "Company",
      EXISTS (SELECT FROM "Chip") AS "Chip", EXISTS (SELECT FROM "Product") AS "Product",
      EXISTS (SELECT FROM "Investment") AS "Investment", EXISTS (SELECT FROM "Event") AS "Event"`;
  return held;
}
