import type { Names } from '../names.ts';
import type { Report } from '../problem.ts';
import type { Dataset } from '../read.ts';

/** Where a curator passed judgement, the reason is given. */
export function checkWording({ sources }: Dataset, _names: Names, report: Report): void {
  for (const { confidence, rank, note, at } of sources.flatMap(({ claims }) => claims)) {
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
