import type { Claim } from '../database/generated/client.ts';
import type { Place, Report } from './problem.ts';
import type { ClaimEntry } from './rows.ts';
import type { Stored } from './stored.ts';

/** A published claim that stops counting. */
export interface Retirement {
  id: string;
  reason: NonNullable<Claim['retirementReason']>;
  note: string;
  /** The claim that takes its place, if one does. */
  supersededById: string | null;
}

export interface ClaimChanges {
  /** Claims to insert, those that supersede others among them. */
  added: ClaimEntry[];
  /** Published claims to retire. */
  retired: Retirement[];
}

type Published = Stored<Claim>;

/**
 * What publishing `entries` does to the claims that are published. A claim is known by its source and key, and its
 * content by its id: the same key with another id is a correction, and has to give its reason and the id of what it
 * replaces, so that it fails when that has changed meanwhile. Nothing is taken back.
 * @param placeOf where to report that a published claim has vanished from its source
 */
export function diffClaims(
  entries: readonly ClaimEntry[],
  published: readonly Published[],
  placeOf: (claim: Published) => Place,
  report: Report,
): ClaimChanges {
  const changes: ClaimChanges = { added: [], retired: [] };
  const byId = new Map(published.map((claim) => [claim.id, claim]));
  const live = new Map(
    published.filter(({ retiredInId }) => retiredInId === null).map((claim) => [nameOf(claim), claim]),
  );
  const kept = new Set<string>();

  for (const entry of entries) {
    const same = byId.get(entry.row.id);
    const previous = live.get(nameOf(entry.row));
    if (previous) kept.add(previous.id);
    if (same) kept.add(same.id);
    if (same) change(entry, same, changes, report);
    else if (previous) correct(entry, previous, changes, report);
    // What is retired before this database ever held it leaves nothing to retire.
    else if (!entry.written.retired) changes.added.push(entry);
  }
  for (const claim of published) {
    if (kept.has(claim.id) || claim.supersededById !== null) continue;
    report(placeOf(claim), {
      found: `no claim ${claim.key} with the content of ${claim.id.slice(0, 12)}`,
      expected: 'every claim that was published',
      mend: 'put it back, with `retired: { reason: …, note: … }` if it no longer counts',
    });
  }
  return changes;
}

function nameOf({ sourceId, key }: { sourceId: string; key: string }): string {
  return `${sourceId} ${key}`;
}

/** A claim whose content was published before. */
function change(entry: ClaimEntry, published: Published, changes: ClaimChanges, report: Report): void {
  const { row, written } = entry;
  const { id, key, retirementReason, retirementNote } = published;
  if (published.key !== row.key) {
    report(written.at('key'), {
      found: `the key ${row.key} for what was published as ${key}`,
      expected: 'a claim to keep its key',
      mend: `write ${key}`,
    });
  } else if (published.retiredInId === null) {
    if (written.retired) changes.retired.push({ id, ...written.retired, supersededById: null });
  } else if (published.supersededById !== null || written.retired === null) {
    report(written.at(), {
      found: `the content that ${key} had before it was retired`,
      expected: 'what was retired to stay so',
      mend: 'say in its note why it counts again, which makes it a claim of its own',
    });
  } else if (written.retired.reason !== retirementReason || written.retired.note !== retirementNote) {
    report(written.at('retired'), {
      found: 'another reason or note than it was retired with',
      expected: `reason: ${retirementReason}, note: ${retirementNote}`,
      mend: 'write these',
    });
  }
}

/** A claim whose key was published with other content, which still counts. */
function correct(entry: ClaimEntry, previous: Published, changes: ClaimChanges, report: Report): void {
  const { row, written } = entry;
  const { correction } = written;
  const standing = previous.id.slice(0, 12);
  if (written.retired) {
    report(written.at('retired'), {
      found: `${row.key} both changed and retired`,
      expected: 'the content that was published',
      mend: 'undo the change, or correct the claim now and retire it in a later release',
    });
  } else if (!correction?.expect) {
    report(written.at('correction'), {
      found: `${row.key} changed without ${correction ? 'what its correction expects to replace' : 'a correction'}`,
      expected: 'the reason for every change of a published claim, and what it replaces',
      mend: correction
        ? `add expect: "${standing}", the claim that stands, if that is the one to correct`
        : `add \`correction: { reason: …, note: …, expect: "${standing}" }\`, or undo the change`,
    });
  } else if (!previous.id.startsWith(correction.expect)) {
    report(written.at('correction', 'expect'), {
      found: `a correction of ${correction.expect}`,
      expected: `one of ${standing}, which stands now`,
      mend: 'compare the claim with what stands now; if it is still to be corrected, say why and expect that',
    });
  } else {
    const { reason, note } = correction;
    changes.added.push(entry);
    changes.retired.push({ id: previous.id, reason, note, supersededById: row.id });
  }
}
