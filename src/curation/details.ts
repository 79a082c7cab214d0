import { displayQuantity, type UnitLabels } from '../claims/display.ts';
import type { Changes } from './diff.ts';
import { quantityIn } from './facts.ts';
import type { Reaccepted } from './reproject.ts';
import type { Rows } from './rows.ts';
import type { State } from './state.ts';
import type { ClaimRow } from './stored.ts';

/** One thing that publishing changes, in words. */
export interface Detail {
  change: 'added' | 'corrected' | 'retired' | 're-accepted' | 'unsupported' | 'described';
  what: string;
  old: string;
  new: string;
  why: string;
}

type Claim = Omit<ClaimRow, 'position'>;

/** All that publishing changes, one by one: claims first, then facts, then names and descriptions. */
export function detailsOf(
  { claims, ...described }: Changes,
  reaccepted: readonly Reaccepted[],
  rows: Rows,
  state: State,
): Detail[] {
  const slugs = new Map(rows.sources.map(({ id, slug }) => [id, slug]));
  const labels = new Map(rows.properties.map(({ id, unitLabels }) => [id, unitLabels as UnitLabels | null]));
  const known = new Map<string, Claim>([
    ...state.claims.map((claim) => [claim.id, claim] as const),
    ...claims.added.map(({ row }) => [row.id, row] as const),
  ]);
  const nameOf = ({ sourceId, key }: Claim) => `${slugs.get(sourceId) ?? sourceId}/${key}`;
  const value = (claim: Claim) => valueIn(claim, labels.get(claim.propertyId) ?? null);
  const accepted = (id: string | null) => {
    const claim = id === null ? undefined : known.get(id);
    return claim ? `${value(claim)} (${nameOf(claim)})` : '';
  };

  const successors = new Set(claims.retired.map(({ supersededById }) => supersededById));
  const added = claims.added
    .filter(({ row }) => !successors.has(row.id))
    .map(({ row }): Detail => {
      const what = `${nameOf(row)}: ${topicOf(row)}`;
      return { change: 'added', what, old: '', new: value(row), why: '' };
    });
  const retired = claims.retired.flatMap(({ id, reason, note, supersededById }): Detail[] => {
    const before = known.get(id);
    const after = supersededById === null ? undefined : known.get(supersededById);
    if (!before) return [];
    const why = `${reason}: ${note}`;
    const what = `${nameOf(before)}: ${topicOf(before)}`;
    if (!after) return [{ change: 'retired', what, old: value(before), new: '', why }];
    const [was, is] = difference(before, after, value);
    return [{ change: 'corrected', what, old: was, new: is, why }];
  });
  // A correction of the accepted claim tells of the fact as well.
  const corrected = new Map(claims.retired.map(({ id, supersededById }) => [id, supersededById]));
  const others = reaccepted.filter(({ before, after }) => after === null || corrected.get(before) !== after);
  const facts = others.map(({ before, after }): Detail => {
    const claim = known.get(before);
    const what = claim ? topicOf(claim) : before;
    const change = after === null ? 'unsupported' : 're-accepted';
    return { change, what, old: accepted(before), new: accepted(after), why: '' };
  });
  return [...added, ...retired, ...facts, ...descriptions(described)];
}

/** What a claim is about: `amount of bytedance-nvidia-2026 (2026)`. */
function topicOf({ propertyId, subjectId, periodEdtf }: Claim): string {
  return `${propertyId} of ${subjectId}${periodEdtf === null ? '' : ` (${periodEdtf})`}`;
}

function valueIn(claim: Claim, unitLabels: UnitLabels | null): string {
  if (claim.valueKind === 'QUANTITY') return displayQuantity(quantityIn(claim), { unitLabels });
  return claim.text ?? claim.entityId ?? claim.dateEdtf ?? '';
}

/** The values, where they differ; else the first other thing that does. */
function difference(before: Claim, after: Claim, value: (claim: Claim) => string): [string, string] {
  if (value(before) !== value(after)) return [value(before), value(after)];
  const column = (Object.keys(after) as (keyof Claim)[]).find(
    (name) => !['id', 'position', 'factId'].includes(name) && before[name] !== after[name],
  );
  return column ? [`${column}: ${before[column]}`, `${column}: ${after[column]}`] : ['', 'attribution'];
}

function descriptions(described: Omit<Changes, 'claims'>): Detail[] {
  return Object.entries(described).flatMap(([table, { added, changed, differences }]): Detail[] => {
    const detail = (what: string, old: string, now: string): Detail => {
      return { change: 'described', what: `${table} ${what}`, old, new: now, why: '' };
    };
    const counted = added.length === 0 ? [] : [detail('', '', `${added.length} added`)];
    if (changed.length === 0) return counted;
    return [
      ...counted,
      ...differences.map(({ key, column, is, shouldBe }) => detail(`${key}: ${column}`, is, shouldBe)),
    ];
  });
}

const widest = { change: 11, what: 70, old: 48, new: 48, why: 60 } as const;

/** As a table of text, a line each; what is too long for its column ends in "…". */
export function table(details: readonly Detail[]): string {
  const columns = Object.keys(widest) as (keyof Detail)[];
  const header = Object.fromEntries(columns.map((column) => [column, column])) as Record<
    keyof Detail,
    string
  >;
  const cells = [header, ...details].map((row) =>
    columns.map((column) => shorten(row[column], widest[column])),
  );
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  return cells
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function shorten(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= length ? line : `${line.slice(0, length - 1)}…`;
}
