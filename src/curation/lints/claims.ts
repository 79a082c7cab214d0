import { isLive } from '../../claims/acceptance.ts';
import { canonicalJson } from '../../claims/claim-id.ts';
import type { ClaimEntry, SourceRows } from '../rows.ts';
import type { Raise } from './raise.ts';

/** The claims of a source that count: neither retired nor rejected. */
export function liveClaims({ claims }: SourceRows): ClaimEntry[] {
  return claims.filter(({ row, written }) => isLive({ rank: row.rank, retired: written.retired !== null }));
}

/** Entries by key, each list in their order. */
export function groupsBy<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): Entry[][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** No claim of a source says what another of its claims says. That two have one content is an error, and no suspicion. */
export function lintDuplicates(rows: SourceRows, raise: Raise): void {
  const sameValue = ({ row }: ClaimEntry) =>
    canonicalJson([
      row.factId,
      row.value,
      row.upper,
      row.hedge,
      row.currency,
      row.text,
      row.entityId,
      row.dateEdtf,
    ]);
  for (const [first, ...others] of groupsBy(liveClaims(rows), sameValue)) {
    for (const { row, written } of others) {
      if (row.id === first?.row.id) continue;
      raise(written, 'DUPLICATE_CLAIM', written.at('key'), {
        found: `the value of ${first?.row.key} again, for ${row.propertyId} of ${row.subjectId}`,
        expected: 'a source to say a thing once',
        mend: 'remove one of the two, or retire it',
      });
    }
  }
}

/** No fact is from a time that its source could not know. */
export function lintFuture(rows: SourceRows, raise: Raise): void {
  const { source } = rows;
  for (const { row, written } of liveClaims(rows)) {
    if (row.modality !== 'FACT' || source.publishedEnd === null) continue;
    for (const [key, start, edtf] of [
      ['period', row.periodStart, row.periodEdtf],
      ['date', row.dateStart, row.dateEdtf],
    ] as const) {
      if (start === null || start <= source.publishedEnd) continue;
      raise(written, 'FUTURE_FACT', written.at(key, 'edtf'), {
        found: `modality: FACT for ${edtf}, in a source published ${source.publishedEdtf}`,
        expected: 'a fact to begin before its source is published',
        mend: `correct modality, ${key}, or the date of the source`,
      });
    }
  }
}
