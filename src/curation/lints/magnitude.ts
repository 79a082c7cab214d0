import { decimal, scaled } from '../../claims/decimal.ts';
import type { SourceRows } from '../rows.ts';
import type { ClaimRow } from '../stored.ts';
import { liveClaims } from './claims.ts';
import type { Raise } from './raise.ts';

const factor = 1000n;
const fewestOthers = 3;

/** No value is out of all proportion to the others of its property, in the same unit or currency; nothing is one of 0. */
export class Magnitudes {
  /** By measure, in order once all are there. */
  readonly #sizes = new Map<string, bigint[]>();

  /** Takes down the values of one source. */
  add(rows: SourceRows): void {
    for (const { row } of liveClaims(rows)) {
      const size = sizeOf(row);
      if (size === 0n) continue;
      const sizes = this.#sizes.get(measureOf(row));
      if (sizes) sizes.push(size);
      else this.#sizes.set(measureOf(row), [size]);
    }
  }

  /** Whether any of all the values is suspicious. */
  settle(): boolean {
    let suspicious = false;
    for (const [measure, sizes] of this.#sizes) {
      sizes.sort((a, b) => Number(a > b) - Number(a < b));
      if (sizes.length > fewestOthers && sizes.some((size, index) => isOff(size, sizes, index)))
        suspicious = true;
      else this.#sizes.delete(measure);
    }
    return suspicious;
  }

  /** Raises what is suspicious of a source, once all are there. */
  lint(rows: SourceRows, raise: Raise): void {
    for (const { row, written } of liveClaims(rows)) {
      const size = sizeOf(row);
      const sizes = this.#sizes.get(measureOf(row));
      if (!sizes || size === 0n) continue;
      const index = firstAtLeast(size, sizes);
      if (!isOff(size, sizes, index)) continue;
      raise(written, 'MAGNITUDE', written.at('quantity', 'value'), {
        found: `value: ${row.value}, where the median of ${sizes.length - 1} others for ${row.propertyId} is ${medianOf(twiceMedianWithout(sizes, index))}`,
        expected: `a value within a factor of ${factor} of it`,
        mend: 'compare the value and its scale word with the text',
      });
    }
  }
}

const measureOf = ({ propertyId, unit, currency }: ClaimRow) => `${propertyId} ${unit ?? currency}`;

const sizeOf = ({ value }: ClaimRow) => (value === null ? 0n : scaled(value.replace('-', '')));

function isOff(size: bigint, ordered: readonly bigint[], index: number): boolean {
  const twice = twiceMedianWithout(ordered, index);
  return 2n * size >= factor * twice || 2n * size * factor <= twice;
}

/** Of several that are alike it does not matter which is left out. */
function firstAtLeast(size: bigint, ordered: readonly bigint[]): number {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ordered[middle] ?? 0n) < size) low = middle + 1;
    else high = middle;
  }
  return low;
}

function twiceMedianWithout(ordered: readonly bigint[], left: number): bigint {
  const others = ordered.length - 1;
  const at = (position: number) => ordered[position < left ? position : position + 1] ?? 0n;
  return at(Math.floor((others - 1) / 2)) + at(Math.floor(others / 2));
}

function medianOf(twice: bigint): string {
  return decimal(`${twice / 2n}e-20`);
}
