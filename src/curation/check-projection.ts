import type { Database } from '../database/open.ts';
import { SourcebookError } from '../errors.ts';
import type { Comparison } from './compare.ts';
import { counted } from './counted.ts';
import { compareProjection } from './reproject.ts';

/**
 * Proves that every fact and every typed column says what the accepted claims in the same database say.
 * @returns what was proven, in one line
 * @throws SourcebookError `PROJECTION_MISMATCH`, with every column that does not on a line of its own
 */
export async function checkProjection(database: Database): Promise<string> {
  const mismatches = { facts: [] as string[], faces: [] as string[] };
  const all = { entities: 0, columns: 0, facts: 0 };
  await database.prisma.$transaction(
    async (transaction) => {
      for await (const { facts, faces, counts } of compareProjection(transaction)) {
        mismatches.facts.push(...mismatchesIn('Fact', facts));
        for (const [table, rows] of faces) mismatches.faces.push(...mismatchesIn(table, rows));
        for (const each of ['entities', 'columns', 'facts'] as const) all[each] += counts[each];
      }
    },
    { isolationLevel: 'RepeatableRead', timeout: 3_600_000 },
  );
  const found = [...mismatches.facts, ...mismatches.faces];
  if (found.length > 0) {
    const count = counted(found.length, 'mismatch', 'mismatches');
    throw new SourcebookError('PROJECTION_MISMATCH', [count, ...found].join('\n'));
  }
  const proven = [counted(all.entities, 'face'), counted(all.columns, 'column'), counted(all.facts, 'fact')];
  return `${proven.join(', ')}: all say what their accepted claims say`;
}

function mismatchesIn(table: string, { added, vanished, differences }: Comparison<{ id: string }>): string[] {
  return [
    ...added.map(({ id }) => `${table} ${id}: is missing`),
    ...vanished.map((id) => `${table} ${id}: no claim gives rise to it`),
    ...differences.map(
      ({ key, column, is, shouldBe }) =>
        `${table} ${key}: ${column} is ${is}, but its claims say ${shouldBe}`,
    ),
  ];
}
