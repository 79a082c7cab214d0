import { accept, type Candidate } from '../claims/acceptance.ts';
import { type ClaimValue, independentSources, standing, type WeighedClaim } from '../claims/standing.ts';
import type { AttributionRow, ClaimRow, FactRow, SourceRow } from './stored.ts';

/** The columns of a claim that facts and typed faces are worked out from. */
export const weighed = [
  'id',
  'key',
  'sourceId',
  'subjectId',
  'subjectKind',
  'propertyId',
  'factId',
  'modality',
  'rank',
  'valueKind',
  'value',
  'lower',
  'upper',
  'lowerInclusive',
  'upperInclusive',
  'hedge',
  'unit',
  'currency',
  'text',
  'entityId',
  'dateEdtf',
  'dateStart',
  'dateEnd',
  'periodEdtf',
  'periodStart',
  'periodEnd',
] as const satisfies (keyof ClaimRow)[];

type Weighed = (typeof weighed)[number];

/** A claim with all that its weight in a fact depends on. */
export interface WeighableClaim extends Pick<ClaimRow, Weighed> {
  retired: boolean;
  /** Nearest first. */
  attribution: Pick<AttributionRow, 'name' | 'publisherId'>[];
  source: Pick<SourceRow, 'id' | 'publisherId' | 'reliability' | 'publishedEnd'>;
}

/** A fact with the claim it presents. */
export interface AcceptedFact extends FactRow {
  accepted: WeighableClaim | null;
  /** Where none is accepted: what would be, had nothing been retired. */
  withdrawn: WeighableClaim | null;
}

/** What the claims come to, fact by fact. A fact whose every claim is retired or rejected stays, and accepts none. */
export function factsOf(claims: readonly WeighableClaim[]): AcceptedFact[] {
  const byFact = new Map<string, [WeighableClaim, ...WeighableClaim[]]>();
  for (const claim of claims) {
    const known = byFact.get(claim.factId);
    if (known) known.push(claim);
    else byFact.set(claim.factId, [claim]);
  }
  return [...byFact.values()].map(factOf);
}

/** The row of a fact, without the claim itself. */
export function factRow({ accepted, withdrawn, ...row }: AcceptedFact): FactRow {
  return row;
}

function factOf(claims: [WeighableClaim, ...WeighableClaim[]]): AcceptedFact {
  const { factId, subjectId, subjectKind, propertyId, periodEdtf, periodStart, periodEnd } = claims[0];
  const acceptance = accept(claims.map(candidate));
  const withdrawn = acceptance
    ? null
    : accept(claims.map((claim) => ({ ...candidate(claim), retired: false })));
  const claimOf = (chosen: { accepted: string } | null) =>
    claims.find(({ id }) => id === chosen?.accepted) ?? null;
  const weighed = claims.map(weighedClaim);
  return {
    id: factId,
    subjectId,
    subjectKind,
    propertyId,
    periodEdtf,
    periodStart,
    periodEnd,
    acceptedId: acceptance?.accepted ?? null,
    acceptedBecause: acceptance?.because ?? null,
    independentSources: independentSources(weighed),
    standing: standing(weighed),
    accepted: claimOf(acceptance),
    withdrawn: claimOf(withdrawn),
  };
}

function candidate({ id, rank, retired, attribution, source }: WeighableClaim): Candidate {
  const { reliability, publishedEnd } = source;
  return { id, rank, retired, hops: attribution.length - 1, reliability, published: publishedEnd };
}

/** What the standing of a fact depends on in `claim`. */
export function weighedClaim(claim: WeighableClaim): WeighedClaim {
  const { id, rank, retired } = claim;
  return { id, rank, retired, root: rootOf(claim), value: valueIn(claim) };
}

/**
 * Whose word it is in the end. A document that nobody is known to have published has only itself for a witness, and a name
 * that is no publisher's tells nobody apart: "Chinese sources" are those of whoever credits them.
 */
function rootOf({ attribution, source }: WeighableClaim): string {
  // The first link is the source as it was known when the claim was made; its publisher may have been found out since.
  const document = source.publisherId ? `publisher ${source.publisherId}` : `source ${source.id}`;
  return attribution
    .slice(1)
    .reduce(
      (before, { publisherId, name }) =>
        publisherId ? `publisher ${publisherId}` : `${before}, name ${name}`,
      document,
    );
}

// The columns that a value kind does not use are null, and the database holds that the others are not.
function valueIn(claim: WeighableClaim): ClaimValue {
  switch (claim.valueKind) {
    case 'QUANTITY':
      return { kind: 'QUANTITY', quantity: quantityIn(claim) };
    case 'TEXT':
      return { kind: 'TEXT', text: claim.text ?? '' };
    case 'ENTITY':
      return { kind: 'ENTITY', entity: claim.entityId ?? '' };
    case 'DATE':
      return {
        kind: 'DATE',
        date: { edtf: claim.dateEdtf ?? '', start: claim.dateStart, end: claim.dateEnd },
      };
  }
}

/** The quantity of a claim that has one. */
export function quantityIn({
  value,
  lower,
  upper,
  lowerInclusive,
  upperInclusive,
  hedge,
  unit,
  currency,
}: Pick<ClaimRow, Weighed>) {
  return {
    value: value ?? '',
    lower,
    upper,
    lowerInclusive: lowerInclusive ?? false,
    upperInclusive: upperInclusive ?? false,
    hedge: hedge ?? 'STATED',
    unit,
    currency,
  } as const;
}
