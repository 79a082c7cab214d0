import type { AcceptanceReason, Rank, Reliability } from './vocabulary.ts';

/** What the rule looks at in one claim of a fact. */
export interface Candidate {
  id: string;
  rank: Rank;
  retired: boolean;
  /** Links from the source to the root of its attribution; 0 when the source speaks for itself. */
  hops: number;
  reliability: Reliability;
  /** The last day on which the source can have been published, as YYYY-MM-DD. */
  published: string | null;
}

export interface Acceptance {
  accepted: string;
  /** The first criterion by which it stands before the next best claim. */
  because: AcceptanceReason;
}

/** Whether a claim still counts: retired and rejected ones are kept, but neither accepted nor weighed. */
export function isLive({ rank, retired }: Pick<Candidate, 'rank' | 'retired'>): boolean {
  return !retired && rank !== 'REJECTED';
}

// LOW is a finding against a source; not having been examined is none. So UNKNOWN stands before it.
const reliabilityOrder: readonly Reliability[] = ['HIGH', 'MEDIUM', 'UNKNOWN', 'LOW'];

/** The criteria in their order; the smaller number, or text, goes first. An undated source counts as the oldest. */
const criteria: readonly { reason: AcceptanceReason; compare: (a: Candidate, b: Candidate) => number }[] = [
  { reason: 'RANK', compare: (a, b) => Number(b.rank === 'PREFERRED') - Number(a.rank === 'PREFERRED') },
  { reason: 'FEWER_HOPS', compare: (a, b) => a.hops - b.hops },
  {
    reason: 'SOURCE_RELIABILITY',
    compare: (a, b) => reliabilityOrder.indexOf(a.reliability) - reliabilityOrder.indexOf(b.reliability),
  },
  { reason: 'LATER_PUBLICATION', compare: (a, b) => compareText(b.published ?? '', a.published ?? '') },
  { reason: 'TIE_BREAK', compare: (a, b) => compareText(a.id, b.id) },
];

/**
 * The claim that a fact presents, and why: live; editorial rank; fewer hops; source reliability (HIGH, MEDIUM, UNKNOWN,
 * LOW); later publication; id. The same claims give the same answer in whatever order they come.
 * @param candidates claims with ids of their own
 * @returns null when no claim is live
 */
export function accept(candidates: readonly Candidate[]): Acceptance | null {
  const [best, next] = inOrder(candidates);
  if (!best) return null;
  return { accepted: best.id, because: (next && decisive(best, next)?.reason) ?? 'ONLY_CLAIM' };
}

/** The live ones among the candidates, each before those that would only be accepted if it were not there. */
export function inOrder<Each extends Candidate>(candidates: readonly Each[]): Each[] {
  return candidates.filter(isLive).sort((a, b) => decisive(a, b)?.compare(a, b) ?? 0);
}

function decisive(a: Candidate, b: Candidate) {
  return criteria.find(({ compare }) => compare(a, b) !== 0);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
