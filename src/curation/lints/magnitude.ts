import { decimal, scaled } from '../../claims/decimal.ts';
import type { ClaimEntry, Rows } from '../rows.ts';
import { groupsBy, liveClaims } from './claims.ts';
import type { Raise } from './raise.ts';

const factor = 1000n;
const fewestOthers = 3;

/** No value is out of all proportion to the others of its property, in the same unit or currency; nothing is one of 0. */
export function lintMagnitude(rows: Rows, raise: Raise): void {
  const measured = liveClaims(rows).flatMap((entry) => {
    const size = entry.row.value === null ? 0n : scaled(entry.row.value.replace('-', ''));
    return size === 0n ? [] : [{ entry, size }];
  });
  const measureOf = ({ entry: { row } }: Measured) => `${row.propertyId} ${row.unit ?? row.currency}`;
  for (const group of groupsBy(measured, measureOf)) {
    if (group.length <= fewestOthers) continue;
    const ordered = group.toSorted((a, b) => Number(a.size > b.size) - Number(a.size < b.size));
    for (const [index, { entry, size }] of ordered.entries()) {
      const twice = twiceMedianWithout(ordered, index);
      if (2n * size < factor * twice && 2n * size * factor > twice) continue;
      const { row, written } = entry;
      raise(written, 'MAGNITUDE', written.at('quantity', 'value'), {
        found: `value: ${row.value}, where the median of ${group.length - 1} others for ${row.propertyId} is ${medianOf(twice)}`,
        expected: `a value within a factor of ${factor} of it`,
        mend: 'compare the value and its scale word with the text',
      });
    }
  }
}

interface Measured {
  entry: ClaimEntry;
  size: bigint;
}

function twiceMedianWithout(ordered: readonly Measured[], left: number): bigint {
  const others = ordered.length - 1;
  const at = (position: number) => ordered[position < left ? position : position + 1]?.size ?? 0n;
  return at(Math.floor((others - 1) / 2)) + at(Math.floor(others / 2));
}

function medianOf(twice: bigint): string {
  return decimal(`${twice / 2n}e-20`);
}
