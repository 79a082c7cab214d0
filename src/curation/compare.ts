import { canonicalJson } from '../claims/claim-id.ts';

/** A column in which a row is not as it should be; both values as JSON. */
export interface Difference {
  key: string;
  column: string;
  is: string;
  shouldBe: string;
}

export interface Comparison<Row> {
  /** Wanted rows that do not exist. */
  added: Row[];
  /** Wanted rows that exist, but say something else. */
  changed: Row[];
  /** The keys of rows that exist, but are not wanted. */
  vanished: string[];
  differences: Difference[];
}

/** How `existing` rows differ from the `wanted` ones of the same key, in the columns that these have. */
export function compare<Row extends object>(
  wanted: readonly Row[],
  existing: readonly NoInfer<Row>[],
  keyOf: (row: Row) => string,
): Comparison<Row> {
  const remaining = new Map(existing.map((row) => [keyOf(row), row]));
  const comparison: Comparison<Row> = { added: [], changed: [], vanished: [], differences: [] };
  for (const row of wanted) {
    const key = keyOf(row);
    const other = remaining.get(key);
    remaining.delete(key);
    const differences = other ? differencesOf(key, row, other) : [];
    if (!other) comparison.added.push(row);
    if (differences.length > 0) comparison.changed.push(row);
    comparison.differences.push(...differences);
  }
  comparison.vanished.push(...remaining.keys());
  return comparison;
}

function differencesOf(key: string, wanted: object, existing: object): Difference[] {
  const held = new Map<string, unknown>(Object.entries(existing));
  return Object.entries(wanted)
    .filter(([column, value]) => value !== held.get(column))
    .map(([column, value]) => ({ key, column, is: json(held.get(column)), shouldBe: json(value) }))
    .filter(({ is, shouldBe }) => is !== shouldBe);
}

function json(value: unknown): string {
  return canonicalJson(JSON.parse(JSON.stringify(value ?? null)));
}
