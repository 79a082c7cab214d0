import { setImmediate } from 'node:timers/promises';
import { type EntityKind, entityKinds } from '../claims/vocabulary.ts';
import { Prisma } from '../database/generated/client.ts';
import { type Comparison, compare } from './compare.ts';
import { factRow, factsOf, type WeighableClaim } from './facts.ts';
import type { OnProgress } from './progress.ts';
import { type Face, type FaceTable, facesOf } from './projection.ts';
import { type EntityRow, type FactRow, readJson, stored } from './stored.ts';
import { readNamed, readWeighable } from './weighable.ts';
import { insert, upsert } from './write.ts';

/** How the facts and typed faces of some entities compare with what the claims about them come to. */
export interface Projection {
  facts: Comparison<FactRow>;
  faces: Map<FaceTable, Comparison<Face>>;
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

/** A fact that presented another claim before; ids of claims. */
export interface Reaccepted {
  before: string;
  /** Null when no claim supports it any longer. */
  after: string | null;
}

/**
 * Brings facts and typed faces to what the claims come to, and writes nothing where they say so already.
 * @param onReaccepted told of some facts at a time
 */
export async function reproject(
  database: Prisma.TransactionClient,
  onReaccepted: (facts: Reaccepted[]) => Promise<void>,
  onProgress?: OnProgress,
): Promise<void> {
  const progress = { step: 'reading facts' as const, done: 0, of: await database.entity.count(), claims: 0 };
  const write = async ({ facts, faces, counts }: Projection) => {
    await insert(database, 'Fact', facts.added);
    await upsert(database, 'Fact', facts.changed);
    for (const [table, { added, changed }] of faces) {
      await insert(database, table, added);
      await upsert(database, table, changed);
    }
    await onReaccepted(
      facts.differences
        .filter(({ column, is }) => column === 'acceptedId' && is !== 'null')
        .map(({ is, shouldBe }) => ({ before: JSON.parse(is), after: JSON.parse(shouldBe) })),
    );
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
    const projection = comparison();
    await writing;
    last = projection;
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
    counts: {
      entities: entities.length,
      claims: claims.length,
      columns: rows.reduce((sum, { id, ...columns }) => sum + Object.keys(columns).length, 0),
      facts: facts.length,
    },
  };
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
