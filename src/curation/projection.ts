import {
  chipStatuses,
  type EntityKind,
  eventKinds,
  investmentPurposes,
  type ValueKind,
} from '../claims/vocabulary.ts';
import type { AcceptedFact, WeighableClaim, weighed } from './facts.ts';
import type { EntityRow } from './stored.ts';

/** Where a typed column comes from: a column of the claim accepted for a property. */
export interface Origin {
  property: string;
  column: (typeof weighed)[number];
  /** The only texts the column can hold. */
  words?: readonly string[];
  /** The only kind of entity the column can name. */
  names?: EntityKind;
  /** The dataset has to have a claim on it, of every entity of the kind; when all are retired, what they said stays. */
  required?: true;
  /** Without a claim on it that counts, the entity is not supported. */
  defining?: true;
}

export type FaceTable = 'Company' | 'Chip' | 'Product' | 'Investment' | 'Event';
type Columns = Readonly<Record<string, Origin>>;

/**
 * Every typed column, and the claims it is a reading of. A column holds what the accepted claim of its property says;
 * of facts for several periods, the latest.
 */
export const projection: Readonly<Record<EntityKind, { table: FaceTable; columns: Columns }>> = {
  COMPANY: {
    table: 'Company',
    columns: {
      country: { property: 'country', column: 'text' },
      parentId: { property: 'parent', column: 'entityId', names: 'COMPANY' },
    },
  },
  CHIP: {
    table: 'Chip',
    columns: {
      designerId: { property: 'designer', column: 'entityId', names: 'COMPANY' },
      architecture: { property: 'architecture', column: 'text' },
      status: { property: 'status', column: 'text', words: chipStatuses },
    },
  },
  PRODUCT: {
    table: 'Product',
    columns: {
      developerId: { property: 'developer', column: 'entityId', names: 'COMPANY' },
      category: { property: 'category', column: 'text' },
    },
  },
  INVESTMENT: {
    table: 'Investment',
    columns: {
      investorId: {
        property: 'investor',
        column: 'entityId',
        names: 'COMPANY',
        required: true,
        defining: true,
      },
      counterpartyId: { property: 'counterparty', column: 'entityId', names: 'COMPANY' },
      purpose: {
        property: 'purpose',
        column: 'text',
        words: investmentPurposes,
        required: true,
        defining: true,
      },
      partOfId: { property: 'partOf', column: 'entityId', names: 'INVESTMENT' },
      status: { property: 'amount', column: 'modality', required: true },
      amountClaimId: { property: 'amount', column: 'id' },
      amountValue: { property: 'amount', column: 'value' },
      amountLower: { property: 'amount', column: 'lower' },
      amountUpper: { property: 'amount', column: 'upper' },
      amountLowerInclusive: { property: 'amount', column: 'lowerInclusive' },
      amountUpperInclusive: { property: 'amount', column: 'upperInclusive' },
      amountHedge: { property: 'amount', column: 'hedge' },
      amountCurrency: { property: 'amount', column: 'currency' },
      periodEdtf: { property: 'amount', column: 'periodEdtf' },
      periodStart: { property: 'amount', column: 'periodStart' },
      periodEnd: { property: 'amount', column: 'periodEnd' },
    },
  },
  EVENT: {
    table: 'Event',
    columns: {
      kind: { property: 'kind', column: 'text', words: eventKinds },
      country: { property: 'country', column: 'text' },
      status: { property: 'date', column: 'modality' },
      dateClaimId: { property: 'date', column: 'id' },
      dateEdtf: { property: 'date', column: 'dateEdtf' },
      dateStart: { property: 'date', column: 'dateStart' },
      dateEnd: { property: 'date', column: 'dateEnd' },
    },
  },
};

/** The value kind a property must have for a column to come from that column of its claims; null where any will do. */
export function kindBehind({ column }: Origin): ValueKind | null {
  if (column === 'text') return 'TEXT';
  if (column === 'entityId') return 'ENTITY';
  if (column === 'value') return 'QUANTITY';
  return column === 'dateEdtf' ? 'DATE' : null;
}

/** The typed face of an entity, column by column. */
export type Face = { id: string; supported: boolean } & Record<string, unknown>;

/**
 * The typed faces of the entities, as the accepted claims of the facts have them. What none says is null, or what was said last where
 * a column has to have a value. An entity is supported if a claim that counts is about it or names it, and one says what defines it.
 * @param named ids of entities that a claim that counts names as a value
 */
export function facesOf(
  entities: readonly EntityRow[],
  facts: readonly AcceptedFact[],
  named: ReadonlySet<string>,
): Map<FaceTable, Face[]> {
  const latest = latestOf(facts, ({ accepted }) => accepted);
  const withdrawn = latestOf(facts, (fact) => fact.withdrawn);
  const told = new Set(facts.flatMap(({ subjectId, accepted }) => (accepted ? [subjectId] : [])));
  const faces = new Map(Object.values(projection).map(({ table }) => [table, [] as Face[]]));
  for (const { id, kind, slug, name, aliases } of entities) {
    const { table, columns } = projection[kind];
    const typed = Object.entries(columns).map(([typedColumn, { property, column, required }]) => {
      const key = `${id} ${property}`;
      const claim = latest.get(key) ?? (required ? withdrawn.get(key) : undefined);
      return [typedColumn, claim?.[column] ?? null];
    });
    const isDefined = Object.values(columns).every(
      ({ property, defining }) => !defining || latest.has(`${id} ${property}`),
    );
    const supported = isDefined && (told.has(id) || named.has(id));
    faces.get(table)?.push({ id, slug, name, aliases, supported, ...Object.fromEntries(typed) });
  }
  return faces;
}

/** The claim that `choose` finds in the fact for the latest period, by subject and property. */
function latestOf(
  facts: readonly AcceptedFact[],
  choose: (fact: AcceptedFact) => WeighableClaim | null,
): Map<string, WeighableClaim> {
  const claims = new Map<string, WeighableClaim>();
  for (const fact of facts.filter(isProjected).toSorted(earlierFirst)) {
    const claim = choose(fact);
    if (claim) claims.set(`${fact.subjectId} ${fact.propertyId}`, claim);
  }
  return claims;
}

const projected = new Set(
  Object.values(projection).flatMap(({ columns }) => Object.values(columns).map(({ property }) => property)),
);

const isProjected = ({ propertyId }: AcceptedFact) => projected.has(propertyId);

/**
 * An end that is open comes after every date, and a fact without a period before all others; of two alike the smaller id
 * comes last, and so counts. `latestFact` in src/graphql says the same in SQL.
 */
function earlierFirst(a: AcceptedFact, b: AcceptedFact): number {
  const [first, second] = [orderOf(a), orderOf(b)];
  if (first !== second) return first < second ? -1 : 1;
  return a.id > b.id ? -1 : 1;
}

function orderOf({ periodEdtf, periodStart, periodEnd }: AcceptedFact): string {
  return periodEdtf === null ? '' : `${periodEnd ?? 'open'} ${periodStart ?? ''}`;
}
