import { claimId, factId } from '../claims/claim-id.ts';
import { periodOf } from '../claims/period.ts';
import { type Quantity, quantityOf } from '../claims/quantity.ts';
import { type Names, named } from './names.ts';
import type { Source } from './read.ts';
import type { Claim, Period, Property } from './schema.ts';
import type { AttributionRow, ClaimRow } from './stored.ts';

const noQuantity = {
  value: null,
  lower: null,
  upper: null,
  lowerInclusive: null,
  upperInclusive: null,
  hedge: null,
  unit: null,
  currency: null,
};
const noPeriod = {
  edtf: null,
  start: null,
  end: null,
  phrase: null,
  basis: null,
  anchor: null,
  anchorBasis: null,
  reasoning: null,
};

/** The quantity a claim of `property` states. @throws QuantityError when the parts contradict one another */
export function statedQuantity(written: NonNullable<Claim['quantity']>, property: Property): Quantity {
  const { value, hedge, upper, currency } = written;
  const { unit, signed } = property;
  return quantityOf({ value, hedge, upper: upper ?? undefined, unit, currency, signed });
}

/** The row of a claim of a checked dataset, and those of its attribution. Its ids follow from its content. */
export function claimRow(claim: Claim, position: number, source: Source, names: Names) {
  const property = named(names.properties, claim.property);
  const subject = named(names.entities, claim.subject);
  const entity = claim.entity === null ? null : named(names.entities, claim.entity);
  const credited = claim.attribution.map((link) => creditedTo(link, names));
  const { key, statement, modality, confidence, rank, note, text, passage } = claim;
  const value = {
    quantity: claim.quantity && { ...statedQuantity(claim.quantity, property) },
    text,
    entity: entity?.id ?? null,
    date: dated(claim.date, source),
  };
  const quantity = value.quantity ?? noQuantity;
  const date = value.date ?? noPeriod;
  const holds = dated(claim.period, source);
  const period = holds ?? noPeriod;

  const fact = factId({
    subject: subject.id,
    property: property.id,
    period: period.edtf,
    value: property.single ? undefined : (value.quantity ?? text ?? value.entity ?? date.edtf),
  });
  const id = claimId({
    source: source.sha256,
    subject: subject.id,
    property: property.id,
    // It adds whether the property is single, so that a claim stays with its fact for good.
    fact,
    ...value,
    period: holds,
    modality,
    confidence,
    rank,
    note,
    attribution: credited.map(({ publisherId, name }) => (publisherId === null ? { name } : publisherId)),
    passage: { ...passage },
    statement,
  });
  const row: ClaimRow = {
    id,
    key,
    position,
    subjectId: subject.id,
    subjectKind: subject.kind,
    propertyId: property.id,
    factId: fact,
    statement,
    modality,
    confidence,
    rank,
    note,
    valueKind: property.valueKind,
    value: quantity.value,
    lower: quantity.lower,
    upper: quantity.upper,
    lowerInclusive: quantity.lowerInclusive,
    upperInclusive: quantity.upperInclusive,
    hedge: quantity.hedge,
    unit: quantity.unit,
    currency: quantity.currency,
    text,
    entityId: entity?.id ?? null,
    entityKind: entity?.kind ?? null,
    dateEdtf: date.edtf,
    dateStart: date.start,
    dateEnd: date.end,
    datePhrase: date.phrase,
    dateBasis: date.basis,
    dateAnchor: date.anchor,
    dateAnchorBasis: date.anchorBasis,
    dateReasoning: date.reasoning,
    periodEdtf: period.edtf,
    periodStart: period.start,
    periodEnd: period.end,
    periodPhrase: period.phrase,
    periodBasis: period.basis,
    periodAnchor: period.anchor,
    periodAnchorBasis: period.anchorBasis,
    periodReasoning: period.reasoning,
    sourceId: source.id,
    passageStart: passage.start,
    passageEnd: passage.end,
    passageParagraph: passage.paragraph,
    passageSha256: passage.sha256,
    passageExcerpt: passage.excerpt,
    hops: credited.length,
  };
  const chain = [speaking(source, names), ...credited];
  const attribution = chain.map((link, index): AttributionRow => ({ claimId: id, position: index, ...link }));
  return { row, attribution };
}

/** A period with its days, and with the date of its source where that is what it was resolved against. */
function dated(written: Period | null, source: Source) {
  if (written === null) return null;
  const { edtf, phrase, basis, reasoning } = written;
  const anchor = written.anchor === null ? null : source.published;
  return {
    ...periodOf(edtf),
    phrase,
    basis,
    anchor: anchor?.edtf ?? null,
    anchorBasis: anchor?.basis ?? null,
    reasoning,
  };
}

function creditedTo(link: Claim['attribution'][number], names: Names) {
  if (typeof link === 'object') return { name: link.name, publisherId: null };
  const { id, name } = named(names.publishers, link);
  return { name, publisherId: id };
}

/** The first link of every attribution: the document itself, by the best name there is for it. */
function speaking({ title, publisher, kind, byline }: Source, names: Names) {
  const known = publisher === null ? null : named(names.publishers, publisher);
  const untitled = `Untitled ${kind.toLowerCase().replace('_', ' ')}${byline === null ? '' : `, by ${byline}`}`;
  return { name: title ?? known?.name ?? untitled, publisherId: known?.id ?? null };
}
