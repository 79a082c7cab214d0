import { isCountryCode } from '../../claims/country.ts';
import { isCurrencyCode } from '../../claims/currency.ts';
import { compareDecimals } from '../../claims/decimal.ts';
import { QuantityError } from '../../claims/quantity.ts';
import type { ValueKind } from '../../claims/vocabulary.ts';
import { statedQuantity } from '../claim-row.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Names } from '../names.ts';
import { inBrackets, type Report } from '../problem.ts';
import type { Lists, Source } from '../read.ts';
import { valueKeys } from '../schema.ts';

type Claim = Source['claims'][number];
type Property = Lists['properties'][number];

const keyOf: Readonly<Record<ValueKind, (typeof valueKeys)[number]>> = {
  QUANTITY: 'quantity',
  TEXT: 'text',
  ENTITY: 'entity',
  DATE: 'date',
};

/** Every claim has one value, and it is one that its property and subject can have. */
export function checkValues({ claims }: Source, names: Names, report: Report): void {
  for (const claim of claims) {
    const given = valueKeys.filter((key) => claim[key] !== null);
    if (given.length !== 1) {
      report(claim.at(given[1] ?? ''), {
        found: given.length === 0 ? 'no value' : given.join(' and '),
        expected: `exactly one of ${valueKeys.join(', ')}`,
        mend: given.length === 0 ? 'add the one that the property asks for' : 'keep one of them',
      });
      continue;
    }
    const property = names.properties.get(claim.property);
    if (!property) continue;
    checkSubject(claim, property, names, report);
    if (given[0] === keyOf[property.valueKind]) checkValue(claim, property, names, report);
    else {
      report(claim.at(given[0] ?? ''), {
        found: `${given[0]} for ${property.id}`,
        expected: keyOf[property.valueKind],
        mend: `write ${keyOf[property.valueKind]}, or choose another property`,
      });
    }
  }
}

function checkSubject(
  { subject, at }: Claim,
  { id, subjects }: Property,
  names: Names,
  report: Report,
): void {
  const kind = names.entities.get(subject)?.kind;
  if (!kind || subjects.includes(kind)) return;
  report(at('subject'), {
    found: `${subject}, which is of the kind ${kind}`,
    expected: `a subject of ${id}: ${subjects.join(', ')}`,
    mend: 'correct the subject, or choose another property',
  });
}

function checkValue(claim: Claim, property: Property, names: Names, report: Report): void {
  const { entity, text, at } = claim;
  const { id, values, format, valueSubjects } = property;
  const kind = entity === null ? undefined : names.entities.get(entity)?.kind;
  if (kind && valueSubjects.length > 0 && !valueSubjects.includes(kind)) {
    report(at('entity'), {
      found: `${entity}, which is of the kind ${kind}`,
      expected: `a value of ${id}: ${valueSubjects.join(', ')}`,
      mend: 'correct the entity, or choose another property',
    });
  }
  if (text !== null && values.length > 0 && !values.includes(text)) {
    const mend = `write one of them, or add it to the values of ${id} in properties.yaml${didYouMean(text, values)}`;
    report(at('text'), { found: JSON.stringify(text), expected: `one of ${values.join(', ')}`, mend });
  }
  if (text !== null && format === 'country' && !isCountryCode(text)) {
    const expected = 'an ISO 3166-1 alpha-2 country code, such as CN';
    report(at('text'), { found: JSON.stringify(text), expected, mend: 'write the code of the country' });
  }
  if (claim.quantity) checkQuantity(claim, claim.quantity, property, report);
}

function checkQuantity(
  { at }: Claim,
  quantity: NonNullable<Claim['quantity']>,
  property: Property,
  report: Report,
): void {
  const { unit, currency } = quantity;
  const isMoney = property.dimension === 'money';
  if (isMoney && currency === null) {
    const expected = `a currency, because ${property.id} is money`;
    report(at('quantity'), { found: 'no currency', expected, mend: 'add currency, such as currency: USD' });
  } else if (isMoney && currency !== null && !isCurrencyCode(currency)) {
    const expected = 'an ISO 4217 currency code, such as USD';
    report(at('quantity', 'currency'), { found: JSON.stringify(currency), expected, mend: 'correct it' });
  } else if (!isMoney && currency !== null) {
    const expected = `no currency, because ${property.id} is counted in ${property.unit}`;
    report(at('quantity', 'currency'), { found: `the currency ${currency}`, expected, mend: 'remove it' });
  }
  if (unit !== null && unit !== property.unit) {
    const expected =
      property.unit === null ? 'no unit' : `${property.unit}, which is the unit of ${property.id}`;
    report(at('quantity', 'unit'), { found: `the unit ${unit}`, expected, mend: 'remove it' });
  }
  try {
    statedQuantity({ ...quantity, currency: null }, property);
  } catch (error) {
    if (!(error instanceof QuantityError)) throw error;
    const { hedge, value, upper } = quantity;
    const reversed = hedge === 'BETWEEN' && upper !== null && compareDecimals(upper, value) < 0;
    report(at('quantity'), {
      found: `a quantity that cannot be (${inBrackets(error.message)})`,
      expected: 'a number and a hedge that agree',
      mend: reversed ? 'swap value and upper' : 'compare both with the text',
    });
  }
}
