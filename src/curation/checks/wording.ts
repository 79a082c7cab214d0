import type { Names } from '../names.ts';
import type { Report } from '../problem.ts';
import type { Source } from '../read.ts';

/** Where a curator passed judgement, the reason is given. */
export function checkWording({ claims }: Source, _names: Names, report: Report): void {
  for (const { confidence, rank, note, at } of claims) {
    if (note !== null) continue;
    for (const [key, value, isUsual] of [
      ['confidence', confidence, confidence === 'HIGH'],
      ['rank', rank, rank !== 'REJECTED'],
    ] as const) {
      if (isUsual) continue;
      report(at(key), {
        found: `${key}: ${value} without a note`,
        expected: 'a note that gives the reason',
        mend: 'add note',
      });
    }
  }
}
