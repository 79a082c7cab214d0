import type { Quantity } from '../claims/quantity.ts';
import type { ClaimValue, ValuedClaim } from '../claims/standing.ts';
import type { Claim } from '../database/generated/client.ts';

/** A claim whose value is a quantity: the table's checks make sure that these columns are filled. */
export type QuantityRow = Claim & {
  value: NonNullable<Claim['value']>;
  lowerInclusive: boolean;
  upperInclusive: boolean;
  hedge: NonNullable<Claim['hedge']>;
};

export function quantityIn(row: QuantityRow): Quantity {
  const { lowerInclusive, upperInclusive, hedge, unit, currency } = row;
  return {
    // toString() would write large numbers with an exponent.
    value: row.value.toFixed(),
    lower: row.lower?.toFixed() ?? null,
    upper: row.upper?.toFixed() ?? null,
    lowerInclusive,
    upperInclusive,
    hedge,
    unit,
    currency,
  };
}

const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null;

// The columns that a value kind does not use are null, and the database holds that the others are not.
function valueIn(row: Claim): ClaimValue {
  switch (row.valueKind) {
    case 'QUANTITY':
      return { kind: 'QUANTITY', quantity: quantityIn(row as QuantityRow) };
    case 'TEXT':
      return { kind: 'TEXT', text: row.text ?? '' };
    case 'ENTITY':
      return { kind: 'ENTITY', entity: row.entityId ?? '' };
    case 'DATE':
      return {
        kind: 'DATE',
        date: { edtf: row.dateEdtf ?? '', start: day(row.dateStart), end: day(row.dateEnd) },
      };
  }
}

/** What the rules of src/claims look at in a claim. */
export const valuedClaim = (row: Claim): ValuedClaim => ({
  id: row.id,
  rank: row.rank,
  retired: row.retiredInId !== null,
  value: valueIn(row),
});
