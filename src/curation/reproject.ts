import type { Prisma } from '../database/generated/client.ts';
import { type Comparison, compare } from './compare.ts';
import { factRow, factsOf } from './facts.ts';
import { type Face, type FaceTable, facesOf } from './projection.ts';
import { type FactRow, stored } from './stored.ts';
import { readWeighable } from './weighable.ts';
import { upsert } from './write.ts';

/** How the facts and typed faces in a database compare with what its own claims come to. */
export interface Projection {
  facts: Comparison<FactRow>;
  faces: Map<FaceTable, Comparison<Face>>;
  counts: { faces: number; columns: number; facts: number };
}

const idOf = ({ id }: { id: string }) => id;

/** Works out every fact and typed column anew from the claims, and compares them with what is stored. */
export async function compareProjection(database: Prisma.TransactionClient): Promise<Projection> {
  const facts = factsOf(await readWeighable(database));
  const wanted = facesOf((await database.entity.findMany()).map(stored), facts);
  const existing = await readFaces(database);
  const faces = new Map(
    [...wanted].map(([table, rows]) => [table, compare(rows, existing[table].map(stored), idOf)] as const),
  );
  const rows = [...wanted.values()].flat();
  return {
    facts: compare(facts.map(factRow), (await database.fact.findMany()).map(stored), idOf),
    faces,
    counts: {
      faces: rows.length,
      columns: rows.reduce((sum, { id, ...columns }) => sum + Object.keys(columns).length, 0),
      facts: facts.length,
    },
  };
}

/** Whether facts and typed faces say what the claims come to. */
export function isProjected({ facts, faces }: Projection): boolean {
  return [facts, ...faces.values()].every(({ added, changed }) => added.length + changed.length === 0);
}

/** A fact that presented another claim before; ids of claims. */
export interface Reaccepted {
  before: string;
  /** Null when no claim supports it any longer. */
  after: string | null;
}

/** Brings facts and typed faces to what the claims come to, and writes nothing where they say so already. */
export async function reproject(database: Prisma.TransactionClient): Promise<Reaccepted[]> {
  const { facts, faces } = await compareProjection(database);
  await upsert(database, 'Fact', [...facts.added, ...facts.changed]);
  // The tables come in an order in which none refers to a later one.
  for (const [table, { added, changed }] of faces) await upsert(database, table, [...added, ...changed]);
  return facts.differences
    .filter(({ column, is }) => column === 'acceptedId' && is !== 'null')
    .map(({ is, shouldBe }) => ({ before: JSON.parse(is), after: JSON.parse(shouldBe) }));
}

async function readFaces(database: Prisma.TransactionClient): Promise<Record<FaceTable, Face[]>> {
  return {
    Company: await database.company.findMany(),
    Chip: await database.chip.findMany(),
    Product: await database.product.findMany(),
    Investment: await database.investment.findMany(),
    Event: await database.event.findMany(),
  };
}
