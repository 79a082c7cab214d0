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
  const { facts, faces, counts } = await database.prisma.$transaction(
    (transaction) => compareProjection(transaction),
    {
      isolationLevel: 'RepeatableRead',
      timeout: 600_000,
    },
  );
  const mismatches = [['Fact', facts] as const, ...faces].flatMap(([table, rows]) =>
    mismatchesIn(table, rows),
  );
  if (mismatches.length > 0) {
    const count = counted(mismatches.length, 'mismatch', 'mismatches');
    throw new SourcebookError('PROJECTION_MISMATCH', [count, ...mismatches].join('\n'));
  }
  const { faces: entities, columns, facts: all } = counts;
  return `${entities} faces, ${columns} columns, ${all} facts: all say what their accepted claims say`;
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
